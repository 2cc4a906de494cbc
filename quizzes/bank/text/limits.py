"""Upper limits for one text. A page that people read stays far below them."""

import re

from .spans import headings_in

MAX_CHARACTERS = 400_000
MAX_HEADINGS = 300
MAX_PARAGRAPH = 12_000
# Markdown's search for the end of a link takes time quadratic in the brackets before it.
MAX_BRACKETS = 300
MAX_FORMULAS = 2_000

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")


def over_limit(text: str) -> tuple[int, str] | None:
    """The line (from 1) and the reason why a Markdown text is not rendered, or None."""
    if len(text) > MAX_CHARACTERS:
        return 1, f"the text is longer than {MAX_CHARACTERS:,} characters"
    if text.count("$") > 2 * MAX_FORMULAS:
        return 1, f"the text has more than {MAX_FORMULAS:,} formulas"
    for paragraph in _PARAGRAPH.finditer(text):
        line = text.count("\n", 0, paragraph.start()) + 1 if len(paragraph[0]) > 300 else 0
        if len(paragraph[0]) > MAX_PARAGRAPH:
            return line, f"a paragraph is longer than {MAX_PARAGRAPH:,} characters"
        if paragraph[0].count("[") > MAX_BRACKETS:
            return line, f"a paragraph has more than {MAX_BRACKETS} opening brackets"
    for count, (line, _level, _words) in enumerate(headings_in(text), start=1):
        if count > MAX_HEADINGS:
            return line, f"the text has more than {MAX_HEADINGS} headings"
    return None
