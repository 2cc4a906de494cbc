"""Reads the text of a count: the words for its unit, around what `reader` parses."""

import re

from ...inputs import InputError
from ..source import AnswerSyntaxError, Source
from .reader import Count, CountReader
from .units import PER_UNIT, UNIT_NAMES, CountUnit

MAX_CHARACTERS = 200

_FLOATING = re.compile(r"floating[\s-]*point\s+op(?:eration)?s?", re.IGNORECASE)
_MULTIPLY = re.compile(
    r"(?:fused\s+)?multiply[\s-]*(?:and[\s-]*)?(?:adds?|accumulates?)(?:\s+op(?:eration)?s?)?",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"\\(?:text|mathrm|mathit|rm)\s*\{([A-Za-z ]*)\}")
_HEXADECIMAL = re.compile(r"(?<![\w.])0[xX][0-9A-Fa-f]")
_ABOUT = re.compile(r"\s*(?:≈|~|=|\\approx|about\b|approx(?:imately)?\b\.?)", re.IGNORECASE)


def parse_count(text: str, unit: CountUnit = "flops") -> Count:
    """The count that a person typed. Raises AnswerSyntaxError saying where and why it is not
    one, ValueError for an unknown `unit`."""
    if unit not in PER_UNIT:
        raise InputError(f"unit must be one of {', '.join(PER_UNIT)}, got {unit!r:.60}", "unit")
    if not isinstance(text, str):
        raise InputError(f"the count must be a string, got {type(text).__name__}", "text")
    source = Source(text[: MAX_CHARACTERS + 1])
    if len(text) > MAX_CHARACTERS:
        raise source.fault(f"A count has at most {MAX_CHARACTERS} characters.", MAX_CHARACTERS)
    if not source.text.strip(" \t\n$"):
        raise AnswerSyntaxError(f"Type a count of {UNIT_NAMES[unit]} first.")
    if hexadecimal := _HEXADECIMAL.search(source.text):
        words = "Numbers are read in base ten. For a product leave a space: 2 x 10."
        raise source.fault(words, hexadecimal.start())
    if about := _ABOUT.match(source.text):
        source.blank(*about.span())
    source.text = _ROMAN.sub(lambda match: match[1].rjust(len(match[0])), source.text)
    for pattern, word in ((_FLOATING, "FLOPs"), (_MULTIPLY, "MACs")):
        source.text = pattern.sub(lambda match, word=word: word.ljust(len(match[0])), source.text)
    return CountReader(source, unit).whole()
