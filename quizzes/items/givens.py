"""Givens: literals, or a generator that draws them from the seed's random numbers.

A generator is a call written as text, such as `halves(2, 4)`. It is looked up in a fixed list
and never evaluated as code. Generators draw round values, so that the numbers shown are exactly
those used in the computation.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

MAX_CELLS = 256
_CALL = re.compile(r"^\s*([a-z_]+)\(([^()]*)\)\s*$")


class GivenError(ValueError):
    """A given that is neither a literal nor a known generator with valid arguments."""


@dataclass(frozen=True)
class Generator:
    draw: Callable[..., Any]
    example: str
    is_shape: bool


def halves(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Multiples of 0.5 from -2 to 2."""
    return rng.integers(-4, 5, size=shape) / 2


def integers(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Integers from -3 to 3."""
    return rng.integers(-3, 4, size=shape).astype(float)


def distinct(rng: np.random.Generator, count: int) -> np.ndarray:
    """`count` different integers from -2 to 5, in random order."""
    return rng.permutation(np.arange(-2.0, 6.0))[:count]


def whole(rng: np.random.Generator, low: int, high: int) -> int:
    """One integer from low to high, both included."""
    return int(rng.integers(low, high + 1))


def pick(rng: np.random.Generator, *values: float) -> float:
    """One of the values."""
    return values[int(rng.integers(len(values)))]


GENERATORS = {
    "halves": Generator(halves, "halves(2, 4)", is_shape=True),
    "integers": Generator(integers, "integers(2, 4)", is_shape=True),
    "distinct": Generator(distinct, "distinct(4)", is_shape=True),
    "whole": Generator(whole, "whole(2, 9)", is_shape=False),
    "pick": Generator(pick, "pick(64, 128)", is_shape=False),
}


def is_generator(given: object) -> bool:
    """Whether a given is drawn anew for each seed, as every call written as text is."""
    return isinstance(given, str) and "(" in given


def check_given(given: object) -> None:
    """Raises GivenError if an author's given cannot be drawn."""
    draw_given(given, np.random.default_rng(0))


def check_mask(mask: object) -> None:
    """Raises GivenError for a mask of ones and zeros. They would be added to the scores and hide
    nothing; an author who writes them means true and false."""
    if isinstance(mask, list) and mask:
        array = np.array(mask)
        if array.dtype.kind in "if" and np.isin(array, (0, 1)).all() and array.any():
            raise GivenError(
                "a mask of 0 and 1 is added to the scores; write true where a query may attend "
                "to a key, and false elsewhere"
            )


def draw_given(given: object, rng: np.random.Generator) -> Any:
    """The value of one given: an array for a list, a draw for a generator, or the literal."""
    if isinstance(given, bool | int | float):
        return given
    if isinstance(given, list):
        return _literal_array(given)
    if isinstance(given, str):
        return _from_text(given, rng)
    raise GivenError(f"{given!r} is not a number, a list or a generator")


def _literal_array(given: list) -> np.ndarray:
    try:
        array = np.array(given)
    except ValueError as error:
        raise GivenError("the rows of the list differ in length") from error
    if array.dtype.kind not in "bif" or not 0 < array.size <= MAX_CELLS:
        raise GivenError(f"a list needs 1 to {MAX_CELLS} numbers (or only true and false)")
    return array if array.dtype.kind == "b" else array.astype(float)


def _from_text(given: str, rng: np.random.Generator) -> Any:
    call = _CALL.match(given)
    if call is None:
        if re.fullmatch(r"[a-z0-9_]+", given):
            return given  # a word, such as the method of attention_cost
        raise GivenError(f"{given!r} is not a generator; write one such as {_examples()}")
    generator = GENERATORS.get(call[1])
    if generator is None:
        raise GivenError(f"{call[1]} is not a known generator; choose from {_examples()}")
    numbers = [_number(text) for text in call[2].split(",")]
    _check_numbers(call[1], generator, numbers)
    try:
        return generator.draw(rng, *numbers)
    except TypeError as error:
        raise GivenError(f"{given}: write it like {generator.example}") from error


def _check_numbers(name: str, generator: Generator, numbers: list) -> None:
    if generator.is_shape:
        if not all(isinstance(number, int) and number > 0 for number in numbers):
            raise GivenError(f"{name} takes positive integer sizes, as in {generator.example}")
        if len(numbers) > 2 or prod(numbers) > MAX_CELLS:
            raise GivenError(f"{name} makes a vector or a matrix of at most {MAX_CELLS} numbers")
    if name == "distinct" and numbers[0] > 8:
        raise GivenError("distinct can draw at most 8 different integers")
    if name == "whole" and not (
        len(numbers) == 2 and all(isinstance(n, int) for n in numbers) and numbers[0] <= numbers[1]
    ):
        raise GivenError("whole takes the lowest and the highest integer, as in whole(2, 9)")


def _number(text: str) -> int | float:
    text = text.strip()
    if re.fullmatch(r"-?\d{1,9}", text):
        return int(text)
    if re.fullmatch(r"-?\d{1,9}\.\d{1,9}|\d{1,9}(\.\d{1,9})?e\d{1,2}", text):
        return float(text)
    raise GivenError(f"{text!r} is not a number")


def _examples() -> str:
    return ", ".join(generator.example for generator in GENERATORS.values())
