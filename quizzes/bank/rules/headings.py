"""Headings start at ## and skip no level; items, notes and scripts have none."""

from collections.abc import Iterator
from itertools import groupby

from ..page.render import Piece
from ..text.faults import shortened
from ..text.spans import headings_in
from .base import Finding, Subject, rule


@rule("HEADINGS")
def headings_in_order(subject: Subject) -> Iterator[Finding]:
    for path, pieces in groupby(subject.rendered.pieces, key=lambda piece: piece.path):
        level = 1
        for piece in pieces:
            for line, text, own in _headings(piece):
                if piece.role in ("item", "note", "script"):
                    what = "is a heading, which items, notes and scripts cannot have"
                    yield path, line, f"{text!r} {what}"
                    continue
                if own == 1:
                    yield path, line, f"{text!r} is a # heading; the page's title is the only one"
                elif own > level + 1:
                    wanted = "#" * (level + 1)
                    yield path, line, f"{text!r} skips a level; write {wanted} {text}"
                level = max(own, 2)


def _headings(piece: Piece) -> Iterator[tuple[int, str, int]]:
    written = list(headings_in(piece.evaluated.text))
    for heading in piece.converted.headings:
        text = shortened(heading.text)
        place = next((i for i, (_, level, _) in enumerate(written) if level == heading.level), None)
        if place is None:
            # Underlined with === or ---.
            yield piece.line_of(heading.text.split(" ")[0]), text, heading.level
        else:
            yield piece.line + written[place][0] - 1, text, heading.level
            del written[: place + 1]
