"""A Markdown text as what is read in one go, without its code and formulas."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.spans import code_regions, formulas, without_quote
from .inline import MASK

_ALONE = re.compile(r"#{1,6} |\||<|-{3,}$|={3,}$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}\.)[ \t]+(?=\S)")


@dataclass(frozen=True)
class Passage:
    """A paragraph, a list's entry, a heading or a row of a table, on one line of text."""

    line: int
    text: str
    is_paragraph: bool


def passages(text: str) -> Iterator[Passage]:
    """The passages of a Markdown text, their code and formulas masked."""
    first, lines, is_paragraph = 0, [], True
    for number, line in enumerate([*_masked(text).split("\n"), ""], start=1):
        bare = without_quote(line)
        alone, item = _ALONE.match(bare.strip()), _ITEM.match(bare)
        if lines and (alone or item or not bare.strip()):
            yield Passage(first, " ".join(lines), is_paragraph)
            lines = []
        if alone:
            yield Passage(number, bare.strip(), is_paragraph=False)
        elif bare.strip():
            first, is_paragraph = (first, is_paragraph) if lines else (number, not item)
            lines.append(bare[item.end() :].strip() if item else bare.strip())


def _masked(text: str) -> str:
    """The text with each piece of code and each formula as one sign, on unchanged lines."""
    hidden = [*code_regions(text), *((each.start, each.end) for each in formulas(text))]
    for start, end in sorted(hidden, reverse=True):
        text = text[:start] + MASK + "\n" * text.count("\n", start, end) + text[end:]
    return text
