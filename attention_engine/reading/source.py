"""The text being read, and the error that says where and why it cannot be."""

import re
import unicodedata

from .characters import clean
from .excerpt import excerpt_of, line_and_column

SHOWN = 20


class AnswerSyntaxError(ValueError):
    """Text that is no answer. `str()` is a full sentence that says why and where.

    `position` is the place in the text as typed, `line` and `column` the same from 1 on; None where
    no place can be named. `excerpt` is that line and a caret under the place, or "".
    `expected` says what would be right there, where that is known.
    """

    def __init__(
        self,
        message: str,
        position: int | None = None,
        line: int | None = None,
        column: int | None = None,
        excerpt: str = "",
        expected: str | None = None,
    ) -> None:
        super().__init__(message, position, line, column, excerpt, expected)
        self.message, self.expected = message, expected
        self.position, self.line, self.column, self.excerpt = position, line, column, excerpt

    def __str__(self) -> str:
        if self.line is None:
            return self.message
        return f"{self.message.removesuffix('.')} (line {self.line}, character {self.column})."

    def within(self, part: str) -> "AnswerSyntaxError":
        """The same fault, its sentence begun with the name of the part where it is."""
        message = f"{part}: {self.message[0].lower()}{self.message[1:]}"
        return AnswerSyntaxError(message, *self.args[1:])


class Source:
    """The text in plain characters, and where each of them was typed."""

    def __init__(self, text: str) -> None:
        self.typed = text
        self.text, self.places = clean(text)

    def blank(self, start: int, end: int) -> None:
        """Put spaces over what is understood and no longer needed; positions stay."""
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def blank_each(self, pattern: re.Pattern[str], start: int = 0) -> None:
        """Put spaces over every match from `start` on, but for its group `kept` if it has one.

        Nothing is done where `start` is below 0.
        """
        if start >= 0:
            self.text = self.text[:start] + pattern.sub(_spaces, self.text[start:])

    def replace_all(self, edits: list[tuple[int, int, str]]) -> None:
        """Put a sign over each start to end, and spaces over its rest; positions stay."""
        pieces, position = [], 0
        for start, end, sign in edits:
            pieces += [self.text[position:start], sign.rjust(end - start)]
            position = end
        self.text = "".join(pieces) + self.text[position:]

    def fault(self, message: str, position: int, expected: str | None = None) -> AnswerSyntaxError:
        """An error at `position` of the plain text, told as a place in the text as typed."""
        if self.places is not None:
            known = position < len(self.places)
            position = self.places[position] if known else len(self.typed)
        return self.fault_as_typed(message, position, expected)

    def fault_as_typed(
        self, message: str, position: int, expected: str | None = None
    ) -> AnswerSyntaxError:
        line, column = line_and_column(self.typed, position)
        excerpt = excerpt_of(self.typed, position)
        return AnswerSyntaxError(message, position, line, column, excerpt, expected)


def _spaces(match: re.Match[str]) -> str:
    kept = match["kept"] or "" if match.re.groups else ""
    return kept + " " * (match.end() - match.start() - len(kept))


def shown(text: str) -> str:
    """A piece of what was typed, fit for any page: short, and each character seen."""
    short = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return f"“{''.join(map(_named, short))}”"


def _named(character: str) -> str:
    """The character, or its number where it is invisible, or joins the one before it."""
    is_seen = character.isprintable() and not unicodedata.combining(character)
    return character if is_seen else f"U+{ord(character):04X}"
