"""The lines of an imported text, each with its number in the file, and notes about them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, NamedTuple

# Code, formulas, tables and quotes stay unchanged once they have been put in our form.
Kind = Literal["text", "code", "math", "table", "quote"]

# Inline code, a formula, an escaped character: no other pass may look inside.
_PROTECTED = re.compile(r"(?s)(`+).+?(?<!`)\1(?!`)|\$[^$\n]+\$|\\[^\w\s]")


class Line(NamedTuple):
    number: int
    text: str
    kind: Kind = "text"

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))

    def with_text(self, text: str) -> "Line":
        return self._replace(text=text)


class Note(NamedTuple):
    """Something done on a line, or (`needs_person`) something a person has to look at.

    `breaks`: the page would lose something, so it must not be published like this.
    """

    line: int
    words: str
    needs_person: bool = False
    breaks: bool = False


@dataclass
class Notes:
    """The notes on one file."""

    found: list[Note] = field(default_factory=list)

    def did(self, line: int, words: str) -> None:
        self.found.append(Note(line, words))

    def ask(self, line: int, words: str, *, breaks: bool = False) -> None:
        self.found.append(Note(line, words, needs_person=True, breaks=breaks))


Pass = Callable[[list[Line], Notes], list[Line]]


def numbered(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]


def joined(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)


def blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of consecutive lines of one kind."""
    return (list(run) for _kind, run in groupby(lines, key=lambda line: line.kind))


def outside(text: str, change: Callable[[str], str]) -> str:
    """`text` with `change` applied to everything that is neither inline code nor a formula."""
    parts, place = [], 0
    for match in _PROTECTED.finditer(text):
        parts += [change(text[place : match.start()]), match[0]]
        place = match.end()
    return "".join([*parts, change(text[place:])])


def grouped(notes: Iterable[Note]) -> Iterator[tuple[Note, list[int]]]:
    """Yields each distinct note once, with every line it applies to."""
    by_words: dict[tuple[bool, str], list[Note]] = {}
    for note in notes:
        by_words.setdefault((note.needs_person, note.words), []).append(note)
    for same in by_words.values():
        yield same[0], sorted({note.line for note in same})
