"""Every formula converts, and every $$ that opens one is closed."""

from collections.abc import Iterator

from ..text.faults import shortened
from ..text.spans import code_regions, is_in
from .base import Finding, Subject, rule


@rule("FORMULA")
def formulas_convert(subject: Subject) -> Iterator[Finding]:
    for piece in subject.rendered.pieces:
        text = piece.evaluated.text
        for formula, reason in piece.converted.bad_formulas:
            line = piece.line + text.count("\n", 0, formula.start)
            yield piece.path, line, f"{shortened(formula.tex)}: {reason}"


@rule("FORMULA")
def display_formulas_are_closed(subject: Subject) -> Iterator[Finding]:
    for piece in subject.rendered.pieces:
        text, code = piece.evaluated.text, None
        place = text.find("$$")
        while place >= 0:
            inside = any(f.start <= place < f.end for f in piece.converted.formulas)
            code = code_regions(text) if code is None else code
            if not inside and not is_in(code, place) and not piece.converted.limit:
                line = piece.line + text.count("\n", 0, place)
                yield piece.path, line, "$$ opens a formula that is not closed in its paragraph"
            place = text.find("$$", place + 2)
