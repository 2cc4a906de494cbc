"""The givens of a computation as form fields: text to arrays, arrays to text, field errors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import numpy as np

from attention_engine import (
    AnswerSyntaxError,
    InputError,
    format_array,
    parameters_of,
    parse_array,
)

from .limits import (
    ARRAY_LIMIT,
    MAX_COUNT,
    READ_NUMBERS,
    TooLarge,
    refuse_costly,
    refuse_large_array,
    refuse_large_count,
    refuse_long_line,
    refuse_long_text,
)

ARRAY_KINDS = ("vector", "matrix", "array", "mask")
HINTS = {
    "mask": "Or numbers to add to the scores, -inf to hide a key.",
    "number": "A number, or an expression such as 1/sqrt(4).",
    "count": f"A whole number from 1 to {MAX_COUNT:,}.",
}
_WORDS_OF_MASKS = re.compile(r"\b(?:(true)|(false))\b", re.IGNORECASE)


@dataclass(frozen=True)
class GivensField:
    """One input of a computation as a form field. `raw` is the text as typed; `error` is the
    message, and `cause` its exception: a syntax error knows its place in the text."""

    name: str
    kind: str
    label: str
    optional: bool
    default: str = ""
    raw: str = ""
    # The text that an address without this field would restore.
    unsent: str = ""
    error: str = ""
    cause: ValueError | None = None

    @property
    def control(self) -> str:
        if self.kind == "flag":
            return "checkbox"
        return "area" if self.kind in ARRAY_KINDS else "line"

    @property
    def checked(self) -> bool:
        return self.raw == "1"

    @property
    def lines(self) -> int:
        """The height of its box: as many lines as the text has, within bounds."""
        least = 1 if self.kind == "vector" else 2
        return min(max(self.raw.count("\n") + 1, least), 12)

    @property
    def excerpt(self) -> str:
        """The line with the error and a caret under it, if the error has a place."""
        return getattr(self.cause, "excerpt", "")

    @property
    def can_be_transposed(self) -> bool:
        return self.kind in ("matrix", "array", "mask") and bool(self.raw.strip())

    @property
    def hint(self) -> str:
        empty = f"Left empty: {self.default}." if self.default else "May be left empty."
        return " ".join(filter(None, [HINTS.get(self.kind), empty if self.optional else ""]))

    @property
    def is_extra(self) -> bool:
        """Optional and not used, so the form folds it away."""
        return self.optional and self.kind != "flag" and not self.raw.strip() and not self.error


@dataclass(frozen=True)
class Givens:
    """The fields, and the inputs read from them. `fault` is an error that belongs to no field."""

    computation: str
    fields: tuple[GivensField, ...]
    inputs: dict[str, Any] = field(default_factory=dict)
    fault: str = ""

    @property
    def is_valid(self) -> bool:
        return not self.fault and not self.faulty()

    @property
    def main(self) -> list[GivensField]:
        return [given for given in self.fields if not given.is_extra]

    @property
    def extra(self) -> list[GivensField]:
        return [given for given in self.fields if given.is_extra]

    @property
    def about(self) -> str:
        """How to type its arrays, and how large they may be."""
        return ARRAY_LIMIT if any(given.kind in ARRAY_KINDS for given in self.fields) else ""

    def faulty(self) -> list[GivensField]:
        return [given for given in self.fields if given.error]

    def with_fault(self, fault: str) -> "Givens":
        return replace(self, fault=fault)

    @property
    def is_empty(self) -> bool:
        """Whether every required field is empty."""
        return not any(given.raw.strip() for given in self.fields if not given.optional)

    def without_errors(self) -> "Givens":
        """For a form in which nothing was typed yet, so that nothing is wrong."""
        return replace(self, fields=tuple(replace(g, error="", cause=None) for g in self.fields))

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shapes of all arrays that were read, including those too large to use."""
        found = {name: array.shape for name, array in self.inputs.items() if np.ndim(array)}
        for given in self.faulty():
            if isinstance(given.cause, TooLarge):
                found[given.name] = given.cause.shape
        return found

    def pairs(self) -> list[tuple[str, str]]:
        """The query parameters that restore these fields exactly as they are."""
        return [(given.name, given.raw) for given in self.fields if given.raw or given.unsent]

    def address(self, start: str, *more: tuple[str, str]) -> str:
        return f"{start}?{urlencode([*more, *self.pairs()])}"

    def blame(self, error: ValueError) -> "Givens":
        """The givens with the error at its field, or as `fault` if it belongs to none."""
        message = sentence(str(error))
        name = error.argument if isinstance(error, InputError) else None
        if name not in {given.name for given in self.fields}:
            return self.with_fault(message)
        marked = (
            replace(g, error=message, cause=error) if g.name == name else g for g in self.fields
        )
        return replace(self, fields=tuple(marked))


def read_givens(
    computation: str, typed: Mapping[str, str], defaults: Mapping[str, Any] | None = None
) -> Givens:
    """The givens from the texts of a form; a field that was not sent keeps its default.

    A form does not send an unchecked box: if any given was sent, a missing flag is off.
    """
    defaults = defaults or {}
    parameters = parameters_of(computation)
    sent = any(parameter.name in typed for parameter in parameters)
    fields, inputs = [], {}
    for parameter in parameters:
        name = parameter.name
        if sent and parameter.kind == "flag":
            raw = "1" if typed.get(name) in ("1", "on", "true") else ""
            unsent = ""
        else:
            unsent = text_of(defaults.get(name), parameter.kind)
            raw = typed.get(name, unsent)
        given = GivensField(
            name,
            parameter.kind,
            _label(parameter.meaning),
            parameter.optional,
            text_of(parameter.default, parameter.kind),
            raw,
            unsent,
        )
        try:
            if raw.strip() or not parameter.optional:
                inputs[name] = _read(given)
        except (AnswerSyntaxError, TooLarge) as error:
            given = replace(given, error=str(error), cause=error)
        fields.append(given)
    givens = Givens(computation, tuple(fields), inputs)
    try:
        refuse_costly(inputs)
    except TooLarge as error:
        return givens.blame(error)
    return givens


def text_of(value: Any, kind: str) -> str:
    """A value in the plainest form that its field reads back exactly."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, str):
        return value
    array = np.asarray(value)
    if array.dtype == bool:
        array = array.astype(int)
    if array.ndim > 2 or (kind == "array" and array.ndim == 2 and len(array) == 1):
        return format_array(array)
    return "\n".join(" ".join(format_array(x) for x in row) for row in np.atleast_2d(array))


def sentence(text: str) -> str:
    """`key has 3 columns` -> `key has 3 columns.` Argument names stay lowercase."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _label(meaning: str) -> str:
    """`the queries, one row each` -> `Queries, one row each`."""
    words = meaning.removeprefix("the ")
    return words[:1].upper() + words[1:]


def _read(given: GivensField) -> Any:
    if given.kind == "flag":
        return given.checked
    if given.kind == "word":
        return given.raw.strip()
    if given.kind in ("number", "count"):
        return _read_number(given)
    refuse_long_text(given.name, given.raw)
    text = _WORDS_OF_MASKS.sub(_digit_of_same_length, given.raw)
    hides = given.kind == "mask"
    array = parse_array(text if hides else given.raw, READ_NUMBERS, allow_infinite=hides)
    array = _in_its_axes(array, given.kind)
    refuse_large_array(given.name, array)
    if hides and np.isin(array, (0, 1)).all():
        return array.astype(bool)
    return array


def _read_number(given: GivensField) -> float | int:
    refuse_long_line(given.name, given.raw)
    array = parse_array(given.raw, READ_NUMBERS)
    if array.size != 1:
        raise AnswerSyntaxError(f"Type one number, not {array.size}.")
    number = array.item()
    if given.kind == "number":
        return number
    if number != round(number) or number < 1:
        raise AnswerSyntaxError("Type a whole number above 0.")
    refuse_large_count(given.name, int(number))
    return int(number)


def _in_its_axes(array: np.ndarray, kind: str) -> np.ndarray:
    """A row typed for a matrix is a matrix of one row; a column typed for a vector is a vector."""
    if kind == "vector":
        return array.reshape(-1) if array.ndim < 2 or 1 in array.shape[:2] else array
    return np.atleast_1d(array) if kind == "array" else np.atleast_2d(array)


def _digit_of_same_length(match: re.Match[str]) -> str:
    # Positions must stay those of the text as typed, because errors name them.
    return ("1" if match[1] else "0").ljust(len(match[0]))
