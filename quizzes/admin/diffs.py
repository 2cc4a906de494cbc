"""Compares two texts side by side, line by line, and marks the words that differ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from quizzes.bank.text.newlines import plain

LINES_AROUND = 3
# Comparing two lines takes time quadratic in their number of words.
MOST_WORDS = 1500

# A piece of a line, and whether the other line differs there.
Piece = tuple[str, bool]


@dataclass(frozen=True)
class DiffLine:
    """A line of one side: its number and its pieces. A missing line has number 0."""

    number: int = 0
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class DiffRow:
    """`kind` is same, changed, left (only there), right (only there) or gap (lines left out)."""

    kind: str
    left: DiffLine = DiffLine()
    right: DiffLine = DiffLine()


def side_by_side(left: str, right: str) -> list[DiffRow]:
    """The rows where two texts differ, with a few lines of context; empty if they agree."""
    old, new = plain(left).split("\n"), plain(right).split("\n")
    rows: list[DiffRow] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(LINES_AROUND):
        if rows:
            rows.append(DiffRow("gap"))
        for tag, i1, i2, j1, j2 in group:
            rows += _rows(
                tag, list(enumerate(old[i1:i2], i1 + 1)), list(enumerate(new[j1:j2], j1 + 1))
            )
    return rows


def _rows(tag: str, left: list[tuple[int, str]], right: list[tuple[int, str]]) -> Iterator[DiffRow]:
    for one, other in zip_longest(left, right):
        if other is None:
            yield DiffRow("left", DiffLine(one[0], ((one[1], True),)))
        elif one is None:
            yield DiffRow("right", right=DiffLine(other[0], ((other[1], True),)))
        elif tag == "equal":
            yield DiffRow("same", *(DiffLine(n, ((text, False),)) for n, text in (one, other)))
        else:
            pieces = _pieces(one[1], other[1])
            yield DiffRow("changed", DiffLine(one[0], pieces[0]), DiffLine(other[0], pieces[1]))


def _pieces(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    old, new = re.findall(r"\s+|\S+", left), re.findall(r"\s+|\S+", right)
    if max(len(old), len(new)) > MOST_WORDS:
        return ((left, True),), ((right, True),)
    one: list[Piece] = []
    other: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for pieces, words in ((one, old[i1:i2]), (other, new[j1:j2])):
            if words:
                pieces.append(("".join(words), tag != "equal"))
    return tuple(one), tuple(other)
