"""No text may be too large to render."""

from collections.abc import Iterator

from .base import LIMIT, Finding, Subject, rule


@rule(LIMIT)
def within_limits(subject: Subject) -> Iterator[Finding]:
    for piece in subject.rendered.pieces:
        if piece.converted.limit:
            line, reason = piece.converted.limit
            yield piece.path, piece.line + line - 1, reason
