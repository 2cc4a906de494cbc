"""A second, independent path confirms every worked answer to twelve digits."""

import mpmath
import numpy as np
import pytest

from attention_engine import worked_answer

from .conftest import draw
from .exact import COMPUTATIONS, DIGITS, numbers


def as_numbers(value):
    """Arrays as lists of exact decimals; flags, masks and counts as they are."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return numbers(value.tolist())
    return value.tolist() if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize("seed", range(8))
def test_fifty_digits_agree_with_the_worked_answer(computation, seed):
    inputs = draw(seed)[computation]
    with mpmath.workdps(DIGITS):
        exact = COMPUTATIONS[computation](**{k: as_numbers(v) for k, v in inputs.items()})
    found = worked_answer(computation, **inputs).result
    np.testing.assert_allclose(found, np.array(exact, dtype=float), rtol=1e-12, atol=1e-14)
