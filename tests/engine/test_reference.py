"""The engine gives PyTorch's and mpmath's numbers."""

import json
from pathlib import Path

import numpy as np
import pytest

import attention_engine

CASES = json.loads((Path(__file__).parent / "reference" / "attention_cases.json").read_text())
# Functions that a later version brings; the list only ever gets shorter.
NOT_YET = {"memory_efficient_attention"}
KNOWN = [case for case in CASES["cases"] if case["function"] not in NOT_YET]


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: case["function"])
def test_the_reference_value_is_met(case):
    found = getattr(attention_engine, case["function"])(**case["kwargs"])
    for name, expected in case["expected"].items():
        value = found if name == "result" else getattr(found, name)
        np.testing.assert_allclose(value, expected, **CASES["tolerance"])


def test_only_functions_that_do_not_exist_are_left_out():
    assert not [name for name in NOT_YET if hasattr(attention_engine, name)]
    assert len(KNOWN) > 40
