"""Tells lines of words from lines of numbers."""

import re

from ..source import Source

Span = tuple[int, int]

# A number that stands by itself, not the 1 of k1 or the 32 of float32.
_NUMBER = re.compile(r"(?<![\w.])[0-9]|(?<!\w)\.[0-9]|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒∞]")
# The 2x2 of "the 2x2 matrix".
_SIZE = re.compile(r"(?<![\w.])[0-9]{1,5} ?[x*] ?[0-9]{1,5}(?=[ -][^\W\d_]{3})")
# Words that are numbers, or that stand where a number is missing.
_IS_NUMBER = re.compile(
    r"(?<![\w\\])(?:e|exp|sqrt|inf|infinity|nan|null|none|na|true|false)(?!\w)", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2}")
# What belongs to an array, or computes one.
_NO_WORDS = re.compile(r"[=\\{}\[\]&^|@]|\w\(|[)\]]\.")
# What R and polars write below the names of columns.
_TYPE = re.compile(r"<[a-z]{3,5}>")
# A name in quotes may have numbers and signs in it.
_NAME = re.compile(r"\"[^\"\n]{0,40}?[^\W\d_][^\"\n]{0,40}\"")
_RULE = frozenset(" \t|:+=-")
# Longer lines are data.
MAX_WORDS = 1000


def lines_of(source: Source) -> list[Span]:
    """The spans of the lines that are not blank."""
    spans, start = [], 0
    for line in source.text.split("\n"):
        if line and not line.isspace():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def is_rule(line: str) -> bool:
    """Whether a line only separates what is above it from what is below."""
    return _RULE.issuperset(line) and ("--" in line or "==" in line)


def is_head(line: str) -> bool:
    """Whether a line has words, such as the names of columns, and no number."""
    return _has_no_number(line) and _LETTER.search(line) is not None


def is_prose(line: str) -> bool:
    """Whether a line has a word of more than one letter, and no number."""
    return _has_no_number(line) and _WORD.search(line) is not None


def is_label(cell: str) -> bool:
    """Whether a cell is a name and not a number."""
    cell = cell.strip(" \t*_`\"'$:").lstrip("\\")
    return _LETTER.match(cell) is not None and _IS_NUMBER.match(cell) is None


def has_number(text: str) -> bool:
    return _NUMBER.search(_SIZE.sub("", text)) is not None


def _has_no_number(line: str) -> bool:
    if len(line) > MAX_WORDS:
        return False
    line = _TYPE.sub("", _SIZE.sub("", _NAME.sub("name", line)))
    return not (_NUMBER.search(line) or _NO_WORDS.search(line) or _IS_NUMBER.search(line))
