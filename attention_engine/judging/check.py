"""Judges numbers, in one place: right, imprecise or wrong, with a sentence for the learner."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..inputs import InputError
from .cells import Cells, all_of, decimals_of, judged_cells
from .sentences import imprecise_detail, right_detail, shape_detail, wrong_detail
from .told import RIGHT, Told
from .tolerance import Tolerance, tolerance_of

Verdict = Literal["right", "imprecise", "wrong"]

# Half of the points: the idea is right, the digits are missing.
IMPRECISE_CREDIT = 0.5

__all__ = ["AnswerCheck", "Tolerance", "Verdict", "check_answer", "tolerance_of"]


@dataclass(frozen=True, eq=False)
class AnswerCheck(Told):
    """How a submitted array was judged.

    `cell_verdicts` are `right`, `short` (too few digits), `close` or `wrong`, in the shape of the
    expected array; `cells` is True where a number is right.
    `score` is in 0..1: the share of right cells, where an imprecise cell counts half.
    `largest_difference` is the largest over all cells: infinite if a number is, None if the shapes
    differ. It can reveal the answer, so show a learner no more of it than `message` says.
    """

    verdict: Verdict
    cell_verdicts: Cells
    score: float
    largest_difference: float | None = None

    @property
    def cells(self) -> NDArray[np.bool_]:
        return self.cell_verdicts == "right"

    @property
    def correct(self) -> bool:
        return self.verdict == "right"


def check_answer(
    expected: ArrayLike,
    submitted: ArrayLike,
    rtol: float | None = None,
    atol: ArrayLike | None = None,
    decimals: int | None = None,
) -> AnswerCheck:
    """Judge `submitted` against `expected`, two arrays of any shape.

    An answer is right if |x - expected| <= atol + rtol |expected| in every cell, and imprecise if
    it is right with ten times the atol, which is one digit less. `decimals=d` means
    atol = 0.51 * 10^-d and rtol = 0. Without any of the three, atol = 0.0051 and rtol = 1e-3; with
    only one of rtol and atol, the other is 0. `atol` may be an array of the shape of `expected`,
    such as `rounding_tolerance` returns.
    The message says what is allowed and how far off the answer is, but never what was expected.
    Raises ValueError naming the argument that is not such an array or number.
    """
    return checked(expected, submitted, tolerance_of(rtol, atol, decimals))


def checked(
    expected: ArrayLike,
    submitted: ArrayLike,
    tolerance: Tolerance,
    typed_decimals: int | None = None,
) -> AnswerCheck:
    """`check_answer` with its tolerance.

    `typed_decimals` is how many decimals were typed: three in 0.310, of whose number two are left.
    """
    expected, submitted = _numbers("expected", expected), _numbers("submitted", submitted)
    tolerance.fits(expected.shape)
    if expected.shape != submitted.shape:
        detail = shape_detail(expected.shape, submitted.shape)
        return AnswerCheck("wrong", all_of("wrong", expected.shape), 0.0, detail=detail)
    cells = judged_cells(expected, submitted, tolerance, typed_decimals)
    right = cells == "right"
    near = tolerance.cells(expected, submitted, factor=tolerance.close_factor)
    score = float(np.mean(right + IMPRECISE_CREDIT * (near & ~right)))
    off = _largest_difference(expected, submitted)
    if right.all():
        detail = right_detail(tolerance, right.size, off)
        return AnswerCheck("right", cells, 1.0, off, heading=RIGHT, detail=detail)
    if near.all():
        detail = imprecise_detail(tolerance, cells, off)
        return AnswerCheck("imprecise", cells, score, off, detail=detail)
    typed = decimals_of(submitted, tolerance.digits, typed_decimals)
    detail = wrong_detail(tolerance, cells, off, typed)
    return AnswerCheck("wrong", cells, score, off, detail=detail)


def _numbers(name: str, value: ArrayLike) -> NDArray[np.float64]:
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise InputError(
            f"{name} must be an array of numbers with rows of equal length", name
        ) from error
    if array.dtype.kind not in "iuf":
        raise InputError(f"{name} must be an array of real numbers, got dtype {array.dtype}", name)
    if array.size == 0:
        raise InputError(f"{name} must hold at least one number, got shape {array.shape}", name)
    if np.isnan(array).any():
        raise InputError(f"{name} must hold numbers only, got NaN", name)
    return array.astype(np.float64)


def _largest_difference(expected: np.ndarray, submitted: np.ndarray) -> float:
    """The largest |difference|; infinite if a number is, unless both are equal."""
    with np.errstate(over="ignore", invalid="ignore"):
        off = np.where(expected == submitted, 0.0, np.abs(submitted - expected))
    return float(np.max(off))
