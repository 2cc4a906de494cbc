"""Upper limits for one text. A page that people read stays far below them.

Markdown, its extensions and the sanitizer take time quadratic in much of what a text may hold. So
each kind of it has a limit, and a text over one is not rendered: the fault names the limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .spans import headings_in

MAX_CHARACTERS = 60_000
MAX_LINES = 2_000
MAX_HEADINGS = 300
MAX_PARAGRAPH = 12_000
# Markdown's search for the end of a link takes time quadratic in the brackets before it.
MAX_BRACKETS = 300
MAX_BRACKETS_IN_ALL = 2_000
MAX_FORMULAS = 2_000
MAX_TAGS = 500
MAX_EXPRESSIONS = 500
MAX_QUOTES = 6
# Each row of a table gets as many cells as its head.
MAX_CELLS = 5_000

_WHOLE = (
    ("$", 2 * MAX_FORMULAS, f"{MAX_FORMULAS:,} formulas"),
    ("\\(", MAX_FORMULAS, f"{MAX_FORMULAS:,} formulas"),
    ("\\[", MAX_FORMULAS, f"{MAX_FORMULAS:,} formulas"),
    ("[", MAX_BRACKETS_IN_ALL, f"{MAX_BRACKETS_IN_ALL:,} opening brackets"),
    ("<", MAX_TAGS, f"{MAX_TAGS} tags or “<” signs"),
    ("{{", MAX_EXPRESSIONS, f"{MAX_EXPRESSIONS} expressions"),
    ("\n", MAX_LINES, f"{MAX_LINES:,} lines"),
)


@dataclass
class _Paragraph:
    """Lines between blank ones: where they start (from 1), and what of them is counted."""

    line: int
    characters: int = 0
    brackets: int = 0
    lines: int = 0
    widest: int = 0

    def add(self, text: str) -> None:
        self.characters += len(text)
        self.brackets += text.count("[")
        self.lines += 1
        self.widest = max(self.widest, text.count("|"))

    def reason(self) -> str:
        if self.characters > MAX_PARAGRAPH:
            return f"a paragraph is longer than {MAX_PARAGRAPH:,} characters"
        if self.brackets > MAX_BRACKETS:
            return f"a paragraph has more than {MAX_BRACKETS} opening brackets"
        if self.lines * self.widest > MAX_CELLS:
            return f"a table has more than {MAX_CELLS:,} cells"
        return ""


def over_limit(text: str) -> tuple[int, str] | None:
    """The line (from 1) and the reason why a Markdown text is not rendered, or None."""
    if len(text) > MAX_CHARACTERS:
        return 1, f"the text is longer than {MAX_CHARACTERS:,} characters"
    for sign, most, words in _WHOLE:
        if text.count(sign) > most:
            return 1, f"the text has more than {words}"
    for paragraph in _paragraphs(text):
        if reason := paragraph.reason():
            return paragraph.line, reason
    for line, words in enumerate(text.split("\n"), start=1):
        if _quotes(words) > MAX_QUOTES:
            return line, f"a quotation is nested more than {MAX_QUOTES} deep"
    for count, (line, _level, _words) in enumerate(headings_in(text), start=1):
        if count > MAX_HEADINGS:
            return line, f"the text has more than {MAX_HEADINGS} headings"
    return None


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    paragraph: _Paragraph | None = None
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        if line.strip():
            paragraph = paragraph or _Paragraph(number)
            paragraph.add(line)
        elif paragraph:
            yield paragraph
            paragraph = None
    if paragraph:
        yield paragraph


def _quotes(line: str) -> int:
    """How many `>` the line begins with, spaces between them left out."""
    return line[: len(line) - len(line.lstrip("> \t"))].count(">")
