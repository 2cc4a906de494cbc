"""Everything between {{ }} is an engine call that can be evaluated."""

from collections.abc import Iterator

from .base import Finding, Subject, rule


@rule("EXPRESSION")
def expressions_evaluate(subject: Subject) -> Iterator[Finding]:
    for piece in subject.rendered.pieces:
        for line, message in piece.evaluated.faults:
            yield piece.path, piece.line + line - 1, message
