"""The text being read, and the error that says where and why it cannot be read."""

import re
import unicodedata

from .characters import clean
from .excerpt import excerpt_of, line_and_column

SHOWN = 20


class AnswerSyntaxError(ValueError):
    """Text that cannot be read as an answer. `str()` is a full sentence that says why and where.

    `position` is the index in the text as typed; `line` and `column` are the same place counted
    from 1. All three are None if no place can be named. `excerpt` is that line with a caret under
    the place, or "". `expected` says what would be right there, if that is known.
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
        """The same error, its sentence prefixed with the name of the part where it is."""
        message = f"{part}: {self.message[0].lower()}{self.message[1:]}"
        return AnswerSyntaxError(message, *self.args[1:])


class Source:
    """The text in plain characters, and the position where each was typed."""

    def __init__(self, text: str) -> None:
        self.typed = text
        self.text, self.places = clean(text)
        # What was left out that has words: a person is told of it.
        self.left_out: list[str] = []
        # Whether numbers above a rule are a row of the table, and no head.
        self.has_numbers_above_rules = False

    def blank(self, start: int, end: int) -> None:
        """Overwrite a span that was understood and is no longer needed; positions stay."""
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def leave_out(self, start: int, end: int) -> None:
        """Overwrite a span of words, and keep it to say that it was left out. Line ends stay."""
        self.tell_left_out(" ".join(self.text[start:end].split()).strip(" ,;"))
        kept = "".join("\n" if sign == "\n" else " " for sign in self.text[start:end])
        self.text = self.text[:start] + kept + self.text[end:]

    def tell_left_out(self, words: str) -> None:
        """Keep words, if there are any, to say that they were left out."""
        if words := " ".join(words.split()):
            self.left_out.append(words)

    def blank_each(self, pattern: re.Pattern[str], start: int = 0) -> None:
        """Overwrite every match from `start` on with spaces, except its group `kept` if it has one.

        Does nothing if `start` is negative.
        """
        if start >= 0:
            self.text = self.text[:start] + pattern.sub(_spaces, self.text[start:])

    def replace_all(self, edits: list[tuple[int, int, str]]) -> None:
        """Replace each span (start, end) by its sign, padded with spaces; positions stay."""
        pieces, position = [], 0
        for start, end, sign in edits:
            pieces += [self.text[position:start], sign.rjust(end - start)]
            position = end
        self.text = "".join(pieces) + self.text[position:]

    def fault(self, message: str, position: int, expected: str | None = None) -> AnswerSyntaxError:
        """An error at `position` of the plain text, reported as a place in the text as typed."""
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
    """A quote of the typed text, safe for any page: short, with every character visible."""
    short = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return f"“{''.join(map(_named, short))}”"


def _named(character: str) -> str:
    """The character, or its code point if it is invisible or combines with the one before it."""
    is_seen = character.isprintable() and not unicodedata.combining(character)
    return character if is_seen else f"U+{ord(character):04X}"
