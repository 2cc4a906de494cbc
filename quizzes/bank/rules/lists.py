"""Lists look on our pages as CommonMark reads them: empty lines before, four spaces per level."""

import re
from collections.abc import Iterator

from ..text.nesting import WIDTH, Chunk, Nesting
from ..text.spans import formulas, lines_of_code, without_quote
from .base import Finding, Subject, rule

# Lines that end a paragraph: headings, tables, raw HTML.
_OTHER = re.compile(r" *(?:#{1,6} |\||<)")
_ITEM = re.compile(r"\d{1,9}\.[ \t]+\S")
_INDENT = "indent this line by {} spaces: it belongs to the item above"


@rule("LIST")
def lists_are_seen(subject: Subject) -> Iterator[Finding]:
    for piece in subject.rendered.pieces:
        for line, message in unseen_lists(piece.evaluated.text):
            yield piece.path, piece.line + line - 1, message


def unseen_lists(text: str) -> Iterator[tuple[int, str]]:
    """Yields the lines (from 1) that belong to a list but not on our pages, and what they need."""
    in_formula = [(formula.start, formula.end) for formula in formulas(text)]
    in_code = lines_of_code(text)
    nesting, chunk, start = Nesting(), Chunk(), 0
    for number, line in enumerate(text.split("\n"), start=1):
        bare = without_quote(line).expandtabs(WIDTH)
        is_code = number <= len(in_code) and in_code[number - 1]
        is_inside = any(a < start < b for a, b in in_formula)
        start += len(line) + 1
        if is_inside:
            continue
        if is_code or _OTHER.match(bare):
            if not (is_code and number > 1 and in_code[number - 2]):
                nesting.block(bare)
            chunk.blank()
        else:
            for message in _needs(bare, nesting, chunk):
                yield number, message


def _needs(line: str, nesting: Nesting, chunk: Chunk) -> Iterator[str]:
    place = nesting.text(line)
    if place.role == "blank":
        chunk.blank()
        return
    is_item = place.role == "item"
    if is_item and not chunk.is_seen(place):
        yield "put an empty line before the list"
    elif not is_item:
        chunk.other()
        if place.role == "text" and not place.is_new and _ITEM.match(line.lstrip()):
            yield "put an empty line before the list"
    wanted = WIDTH * (place.depth - is_item)
    indent = len(line) - len(line.lstrip())
    if place.is_new and place.role != "code" and indent // WIDTH != wanted // WIDTH:
        yield _INDENT.format(wanted) if wanted else "start this line without spaces"
