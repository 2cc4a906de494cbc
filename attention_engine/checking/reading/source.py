"""The text being read, and the error that says where and why it cannot be."""

import re

from .characters import clean

SHOWN = 20


class AnswerSyntaxError(ValueError):
    """Text that is no answer. `str()` is a full sentence that says why and where.

    `line` and `column` count from 1 in the text as typed; None where no place can be named.
    `expected` says what would be right there, where that is known.
    """

    def __init__(
        self,
        message: str,
        line: int | None = None,
        column: int | None = None,
        expected: str | None = None,
    ) -> None:
        super().__init__(message, line, column, expected)
        self.message, self.line, self.column, self.expected = message, line, column, expected

    def __str__(self) -> str:
        if self.line is None:
            return self.message
        return f"{self.message.removesuffix('.')} (line {self.line}, character {self.column})."


class Source:
    """The text with every character in its plain form, at the position where it was typed."""

    def __init__(self, text: str) -> None:
        self.text = clean(text)

    def blank(self, start: int, end: int) -> None:
        """Put spaces over what is understood and no longer needed; positions stay."""
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def blank_each(self, pattern: re.Pattern[str]) -> None:
        self.text = pattern.sub(lambda match: " " * len(match[0]), self.text)

    def fault(self, message: str, position: int, expected: str | None = None) -> AnswerSyntaxError:
        before = self.text[:position]
        line = before.count("\n") + 1
        return AnswerSyntaxError(message, line, position - before.rfind("\n"), expected)


def shown(text: str) -> str:
    """A piece of what was typed, fit for any page: short, and without unprintable characters."""
    short = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return f"“{''.join(c if c.isprintable() else f'U+{ord(c):04X}' for c in short)}”"
