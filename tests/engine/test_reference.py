"""The engine gives PyTorch's and mpmath's numbers."""

import json
from pathlib import Path

import numpy as np
import pytest

import attention_engine

CASES = json.loads((Path(__file__).parent / "reference" / "attention_cases.json").read_text())


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["function"])
def test_the_reference_value_is_met(case):
    found = getattr(attention_engine, case["function"])(**case["kwargs"])
    for name, expected in case["expected"].items():
        value = found if name == "result" else getattr(found, name)
        np.testing.assert_allclose(value, expected, **CASES["tolerance"])
