"""The judge's sentences: how far off a number may be, and how far off the answer is.

A learner must not be able to work out the answer from them. If only one number is wrong, its
distance would reveal the right one, so it is not given.
"""

from collections.abc import Sequence
from math import floor, isfinite, log10

import numpy as np
from numpy.typing import ArrayLike

from ..listing import listed
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
    steps: Sequence[str] = (),
) -> str:
    """The tolerance of `check_answer` with the same arguments, as a sentence for the task.

    With `step_decimals`, the earlier `steps` may be rounded to that many decimals, `atol` is the
    tolerance that follows from it, and `decimals` are those of the answer.
    """
    if step_decimals is not None and decimals is not None:
        half_unit("step_decimals", step_decimals)
        half_unit("decimals", decimals)
        names = listed([name.replace("_", " ") for name in steps])
        kept, digits = digits_in_words(step_decimals), digits_in_words(decimals)
        allowed = allowed_in_words(tolerance_of(rtol, atol))
        return (
            f"Work with {kept} or more for {names or 'each step'} and give {digits}: "
            f"each number {allowed}."
        )
    tolerance = tolerance_of(rtol, atol, decimals)
    allowed = allowed_in_words(tolerance)
    if decimals is not None:
        return f"Give {digits_in_words(decimals)}: each number {allowed}."
    return f"Each number {allowed}."


def allowed_in_words(tolerance: Tolerance) -> str:
    """The tolerance as a predicate: "may be off by 0.003"."""
    share = f"{plain(100 * tolerance.rtol)} % of its size"
    low, high = float(np.min(tolerance.stated)), float(np.max(tolerance.stated))
    if high == tolerance.rtol == 0:
        return "must be exact"
    if high == 0:
        return f"may be off by {share}"
    off = plain(high) if plain(low) == plain(high) else f"{plain(low)} to {plain(high)}"
    if tolerance.rtol == 0:
        return f"may be off by {off}"
    return f"may be off by {off} plus {share}"


def right_detail(tolerance: Tolerance, count: int, off: float) -> str:
    number, yours = ("It", "yours is") if count == 1 else ("Each number", "yours are")
    allowed = f"{number} {allowed_in_words(tolerance)}"
    largest = float(np.max(tolerance.stated))
    if off <= _EXACT * largest:
        return f"{allowed}; {yours} exact."
    difference = "your difference" if count == 1 else "your largest difference"
    # A tie rounded the other way is right: show the stated tolerance, not slightly more.
    own = min(off, largest) if tolerance.rtol == 0 else off
    return f"{allowed}; {difference} is {plain(float(f'{own:.1e}'))}."


def imprecise_detail(tolerance: Tolerance, cells: Cells, off: float) -> str:
    if tolerance.decimals is None:
        ask = "keep and give more digits"
    elif is_short_of_digits(cells):
        ask = f"give {digits_in_words(tolerance.decimals)}"
    else:
        ask = "keep more digits on the way and round only at the end, without cutting off"
    distance = _distance(tolerance, cells == "right", f"up to {_rounded_up(off)}")
    return f"The right idea; {ask}. {distance}"


def wrong_detail(tolerance: Tolerance, cells: Cells, off: float, typed: int) -> str:
    """`typed` is how many decimals were typed."""
    right = cells == "right"
    if is_short_of_digits(cells) and typed and tolerance.decimals is not None:
        asked = digits_in_words(tolerance.decimals)
        whole = "It is" if right.size == 1 else "All of it is"
        return f"{whole} right to {digits_in_words(typed)}, and {asked} are asked for."
    if right.size == 1:
        counts = "This number is not right yet"
    else:
        are = "is" if right.sum() == 1 else "are"
        counts = f"{int(right.sum())} of {right.size} cells {are} right"
        if short := np.count_nonzero(cells == "short"):
            counts += f", {short} {'has' if short == 1 else 'have'} too few digits"
        if close := np.count_nonzero(cells == "close"):
            counts += f", {close} {'is' if close == 1 else 'are'} close but not close enough"
    own = f"more than {plain(_power_of_ten_below(off))}" if isfinite(off) else "infinitely much"
    return f"{counts}. {_distance(tolerance, right, own)}"


def _distance(tolerance: Tolerance, right: np.ndarray, own: str) -> str:
    """What is allowed, and how far off the answer is if more than one number is wrong."""
    if right.size == 1:
        return f"It {allowed_in_words(tolerance)}."
    allowed = f"Each number {allowed_in_words(tolerance)}"
    if np.count_nonzero(~right) == 1:
        return f"{allowed}; one of yours is off by more."
    return f"{allowed}; yours are off by {own}."


def shape_detail(expected: tuple[int, ...], submitted: tuple[int, ...]) -> str:
    message = (
        f"Your answer is {_shape_words(submitted)}, the task asks for {_shape_words(expected)}."
    )
    if submitted[::-1] == expected:
        return f"{message} Its transpose has the right shape: are rows and columns swapped?"
    if np.prod(submitted) == np.prod(expected) and max(len(submitted), len(expected)) <= 2:
        return f"{message} The count of numbers is right, their arrangement is not."
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
    """Enough to look for a slip, too coarse to reveal the answer."""
    power = 10.0 ** floor(log10(off))
    return power if power < off else power / 10


def _rounded_up(number: float) -> str:
    """One significant digit, never below `number`: the sentence states a bound."""
    unit = 10.0 ** floor(log10(number))
    return plain(np.ceil(round(number / unit, 9)) * unit)
