"""A line of words and formulas, as it is stored for excerpts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .tokens import END

_SPACES = re.compile(r"\s+")


class Formula(NamedTuple):
    """A formula in plain characters, its tokens, and its TeX, which is empty for code."""

    plain: str
    tokens: str
    tex: str


Piece = str | Formula


@dataclass
class Line:
    """A heading, or the text under it on one line: words and formulas in order.

    The two are told apart by their types and never by a character, so no text can pass for a
    formula.
    """

    pieces: Sequence[Piece] = ()

    @cached_property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.plain for piece in self.pieces)

    @cached_property
    def formulas(self) -> list[tuple[int, int, Formula]]:
        """The formulas, each with the range that it takes in `text`."""
        found, place = [], 0
        for piece in self.pieces:
            begin = place
            place += len(piece if isinstance(piece, str) else piece.plain)
            if not isinstance(piece, str):
                found.append((begin, place, piece))
        return found

    @cached_property
    def tokens(self) -> str:
        """The tokens of all formulas, between spaces, with a sign between any two formulas."""
        return "".join(f" {formula.tokens} {END}" for _, _, formula in self.formulas)

    @property
    def prose(self) -> list[str]:
        """The words between the formulas, which have tokens of their own."""
        return [piece for piece in self.pieces if isinstance(piece, str)]

    @classmethod
    def of(cls, parts: Iterable[Piece]) -> "Line":
        """The parts with each run of white space in their words as one space, none at an end."""
        pieces: list[Piece] = []
        words: list[str] = []
        for part in (*parts, None):
            if isinstance(part, str):
                words.append(part)
                continue
            pieces.append(_SPACES.sub(" ", "".join(words)))
            words = []
            if part is not None:
                pieces.append(part)
        if pieces and isinstance(pieces[0], str):
            pieces[0] = pieces[0].lstrip()
        if pieces and isinstance(pieces[-1], str):
            pieces[-1] = pieces[-1].rstrip()
        return cls([piece for piece in pieces if piece])
