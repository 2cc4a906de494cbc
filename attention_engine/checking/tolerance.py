"""The one judge of numbers: right, imprecise or wrong, and a sentence for the learner."""

from dataclasses import dataclass
from math import floor, log10
from numbers import Integral, Real
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Verdict = Literal["right", "imprecise", "wrong"]

# Half a unit of the last digit, and 2 % more so that a tie rounded either way is right.
SLACK = 1.02
DEFAULT_ATOL = 0.005 * SLACK
DEFAULT_RTOL = 1e-3
# An imprecise answer is one that is right with one digit less.
IMPRECISE_FACTOR = 10
# Half of the points: the idea is right, the digits are missing.
IMPRECISE_CREDIT = 0.5
MAX_DECIMALS = 12

# fmt: off
_COUNTS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve"]
# fmt: on


@dataclass(frozen=True, eq=False)
class AnswerCheck:
    """How a submitted array was judged.

    `cells` is True where a number is right; it has the shape of the expected array.
    `score` is in 0..1: the share of right cells, where an imprecise cell counts half.
    """

    verdict: Verdict
    cells: NDArray[np.bool_]
    score: float
    message: str

    @property
    def correct(self) -> bool:
        return self.verdict == "right"


@dataclass(frozen=True)
class Tolerance:
    """Right is |x - expected| <= atol + rtol |expected|."""

    atol: float
    rtol: float
    decimals: int | None = None

    def cells(self, expected: np.ndarray, submitted: np.ndarray, factor: int = 1) -> np.ndarray:
        """True where a number is right with `factor` times atol; infinite only if equal."""
        with np.errstate(over="ignore", invalid="ignore"):
            near = np.abs(submitted - expected) <= factor * self.atol + self.rtol * abs(expected)
        finite = np.isfinite(expected) & np.isfinite(submitted)
        return np.asarray(np.where(finite, near, submitted == expected))


def check_answer(
    expected: ArrayLike,
    submitted: ArrayLike,
    rtol: float | None = None,
    atol: float | None = None,
    decimals: int | None = None,
) -> AnswerCheck:
    """Judge `submitted` against `expected`, two arrays of any shape.

    Right is |x - expected| <= atol + rtol |expected| in every cell; imprecise is right with ten
    times the atol, which is one digit less. `decimals=d` means atol = 0.51 * 10^-d and rtol = 0;
    nothing given means atol = 0.0051 and rtol = 1e-3; of rtol and atol, one not given is 0.
    The message tells how far off the answer is and never what was expected.
    Raises ValueError naming the argument that is no such array or number.
    """
    tolerance = tolerance_of(rtol, atol, decimals)
    expected, submitted = _numbers("expected", expected), _numbers("submitted", submitted)
    if expected.shape != submitted.shape:
        nothing = np.zeros(expected.shape, dtype=bool)
        return AnswerCheck("wrong", nothing, 0.0, _shape_message(expected.shape, submitted.shape))
    right = tolerance.cells(expected, submitted)
    near = tolerance.cells(expected, submitted, factor=IMPRECISE_FACTOR)
    score = float(np.mean(right + IMPRECISE_CREDIT * (near & ~right)))
    if right.all():
        return AnswerCheck("right", right, 1.0, "Right.")
    off = _largest_difference(expected, submitted, ~right)
    if near.all():
        return AnswerCheck("imprecise", right, score, _imprecise_message(tolerance, right, off))
    return AnswerCheck("wrong", right, score, _wrong_message(right, near, off))


def tolerance_in_words(
    rtol: float | None = None, atol: float | None = None, decimals: int | None = None
) -> str:
    """The tolerance of `check_answer` with the same arguments, as a sentence for the task."""
    tolerance = tolerance_of(rtol, atol, decimals)
    if decimals is not None:
        off = _plain(tolerance.atol / SLACK)
        return f"Give {_digits_in_words(decimals)}: each number may be off by {off}."
    share = f"{_plain(100 * tolerance.rtol)} % of its size"
    if tolerance.atol == tolerance.rtol == 0:
        return "Each number must be exact."
    if tolerance.atol == 0:
        return f"Each number may be off by {share}."
    off = _plain(tolerance.atol / SLACK if atol is None else tolerance.atol)
    if tolerance.rtol == 0:
        return f"Each number may be off by {off}."
    return f"Each number may be off by {off} plus {share}."


def tolerance_of(
    rtol: float | None = None, atol: float | None = None, decimals: int | None = None
) -> Tolerance:
    """The tolerance that `check_answer`'s arguments mean. Raises ValueError naming a bad one."""
    if decimals is not None:
        if rtol is not None or atol is not None:
            raise ValueError("decimals replaces rtol and atol: give decimals or the other two")
        if isinstance(decimals, bool) or not isinstance(decimals, Integral):
            raise ValueError(f"decimals must be a whole number, got {decimals!r:.60}")
        if not 0 <= decimals <= MAX_DECIMALS:
            raise ValueError(f"decimals must be 0 to {MAX_DECIMALS}, got {int(decimals)}")
        return Tolerance(0.5 * SLACK * 10.0 ** -int(decimals), 0.0, int(decimals))
    if rtol is None and atol is None:
        return Tolerance(DEFAULT_ATOL, DEFAULT_RTOL)
    return Tolerance(_not_negative("atol", atol or 0.0), _not_negative("rtol", rtol or 0.0))


def _not_negative(name: str, value: float) -> float:
    number = float(value) if isinstance(value, Real) and not isinstance(value, bool) else -1.0
    if not 0 <= number < float("inf"):
        raise ValueError(f"{name} must be a finite number not below 0, got {value!r:.60}")
    return number


def _numbers(name: str, value: ArrayLike) -> NDArray[np.float64]:
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{name} must be an array of numbers with rows of equal length") from error
    if array.dtype.kind not in "iuf":
        raise ValueError(f"{name} must be an array of real numbers, got dtype {array.dtype}")
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one number, got shape {array.shape}")
    if np.isnan(array).any():
        raise ValueError(f"{name} must hold numbers only, got NaN")
    return array.astype(np.float64)


def _largest_difference(expected: np.ndarray, submitted: np.ndarray, cells: np.ndarray) -> float:
    """The largest |difference| in `cells`; infinite where a number is."""
    with np.errstate(over="ignore", invalid="ignore"):
        off = np.abs(submitted[cells] - expected[cells])
    return float(np.max(np.nan_to_num(off, nan=np.inf, posinf=np.inf)))


def _imprecise_message(tolerance: Tolerance, right: np.ndarray, off: float) -> str:
    if tolerance.decimals is None:
        ask = "give more digits"
    else:
        ask = f"give {_digits_in_words(tolerance.decimals)}"
    if right.size == 1:
        # One number and its distance would name the answer.
        return f"The right idea; {ask}."
    return f"The right idea; {ask} (yours are off by up to {_rounded_up(off)})."


def _wrong_message(right: np.ndarray, near: np.ndarray, off: float) -> str:
    if right.size == 1:
        counts = "This number is not right yet"
    else:
        counts = f"{int(right.sum())} of {right.size} cells are right"
        if blurred := int((near & ~right).sum()):
            counts += f", {blurred} {'has' if blurred == 1 else 'have'} too few digits"
    if not np.isfinite(off):
        return f"{counts}; the difference is infinite in at least one cell."
    return f"{counts}; the largest difference is more than {_plain(_power_of_ten_below(off))}."


def _power_of_ten_below(off: float) -> float:
    """Enough to look for a slip, too coarse to name the answer even for one number."""
    power = 10.0 ** floor(log10(off))
    return power if power < off else power / 10


def _shape_message(expected: tuple[int, ...], submitted: tuple[int, ...]) -> str:
    message = (
        f"Your answer is {_shape_words(submitted)}, the task asks for {_shape_words(expected)}."
    )
    if submitted[::-1] == expected:
        return f"{message} Its transpose has the right shape: are rows and columns swapped?"
    if np.prod(submitted) == np.prod(expected) and max(len(submitted), len(expected)) <= 2:
        return f"{message} The count of numbers is right, their arrangement is not."
    return message


def _shape_words(shape: tuple[int, ...]) -> str:
    if not shape:
        return "one number"
    if len(shape) == 1:
        return f"a list of {shape[0]} number{'s' * (shape[0] != 1)}"
    return " x ".join(map(str, shape))


def _digits_in_words(decimals: int) -> str:
    if decimals == 0:
        return "whole numbers"
    return f"{_COUNTS[decimals]} decimal{'s' * (decimals != 1)}"


def _rounded_up(number: float) -> str:
    """One significant digit, never below `number`: the reader is told a bound."""
    unit = 10.0 ** floor(log10(number))
    return _plain(np.ceil(round(number / unit, 9)) * unit)


def _plain(number: float) -> str:
    """A number as people write it: no exponent where a few digits do."""
    text = f"{number:.4g}"
    if "e" in text and 1e-12 <= abs(number) < 1e15:
        text = np.format_float_positional(float(text), trim="-")
    return text
