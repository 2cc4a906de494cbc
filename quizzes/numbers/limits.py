"""Limits on what one request may ask for, checked before anything is read or computed."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from django.http import QueryDict

from attention_engine import InputError, attention_cost

# As many as a table shows in full, so that every number of every step can be read. Three such
# arrays of small numbers fit an address, and a page at the limit takes a third of a second.
MAX_NUMBERS = 256
MAX_SIDE = 16
MAX_COUNT = 10_000_000
MAX_FLOPS = 1_000_000
# Somewhat larger arrays are still read, to say what they would cost. Of a longer text the shape is
# guessed: 256 numbers with all their digits and brackets take 6,000 characters.
READ_NUMBERS = 2_048
READ_CHARACTERS = 10_000
# A number or an expression in a box of one number.
READ_IN_A_LINE = 200
# A longer address is not even read; up to this length, the form keeps what was typed.
MAX_QUERY = 20_000
# Proxies and chat programs cut off longer addresses.
MAX_ADDRESS = 6_000

ARRAY_LIMIT = (
    f"One row per line, numbers separated by spaces. You can change the sizes: up to {MAX_SIDE} "
    f"rows, {MAX_SIDE} columns and {MAX_NUMBERS} numbers in each array."
)
ADDRESS_FAULT = (
    f"These numbers make an address of more than {MAX_ADDRESS:,} characters, which many programs "
    "cut off. Use fewer numbers, or fewer digits."
)


class AddressTooLong(ValueError):
    """An address holds too many numbers to read."""


class TooLarge(InputError):
    """Input beyond the limits; it names no argument if all inputs together are too much. `shape` is
    the shape of an array that was read but not used."""

    def __init__(self, message: str, *arguments: str, shape: tuple[int, ...] = ()) -> None:
        super().__init__(message, *arguments)
        self.shape = shape


def read_query(query_string: str) -> dict[str, str]:
    """The parameters of an address, the first of each name, with `\\n` as the only line end.

    Raises AddressTooLong if the query string is too long to read.
    """
    if len(query_string) > MAX_QUERY:
        raise AddressTooLong(ADDRESS_FAULT)
    return first_texts(QueryDict(query_string))


def first_texts(data: QueryDict) -> dict[str, str]:
    """The first text of each name in an address or a form, with `\\n` as the only line end."""
    return {
        name: values[0].replace("\r\n", "\n").strip("\n") for name, values in data.lists() if values
    }


def refuse_large_array(name: str, array: np.ndarray) -> None:
    """Raises TooLarge for an array with more than 16 rows, 16 columns or 256 numbers."""
    for found, most in _sizes(array):
        if found[0] > most:
            words = f"{name} has {found[0]:,} {found[1]}; the limit is {most}."
            raise TooLarge(words, name, shape=array.shape)


def _sizes(array: np.ndarray) -> list[tuple[tuple[int, str], int]]:
    """Everything that is counted in an array, with its limit."""
    if array.ndim == 1:
        return [((len(array), "numbers"), MAX_SIDE)]
    sides = zip(array.shape[::-1], ("columns", "rows", "matrices"), strict=False)
    sized = [((count, what), MAX_SIDE) for count, what in sides]
    return [((array.ndim, "axes"), 3), *sized, ((array.size, "numbers"), MAX_NUMBERS)]


def too_long(name: str, text: str, most: int = READ_CHARACTERS) -> str:
    """The sentence about a text with more characters than are read; empty if it has no more."""
    if len(text) <= most:
        return ""
    return f"{name} has {len(text):,} characters; the limit is {most:,}."


def refuse_long_text(name: str, text: str) -> None:
    """Raises TooLarge for the text of an array that would take long to read, with a shape guessed
    from its lines."""
    if words := too_long(name, text):
        raise TooLarge(words, name, shape=_guessed_shape(text))
    pieces = len(text.replace(",", " ").split())
    if pieces > READ_NUMBERS:
        words = f"{name} has {pieces:,} numbers and words; the limit is {MAX_NUMBERS} numbers."
        raise TooLarge(words, name, shape=_guessed_shape(text))


def _guessed_shape(text: str) -> tuple[int, int]:
    lines, first = text.strip().count("\n") + 1, text.strip().partition("\n")[0]
    return lines, len(first.replace(",", " ").split())


def refuse_long_line(name: str, text: str) -> None:
    """Raises TooLarge for a text that is too long for one number."""
    if len(text) > READ_IN_A_LINE:
        words = (
            f"{name} has {len(text):,} characters; the limit for one number is {READ_IN_A_LINE}."
        )
        raise TooLarge(words, name)


def refuse_large_count(name: str, count: int) -> None:
    if count > MAX_COUNT:
        raise TooLarge(f"{name} is {count:,}; the limit is {MAX_COUNT:,}.", name)


def refuse_costly(inputs: Mapping[str, Any]) -> None:
    """Raises TooLarge if the arrays would take more work than a page may cost.

    The work is bounded by dense attention over the longest array at the greatest width.
    """
    shapes = [value.shape for value in inputs.values() if isinstance(value, np.ndarray)]
    matrices = [shape for shape in shapes if len(shape) >= 2]
    if not matrices:
        return
    flops = attention_cost(
        length=max(max(shape[-2:]) for shape in matrices),
        dim=max(shape[-1] for shape in matrices),
        heads=max(int(np.prod(shape[:-2])) for shape in matrices),
    ).flops
    if flops > MAX_FLOPS:
        raise TooLarge(f"This takes {flops:,} operations; the limit is {MAX_FLOPS:,}.")
