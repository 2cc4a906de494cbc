"""Splits a Markdown text into passages that are read in one go, code and formulas masked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.spans import code_regions, formulas, without_quote
from .inline import MASK

_ALONE = re.compile(r"#{1,6} |\||<|-{3,}$|={3,}$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}\.)[ \t]+(?=\S)")


@dataclass(frozen=True)
class Passage:
    """A paragraph, list item, heading or table row, joined into one line of text."""

    line: int
    text: str
    is_paragraph: bool


def passages(text: str) -> Iterator[Passage]:
    """Yields the passages of a Markdown text, with code and formulas masked."""
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
    """The text with MASK for each piece of code and each formula; line numbers stay the same."""
    hidden = [*code_regions(text), *((each.start, each.end) for each in formulas(text))]
    for start, end in sorted(hidden, reverse=True):
        text = text[:start] + MASK + "\n" * text.count("\n", start, end) + text[end:]
    return text
