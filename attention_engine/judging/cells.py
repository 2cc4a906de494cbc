"""The verdict on each number: the one that sentences, tables, pictures and programs all read."""

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from .tolerance import SLACK, Tolerance, half_unit, is_short, tolerance_of, typed_with

CellVerdict = Literal["right", "short", "close", "wrong"]
CELL_VERDICTS: tuple[CellVerdict, ...] = get_args(CellVerdict)
CELL_WORDS: dict[CellVerdict, str] = {
    "right": "right",
    "short": "too few digits",
    "close": "close, but not close enough",
    "wrong": "wrong",
}

Cells = NDArray[np.str_]


def judged_cells(
    expected: np.ndarray,
    submitted: np.ndarray,
    tolerance: Tolerance,
    typed_decimals: int | None = None,
) -> Cells:
    """The verdict on each number of `submitted`, two arrays of one shape.

    `short`: not right, but right as far as its digits go, where fewer digits were typed than the
    task asks for. `close`: within ten times the tolerance, with enough digits.
    """
    right = tolerance.cells(expected, submitted)
    near = tolerance.cells(expected, submitted, factor=tolerance.close_factor)
    asked = tolerance.digits
    if tolerance.nothing_is_close:
        return np.where(right, "right", "wrong")
    if asked and is_short(submitted, asked, typed_decimals):
        fits = near | _coarse(submitted, asked, typed_decimals, tolerance).cells(
            expected, submitted
        )
        return np.select([right, fits], ["right", "short"], "wrong")
    return np.select([right, near], ["right", "close"], "wrong")


def all_of(verdict: CellVerdict, shape: tuple[int, ...]) -> Cells:
    """The same verdict on every number of an array."""
    return np.full(shape, verdict)


def is_short_of_digits(cells: Cells) -> bool:
    """Whether missing digits are all that keeps these numbers from being right."""
    return bool(np.isin(cells, ("right", "short")).all() and (cells == "short").any())


def decimals_of(submitted: np.ndarray, most: int, typed_decimals: int | None = None) -> int:
    """How many decimals were typed, up to `most`; without that knowledge, the numbers tell."""
    if typed_decimals is not None:
        return min(typed_decimals, most)
    return next((d for d in range(most) if typed_with(submitted, d)), most)


def _coarse(
    submitted: np.ndarray, asked: int, typed_decimals: int | None, tolerance: Tolerance
) -> Tolerance:
    """The tolerance of as many decimals as were typed. A whole number says too little to count
    where several decimals are asked for."""
    typed = max(decimals_of(submitted, asked, typed_decimals), min(asked - 1, 1))
    half = tolerance_of(decimals=typed).atol
    # What rounding on the way may change is allowed on top.
    more = np.maximum(tolerance.atol - half_unit("decimals", asked) * SLACK, 0)
    return Tolerance(half + more, tolerance.rtol, half)
