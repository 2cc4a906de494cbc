"""A list needs an empty line before it; otherwise Markdown runs it into the paragraph."""

import re
from collections.abc import Iterator

from ..text.spans import code_regions, formulas, is_in, without_quote
from .base import Finding, Subject, rule

# Lines that end a paragraph: headings, tables, raw HTML, deep indents.
_OTHER = re.compile(r"#{1,6} |\||<|    |\t")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}\.)[ \t]+\S")


@rule("LIST")
def lists_stand_apart(subject: Subject) -> Iterator[Finding]:
    for piece in subject.rendered.pieces:
        for line in swallowed_lists(piece.evaluated.text):
            yield piece.path, piece.line + line - 1, "put an empty line before the list"


def swallowed_lists(text: str) -> Iterator[int]:
    """Yields the lines (from 1) on which a list begins right under a paragraph."""
    code = code_regions(text)
    in_formula = [(formula.start, formula.end) for formula in formulas(text)]
    place, block = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        start, place = place, place + len(line) + 1
        bare = without_quote(line)
        if is_in(code, start) or any(a < start < b for a, b in in_formula):
            block = ""
        elif _ITEM.match(bare):
            if block == "paragraph":
                yield number
            block = "list"
        elif not bare.strip() or _OTHER.match(bare):
            block = ""
        else:
            block = block or "paragraph"
