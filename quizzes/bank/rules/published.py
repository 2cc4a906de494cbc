"""A published question has a short answer first, the long answer, and sources."""

from collections.abc import Iterator

from .base import Finding, Subject, rule

SHORT = "In thirty seconds"
LONG = "The long answer"


@rule("SECTIONS", of_drafts="is left out")
def short_and_long_answer(subject: Subject) -> Iterator[Finding]:
    question = subject.question
    if question is None:
        return
    pieces = [piece for piece in subject.rendered.pieces if piece.role == "body"]
    headings = [
        heading.text
        for piece in pieces
        for heading in piece.converted.headings
        if heading.level == 2
    ]
    line = pieces[0].line if pieces else 1
    if headings[:1] != [SHORT]:
        yield question.name, line, f"a published question begins with ## {SHORT}"
    if LONG not in headings:
        yield question.name, line, f"a published question has a section ## {LONG}"


@rule("SOURCES", of_drafts="is left out")
def at_least_one_source(subject: Subject) -> Iterator[Finding]:
    question = subject.question
    if question is not None and not question.meta.sources:
        line = question.document.line_of(("sources",))
        yield question.name, line, "a published question names at least one source"
