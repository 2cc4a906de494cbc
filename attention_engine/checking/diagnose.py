"""Naming the mistake that makes exactly the submitted number."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..computations import Derivation
from ..inputs import floats
from .mistakes import singles_of
from .tolerance import tolerance_of


def diagnose(
    computation: str,
    inputs: Mapping[str, Any],
    submitted: ArrayLike,
    decimals: int | None = None,
) -> list[str]:
    derivation, tolerance = Derivation(computation, inputs), tolerance_of(decimals=decimals)
    submitted = floats("submitted", submitted).astype(np.float64, copy=False)

    def gives(value: np.ndarray) -> bool:
        same_shape = value.shape == submitted.shape
        return same_shape and bool(tolerance.cells(value, submitted).all())

    if gives(derivation.result):
        return []
    named = [c.mistakes[0].id for c in singles_of(derivation, submitted) if gives(c.value)]
    return list(dict.fromkeys(named))
