"""Reads typed text as an array, and writes arrays as text: the entry point of `reading`."""

from dataclasses import dataclass
from numbers import Integral

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...inputs import InputError
from ..source import AnswerSyntaxError, Source, shown
from .ambiguous import refuse_ambiguous, refuse_split_numbers
from .bars import read_bars
from .brackets import Shape, read_lists
from .cells import decimals_typed, values_of
from .comments import blank_comments, join_continued
from .console import leave_out_commands
from .latex import is_latex, read_latex
from .latex_lists import unwrap_list
from .marks import refuse_two_fences, unwrap_marks
from .printed import unwrap_printed
from .separators import joined_list, refuse_empty_cells, settle
from .tokens import CELL, DECIMAL, Token, tokenize
from .words import leave_out_words
from .wrappers import unwrap_calls, unwrap_name

__all__ = ["MAX_CHARACTERS", "AnswerSyntaxError", "format_array", "parse_array"]

MAX_CHARACTERS = 100_000
MAX_LINES = 10_000
MAX_FORMAT_DECIMALS = 20
# How many pieces that were left out are named.
MOST_NAMED = 6


@dataclass(frozen=True, eq=False)
class TypedArray:
    """`decimals` is the most digits that a number has after its point, as typed: 3 in 0.310. None
    where that is not known, as in 31 % or 1/3. `note` says what was left out, and how it was read
    where others may differ.
    """

    values: NDArray[np.float64]
    decimals: int | None = None
    note: str = ""


def parse_array(
    text: str, max_elements: int = 4096, allow_infinite: bool = False
) -> NDArray[np.float64]:
    """The float64 array that `text` means; one number gives shape ().

    Reads JSON, MATLAB, rows on lines, LaTeX and Markdown tables, what numpy and torch print, and
    in each cell an expression without spaces; `-inf` only with `allow_infinite`.
    Raises AnswerSyntaxError saying where and why the text is not such an array. Time is linear in
    the text, and nothing in it is ever run.
    """
    return read_array(text, max_elements, allow_infinite).values


def read_array(
    text: str,
    max_elements: int = 4096,
    allow_infinite: bool = False,
    *,
    decimal_commas: bool = False,
    has_numbers_above_rules: bool = False,
) -> TypedArray:
    """`parse_array` with the digits typed. With `decimal_commas`, a comma between digits is one;
    with `has_numbers_above_rules`, numbers above a rule of a table are no head."""
    _refuse_arguments(text, max_elements)
    if len(text) > MAX_CHARACTERS:
        message = f"The text has {len(text):,} characters; the limit is {MAX_CHARACTERS:,}."
        raise AnswerSyntaxError(message)
    source = Source(text)
    source.has_numbers_above_rules = has_numbers_above_rules
    _unwrap(source)
    cells, shape = _cells_of(source, int(max_elements), decimal_commas)
    values = np.array(values_of(source, cells, shape, allow_infinite)).reshape(shape)
    return TypedArray(values, decimals_typed(source, cells), left_out_of(source))


# In this order: each looks at what those before it have left.
_UNWRAP = (
    leave_out_commands,
    refuse_two_fences,
    blank_comments,
    leave_out_words,
    unwrap_marks,
    unwrap_name,
    unwrap_printed,
    join_continued,
)


def _unwrap(source: Source) -> None:
    """Leave only the numbers, their brackets and their separators."""
    _refuse_nothing(source)
    if source.text.count("\n") >= MAX_LINES:
        raise AnswerSyntaxError(f"The text has more than {MAX_LINES:,} lines.")
    refuse_ambiguous(source)
    for unwrap in _UNWRAP:
        unwrap(source)
    unwrap_list(source)
    _refuse_nothing(source)
    refuse_split_numbers(source)
    if not is_latex(source.text):
        unwrap_calls(source)


def _cells_of(source: Source, max_elements: int, decimal_commas: bool) -> tuple[list[Token], Shape]:
    if is_latex(source.text):
        return read_latex(source, max_elements)
    if "|" in source.text and (table := read_bars(source, max_elements)):
        return table
    _refuse_nothing(source)
    refuse_empty_cells(source)
    # A number with a decimal comma is two tokens until `settle` joins them.
    tokens = settle(source, tokenize(source, 2 * max_elements), decimal_commas)
    cells = [start for kind, start, _ in tokens if kind in (CELL, DECIMAL)]
    if len(cells) > max_elements:
        raise source.fault(f"There are more than {max_elements:,} numbers.", cells[max_elements])
    return read_lists(source, joined_list(tokens))


def left_out_of(source: Source) -> str:
    """What of the text was left out, as a sentence; "" where nothing was."""
    words = list(dict.fromkeys(source.left_out))
    if not words:
        return ""
    more = f" and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
    return f"Left out: {', '.join(map(shown, words[:MOST_NAMED]))}{more}."


def _refuse_nothing(source: Source) -> None:
    if not source.text.strip():
        raise AnswerSyntaxError("Type a number or a matrix first.")


def _refuse_arguments(text: str, max_elements: int) -> None:
    if not isinstance(text, str):
        raise InputError(f"text must be a string, got {type(text).__name__}", "text")
    if isinstance(max_elements, bool) or not isinstance(max_elements, Integral) or max_elements < 1:
        raise InputError(
            f"max_elements must be a whole number above 0, got {max_elements!r:.60}", "max_elements"
        )


def format_array(array: ArrayLike, decimals: int | None = None) -> str:
    """`array` as text that `parse_array` reads back: `[[1, 0.5], [0.25, 2]]`, one number as `3`.

    `decimals` fixes the digits after the point; without it every number is exact. Infinite numbers
    are written as inf. Raises ValueError for NaN, an empty array, and anything but numbers.
    """
    numbers = np.asarray(array)
    if numbers.dtype.kind not in "iuf" or numbers.size == 0 or np.isnan(numbers).any():
        raise InputError(
            f"array must hold numbers, got {numbers.dtype} of shape {numbers.shape}", "array"
        )
    if decimals is not None and not (
        isinstance(decimals, Integral) and 0 <= decimals <= MAX_FORMAT_DECIMALS
    ):
        raise InputError(
            f"decimals must be 0 to {MAX_FORMAT_DECIMALS}, got {decimals!r:.60}", "decimals"
        )
    return _written(numbers.astype(np.float64).tolist(), decimals)


def _written(value: float | list, decimals: int | None) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_written(item, decimals) for item in value)}]"
    if decimals is None:
        return repr(value).removesuffix(".0")
    text = f"{value:.{decimals}f}"
    # Minus zero would look like a negative weight.
    return text.removeprefix("-") if text.startswith("-") and not text.strip("-0.") else text
