"""Parses one number box, in the same way for the verdict, the echo and the workbench."""

import re
from typing import Literal

import numpy as np

from attention_engine import AnswerSyntaxError, parse_array

# What a box accepts: one number, any array, or an array with masked entries.
BoxForm = Literal["number", "array", "masked"]
BOX_FORMS: tuple[BoxForm, ...] = ("number", "array", "masked")

_ONE_NUMBER_WITH_COMMAS = re.compile(r"[-+−]?\d+(,\d+)+")


def read_box(raw: str, form: BoxForm) -> np.ndarray:
    """The typed array. Raises AnswerSyntaxError, with the position, if it cannot be parsed."""
    if form == "number" and _ONE_NUMBER_WITH_COMMAS.fullmatch(raw.strip()):
        # Parsed as several numbers, it would count as a wrong answer.
        raise AnswerSyntaxError(
            "One number is asked for, and a comma separates two. Write a half as 0.5 and "
            "large numbers without commas: 65536."
        )
    return parse_array(raw, allow_infinite=form == "masked")


def as_asked(array: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The array reshaped to `shape` if they differ only by axes of length 1.

    A list typed for one row means the same numbers. A column typed for a row does not: row or
    column may be exactly what the task asks.
    """
    means_the_same = array.ndim != len(shape) and _sides(array.shape) == _sides(shape)
    return array.reshape(shape) if means_the_same else array


def _sides(shape: tuple[int, ...]) -> list[int]:
    return [length for length in shape if length != 1]


def form_of_step(name: str) -> BoxForm:
    """What the box of a step accepts; masked scores can be minus infinity."""
    return "masked" if name == "masked_scores" else "array"
