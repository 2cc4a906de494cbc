"""Naming the mistake that makes exactly the submitted number."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..computations import Derivation
from ..inputs import floats
from .mistakes import candidates_of
from .tolerance import tolerance_of


def diagnose(
    computation: str,
    inputs: Mapping[str, Any],
    submitted: ArrayLike,
    decimals: int | None = None,
) -> list[str]:
    """Ids of the known mistakes that give `submitted`, within the tolerance of `check_answer`,
    likeliest first; [] where it is right or no known mistake gives it.

    Raises ValueError for an unknown computation and for input that the plain function refuses.
    """
    derivation, tolerance = Derivation(computation, inputs), tolerance_of(decimals=decimals)
    submitted = floats("submitted", submitted).astype(np.float64, copy=False)

    def gives(value: np.ndarray) -> bool:
        same_shape = value.shape == submitted.shape
        return same_shape and bool(tolerance.cells(value, submitted).all())

    if gives(derivation.result):
        return []
    named = [each.id for each, value in candidates_of(derivation, submitted) if gives(value)]
    return list(dict.fromkeys(named))
