"""Reads an answer whose shape is known: it decides what a comma means where both readings exist."""

import re
from dataclasses import replace

import numpy as np

from ..source import AnswerSyntaxError
from .parse import TypedArray, read_array

COMMAS_ARE_DECIMAL = "Your commas were read as decimal commas."
HEAD_IS_A_ROW = "The numbers above the rule of your table were read as a row."

# 65,536 or -1,200.5: written so, a comma may as well separate thousands.
_MAY_BE_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
# A rule, typed or drawn.
_DRAWN = re.compile(r"==|[─━═]{2}|\|\s?:?-:?\s?\|")
_WITH_COMMA = re.compile(r"(?<![0-9,])[0-9]++(?:,[0-9]++)++")


def read_asked(text: str, shape: tuple[int, ...], allow_infinite: bool = False) -> TypedArray:
    """The typed array, reshaped to `shape` where only axes of length 1 differ.

    If it does not fit otherwise and does with decimal commas, or with the numbers above a rule, it
    is read so, and `note` says it.
    What fits in no way is returned as read, in its own shape.
    Raises AnswerSyntaxError if the text cannot be parsed, and for a single number such as 65,536,
    which may be 65536 or 65.536.
    """
    try:
        typed = _fitted(read_array(text, allow_infinite=allow_infinite), shape)
    except AnswerSyntaxError:
        with_commas = _with_decimal_commas(text, shape, allow_infinite)
        if with_commas is None:
            raise
        return with_commas
    if typed.values.shape == shape:
        return typed
    return (
        _with_decimal_commas(text, shape, allow_infinite)
        or _with_head(text, shape, allow_infinite)
        or typed
    )


def same_numbers(array: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The array reshaped to `shape` if they differ only by axes of length 1.

    A list typed for one row means the same numbers. A column typed for a row does not: row or
    column may be exactly what the task asks.
    """
    means_the_same = array.ndim != len(shape) and _sides(array.shape) == _sides(shape)
    return array.reshape(shape) if means_the_same else array


def _with_decimal_commas(
    text: str, shape: tuple[int, ...], allow_infinite: bool
) -> TypedArray | None:
    numbers = _WITH_COMMA.findall(text)
    if not numbers:
        return None
    typed = _otherwise(
        text, shape, COMMAS_ARE_DECIMAL, allow_infinite=allow_infinite, decimal_commas=True
    )
    if typed and all(map(_MAY_BE_THOUSANDS.fullmatch, numbers)):
        plain, point = numbers[0].replace(",", ""), numbers[0].replace(",", ".")
        raise AnswerSyntaxError(
            f"{numbers[0]} may be {plain} or {point}: write it without a comma."
        )
    return typed


def _with_head(text: str, shape: tuple[int, ...], allow_infinite: bool) -> TypedArray | None:
    """The array with the numbers that stand where a table has its head."""
    if "--" not in text and not _DRAWN.search(text):
        return None
    return _otherwise(
        text, shape, HEAD_IS_A_ROW, allow_infinite=allow_infinite, has_numbers_above_rules=True
    )


def _otherwise(text: str, shape: tuple[int, ...], note: str, **how: bool) -> TypedArray | None:
    """The array read in another way, with a note that says so; None if it has another shape."""
    try:
        typed = _fitted(read_array(text, **how), shape)
    except AnswerSyntaxError:
        return None
    if typed.values.shape != shape:
        return None
    return replace(typed, note=f"{note} {typed.note}".strip())


def _fitted(typed: TypedArray, shape: tuple[int, ...]) -> TypedArray:
    return replace(typed, values=same_numbers(typed.values, shape))


def _sides(shape: tuple[int, ...]) -> list[int]:
    return [length for length in shape if length != 1]
