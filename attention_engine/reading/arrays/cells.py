"""Reads the values of all cells, and names the place of one that cannot be read."""

import re
from math import inf, isinf

import numpy as np

from ..source import AnswerSyntaxError, Source, shown
from .expression import MAX_LENGTH, evaluate
from .tokens import DECIMAL, Token

# Expressions are slower to read than numbers: this bounds the total length of distinct ones.
MAX_EXPRESSIONS = 12_000

_NUMBER = re.compile(
    r"[+-]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?",
)
_INFINITY = re.compile(
    r"(?P<minus>-)?\+?\s*(?:(?:(?:np|numpy|math|torch)\.)?inf(?:inity)?|∞|\\infty)", re.IGNORECASE
)
_NOTHING = re.compile(r"[+-]?(?:(?:np|numpy|math|torch)\.)?(?:nan|null|none|n/?a|true|false)", re.I)
# In a cell of a table or a LaTeX matrix: 2.5 -3 may be two numbers of which the & is missing.
_SPACED_SIGN = re.compile(r"(?<=[\w.)}%])(?:\s|~|\\[,;:!\ ]|\\q?quad\b)+[-+]")
_QUOTES = "\"'`“”„‘’«»"
_DECIMAL_COMMA = re.compile(r"(?<=[0-9])(?:,|\{,\})(?=[0-9])")


def values_of(
    source: Source, cells: list[Token], shape: tuple[int, ...], allow_infinite: bool
) -> list[float]:
    """The numbers in `cells`, in order. Raises AnswerSyntaxError naming row and column."""
    reader = _CellReader(source, allow_infinite)
    values: list[float] = []
    try:
        for kind, start, end in cells:
            values.append(reader.value(kind, start, end))
    except AnswerSyntaxError as error:
        place = _place(len(values), shape)
        if not place:
            raise
        raise error.within(place) from None
    return values


def decimals_typed(source: Source, cells: list[Token]) -> int | None:
    """The most digits after the point of a number; None if any cell is no plain number."""
    most = 0
    for _, start, end in cells:
        text = _DECIMAL_COMMA.sub(".", source.text[start:end])
        if _INFINITY.fullmatch(text):
            continue
        if not _NUMBER.fullmatch(text):
            return None
        digits, _, exponent = text.lower().partition("e")
        most = max(most, len(digits.partition(".")[2]) - int(exponent or 0))
    return most


class _CellReader:
    def __init__(self, source: Source, allow_infinite: bool) -> None:
        self.source, self.allow_infinite = source, allow_infinite
        self.known: dict[str, float] = {}
        self.length = 0

    def value(self, kind: str, start: int, end: int) -> float:
        text = self.source.text[start:end]
        if kind == DECIMAL:
            text = _DECIMAL_COMMA.sub(".", text)
        if _NUMBER.fullmatch(text):
            number = float(text)
            if isinf(number):
                message = f"{shown(text)} is too large for a number (the limit is 1.8e308)."
                raise self.source.fault(message, start)
            return number
        if text not in self.known:
            self.known[text] = self.unusual(text, start)
        return self.known[text]

    def unusual(self, text: str, start: int) -> float:
        if infinity := _INFINITY.fullmatch(text):
            if self.allow_infinite and infinity["minus"]:
                return -inf
            allowed = "only -inf is" if self.allow_infinite else "infinity is not"
            message = f"{shown(text)} isn't a finite number, and {allowed} allowed here."
            raise self.source.fault(message, start, expected="a number")
        if _NOTHING.fullmatch(text):
            raise self.source.fault(
                f"We couldn't read {shown(text)} as a number.", start, expected="a number"
            )
        if text[0] in _QUOTES:
            raise self.source.fault("Quotes make text of a number: leave them out.", start)
        for spaced in _SPACED_SIGN.finditer(text[:MAX_LENGTH]):
            before = text[: spaced.start()]
            if before.count("(") + before.count("{") == before.count(")") + before.count("}"):
                message = f"{shown(text)} may be two numbers or a sum: write a cell without spaces."
                raise self.source.fault(message, start + spaced.start())
        self.length += len(text)
        if self.length > MAX_EXPRESSIONS:
            message = f"The expressions are longer than {MAX_EXPRESSIONS:,} characters together."
            raise self.source.fault(message, start)
        return evaluate(self.source, text, start)


def _place(index: int, shape: tuple[int, ...]) -> str:
    if len(shape) == 0:
        return ""
    if len(shape) == 2:
        row, column = np.unravel_index(index, shape)
        return f"Row {row + 1}, column {column + 1}"
    return f"Number {index + 1}"
