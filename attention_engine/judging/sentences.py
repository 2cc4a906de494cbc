"""The judge's sentences: how far off a number may be, and how far off the answer is.

A learner must not be able to work out the answer from them. If only one number is wrong, its
distance would reveal the right one, so it is not given.
"""

from math import floor, isfinite, log10

import numpy as np
from numpy.typing import ArrayLike

from .cells import Cells, is_short_of_digits
from .tolerance import Tolerance, half_unit, tolerance_of

# fmt: off
_COUNTS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve"]
# fmt: on
# Below this share of the tolerance, a difference is only floating-point rounding.
_EXACT = 1e-6


def tolerance_in_words(
    rtol: float | None = None,
    atol: ArrayLike | None = None,
    decimals: int | None = None,
    step_decimals: int | None = None,
) -> str:
    """The tolerance of `check_answer` with the same arguments, as a sentence for the task.

    With `step_decimals`, the earlier steps may be rounded to that many decimals, `atol` is the
    tolerance that follows from it, and `decimals` are those of the answer.
    """
    if step_decimals is not None and decimals is not None:
        half_unit("step_decimals", step_decimals)
        half_unit("decimals", decimals)
        kept, digits = digits_in_words(step_decimals), digits_in_words(decimals)
        allowed = allowed_in_words(tolerance_of(rtol, atol))
        return (
            f"Keep at least {kept} in every step; round the result to {digits} "
            f"(tolerance {allowed})."
        )
    allowed = allowed_in_words(tolerance_of(rtol, atol, decimals))
    if decimals is not None:
        return f"Round to {digits_in_words(decimals)} (tolerance {allowed})."
    return f"Each number has a tolerance of {allowed}."


def allowed_in_words(tolerance: Tolerance) -> str:
    """The tolerance as a noun: "0.003", "0.005 plus 0.1% of its size"."""
    share = f"{plain(100 * tolerance.rtol)}% of its size"
    low, high = float(np.min(tolerance.stated)), float(np.max(tolerance.stated))
    if high == tolerance.rtol == 0:
        return "0"
    if high == 0:
        return share
    off = plain(high) if plain(low) == plain(high) else f"{plain(low)} to {plain(high)}"
    return off if tolerance.rtol == 0 else f"{off} plus {share}"


def right_detail(tolerance: Tolerance, count: int, off: float) -> str:
    allowed = f"(Tolerance: {allowed_in_words(tolerance)}.)"
    largest = float(np.max(tolerance.stated))
    if off <= _EXACT * largest:
        return f"Exact. {allowed}"
    error = "Your error" if count == 1 else "Your largest error"
    # A tie rounded the other way is right: show the stated tolerance, not slightly more.
    own = min(off, largest) if tolerance.rtol == 0 else off
    return f"{error} is {plain(float(f'{own:.1e}'))}. {allowed}"


def imprecise_detail(tolerance: Tolerance, cells: Cells, off: float) -> str:
    if tolerance.decimals is None:
        ask = "keep and give more digits"
    elif is_short_of_digits(cells):
        ask = f"give {digits_in_words(tolerance.decimals)}"
    else:
        ask = "keep more digits in between and round only at the end, without truncating"
    distance = _distance(tolerance, cells == "right", f"at most {_rounded_up(off)}")
    return f"The right idea; {ask}. {distance}"


def wrong_detail(tolerance: Tolerance, cells: Cells, off: float, typed: int) -> str:
    """`typed` is how many decimals were typed."""
    right = cells == "right"
    if is_short_of_digits(cells) and typed and tolerance.decimals is not None:
        asked = digits_in_words(tolerance.decimals)
        whole = "It is" if right.size == 1 else "All of it is"
        return f"{whole} right to {digits_in_words(typed)}, and {asked} are asked for."
    if right.size == 1 and tolerance.nothing_is_close:
        return ""
    if right.size == 1:
        return f"Not within the tolerance of {allowed_in_words(tolerance)}."
    are = "is" if right.sum() == 1 else "are"
    counts = f"{int(right.sum())} of {right.size} cells {are} right"
    if short := np.count_nonzero(cells == "short"):
        counts += f", {short} {'has' if short == 1 else 'have'} too few digits"
    if close := np.count_nonzero(cells == "close"):
        counts += f", {close} {'is' if close == 1 else 'are'} close but not close enough"
    own = f"more than {plain(_power_of_ten_below(off))}" if isfinite(off) else "infinite"
    return f"{counts}. {_distance(tolerance, right, own)}"


def _distance(tolerance: Tolerance, right: np.ndarray, own: str) -> str:
    """What is allowed, and how far off the answer is if more than one number is wrong."""
    allowed = f"Tolerance: {allowed_in_words(tolerance)}."
    if right.size == 1:
        return allowed
    if np.count_nonzero(~right) == 1:
        return f"{allowed} One of your numbers is off by more."
    return f"{allowed} Your largest error is {own}."


def both_shapes(expected: tuple[int, ...], submitted: tuple[int, ...]) -> str:
    return f"Your answer is {_shape_words(submitted)}; the task asks for {_shape_words(expected)}."


def shape_detail(expected: tuple[int, ...], submitted: tuple[int, ...]) -> str:
    """Both shapes, and a guess at what happened."""
    message = both_shapes(expected, submitted)
    if submitted[::-1] == expected:
        return f"{message} Its transpose has the right shape: are rows and columns swapped?"
    if np.prod(submitted) == np.prod(expected) and max(len(submitted), len(expected)) <= 2:
        return f"{message} You have the right number of entries in the wrong arrangement."
    return message


def digits_in_words(decimals: int) -> str:
    if decimals == 0:
        return "whole numbers"
    return f"{_COUNTS[decimals]} decimal{'s' * (decimals != 1)}"


def plain(number: float) -> str:
    """A number as people write it, without an exponent if a few digits suffice."""
    text = f"{number:.4g}"
    if "e" in text and 1e-12 <= abs(number) < 1e15:
        text = np.format_float_positional(float(text), trim="-")
    return text


def _shape_words(shape: tuple[int, ...]) -> str:
    if not shape:
        return "one number"
    if len(shape) == 1:
        return f"a list of {shape[0]} number{'s' * (shape[0] != 1)}"
    return " x ".join(map(str, shape))


def _power_of_ten_below(off: float) -> float:
    """Enough to look for a mistake, too coarse to reveal the answer."""
    power = 10.0 ** floor(log10(off))
    return power if power < off else power / 10


def _rounded_up(number: float) -> str:
    """One significant digit, never below `number`: the sentence states a bound."""
    unit = 10.0 ** floor(log10(number))
    return plain(np.ceil(round(number / unit, 9)) * unit)
