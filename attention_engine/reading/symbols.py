"""Reads text symbol by symbol: what cell expressions, counts and orders of growth share."""

import re
from collections.abc import Callable
from typing import TypeVar

from .source import AnswerSyntaxError, Source, shown

# A kind, the text in its plain form, and the position in the source.
Symbol = tuple[str, str, int]
Value = TypeVar("Value")

SUPERSCRIPTS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")


class SymbolReader:
    """Steps through the symbols of `text`, which begins at `start` in the source.

    The groups of `pattern` name the kinds of symbols; `space` is skipped. `same` maps a sign to its
    plain form, and `what` names the kind of text in errors. Nesting is bounded by `max_depth`.
    """

    def __init__(
        self,
        source: Source,
        text: str,
        start: int,
        *,
        pattern: re.Pattern[str],
        same: dict[str, str],
        what: str,
        max_depth: int,
    ) -> None:
        self.source, self.text, self.start = source, text, start
        self.end: Symbol = ("end", "", start + len(text))
        self.symbols = self._symbols(pattern, same, what)
        self.next = self.depth = 0
        self.max_depth = max_depth

    def _symbols(self, pattern: re.Pattern[str], same: dict[str, str], what: str) -> list[Symbol]:
        symbols: list[Symbol] = []
        position = 0
        while position < len(self.text):
            match = pattern.match(self.text, position)
            if match is None:
                message = f"{shown(self.text[position])} does not belong in {what}."
                raise self.source.fault(message, self.start + position)
            if match.lastgroup != "space":
                plain = same.get(match[0], match[0])
                kind = "sign" if match[0] in same else str(match.lastgroup)
                symbols.append((kind, plain, self.start + position))
            position = match.end()
        return symbols

    def peek(self) -> Symbol:
        return self.symbols[self.next] if self.next < len(self.symbols) else self.end

    def take(self, *signs: str) -> str:
        """Consume and return the next symbol if it is one of `signs`; else return ""."""
        kind, text, _ = self.peek()
        if kind == "sign" and text in signs:
            self.next += 1
            return text
        return ""

    def nested(self, read: Callable[[], Value]) -> Value:
        self.depth += 1
        if self.depth > self.max_depth:
            raise self.fault("This is nested too deep.")
        value = read()
        self.depth -= 1
        return value

    def fault(self, message: str, expected: str | None = None) -> AnswerSyntaxError:
        """An error at the next symbol."""
        return self.source.fault(message, self.peek()[2], expected)
