"""Leaves out the words around an array, and refuses where there may be two arrays."""

import re

from ..source import Source, shown
from .labels import labels_of
from .latex import is_latex
from .lines import Span, has_number, is_head, is_prose, is_rule, lines_of

_LETTER = re.compile(r"[A-Za-z]")
# What polars and pandas print beside a table repeats what is in it.
_HEADING = re.compile(
    r"^[ \t]*+(?:shape: \([0-9, ]{1,20}\)|\[[0-9]{1,9} rows x [0-9]{1,9} columns\])[ \t]*$",
    re.MULTILINE,
)
_SERIES_END = re.compile(
    r"^[ \t]*+(?:Name: [^\n,]{0,60}, )?(?:Length: [0-9]{1,9}, )?dtype: \w{1,20}\s*\Z",
    re.MULTILINE,
)
# "The answer is", "Weights:".
_LEAD = re.compile(
    r"(?:[^\W\d_]|[ \t'’,*_/-]){2,80}?(?::|(?<=\s)(?:is|are|was|were|equals?|gives|get|got))"
    r"[*_]{0,2}[ \t]+(?=[^\s:])"
)
_CODE = re.compile(
    r"\s*+(?:(?:import|from)\s[\w., ]{1,80}"
    r"|(?:print|pprint|display|disp|show)\s?\(\s?\w{1,40}\s?\))\s*;?\s*"
)
_CHANGES = re.compile(
    r"(?<![^\W\d_])(?:per ?cent|percentages?|thousands?|millions?|billions?|minus|negatives?|times"
    r"|transposed?|reversed?|half|halves|doubled?|inverted|squared?|lambda|return)(?![^\W\d_])|%",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2}")
# How many lines between the numbers are looked at for words.
MOST_LOOKED_AT = 50


def leave_out_words(source: Source) -> None:
    """Leave out lines of words above and below the array, what leads to it, heads and labels.

    Raises AnswerSyntaxError for words that may change the numbers, and for words between them.
    """
    if not _may_have_words(source.text):
        _leave_out(source, labels_of(source, [], lines_of(source)))
        return
    is_series = _blank_headings(source)
    above, body, below = _parted(source, lines_of(source))
    if not body:
        return
    if not ("|" in source.text or is_latex(source.text)):
        heads, body = _above_a_rule(source, body)
        above = [*above, *heads]
        labels = labels_of(source, above, body, is_series)
    else:
        labels = []
    _refuse_words_between(source, body)
    words = [line for line in (*above, *below) if not is_rule(source.text[slice(*line)])]
    for line in words:
        _refuse_changes(source, line)
    lead = [] if labels else _lead_of(source, body[0])
    for rule in {*above, *below} - {*words}:
        source.blank(*rule)
    _leave_out(source, [*words, *lead, *labels])


def _may_have_words(text: str) -> bool:
    return not text.isascii() or bool(_LETTER.search(text)) or "--" in text or "==" in text


def _blank_headings(source: Source) -> bool:
    """Whether pandas printed a series, whose last line says so."""
    if "shape: " in source.text or " rows x " in source.text:
        source.blank_each(_HEADING)
    if "dtype: " not in source.text or not _SERIES_END.search(source.text):
        return False
    source.blank_each(_SERIES_END)
    return True


def _leave_out(source: Source, spans: list[Span]) -> None:
    for span in sorted(spans):
        source.leave_out(*span)


def _parted(source: Source, lines: list[Span]) -> tuple[list[Span], list[Span], list[Span]]:
    """The lines of words above the numbers, the lines from there on, those of words below."""
    texts = [source.text[slice(*line)] for line in lines]
    top = 0
    has_bars = "|" in source.text
    while top < len(lines) and _stands_around(texts[top], is_head, has_bars):
        top += 1
    end = len(lines)
    while end > top and _stands_around(texts[end - 1], is_prose, has_bars):
        end -= 1
    return lines[:top], lines[top:end], lines[end:]


def _stands_around(line: str, has_words, has_bars: bool) -> bool:
    return has_words(line) or _CODE.fullmatch(line) is not None or (is_rule(line) and not has_bars)


def _above_a_rule(source: Source, body: list[Span]) -> tuple[list[Span], list[Span]]:
    """The lines above the only rule, with it, and those below: what stands above is a head."""
    rules = [i for i, line in enumerate(body) if is_rule(source.text[slice(*line)])]
    if len(rules) != 1:
        return [], body
    if source.has_numbers_above_rules and has_number(source.text[slice(*body[0])]):
        source.blank(*body[rules[0]])
        return [], [line for i, line in enumerate(body) if i != rules[0]]
    return body[: rules[0] + 1], body[rules[0] + 1 :]


def _refuse_changes(source: Source, line: Span) -> None:
    if change := _CHANGES.search(source.text, *line):
        message = f"{shown(change[0])} may change the numbers: type the numbers that you mean."
        raise source.fault(message, change.start())


def _lead_of(source: Source, line: Span) -> list[Span]:
    """The words before the numbers in their first line, such as "The answer is"."""
    start, end = line
    row = source.text[start:end]
    lead = _LEAD.match(source.text, start + len(row) - len(row.lstrip()), end)
    if not (lead and _WORD.search(lead[0]) and is_prose(lead[0].rstrip(" :\t"))):
        return []
    _refuse_changes(source, lead.span())
    return [lead.span()]


def _refuse_words_between(source: Source, body: list[Span]) -> None:
    for start, end in body[1:-1][:MOST_LOOKED_AT]:
        if is_prose(source.text[start:end]):
            words = shown(source.text[start:end].strip())
            message = f"Is there one array above {words} and another below? Give one at a time."
            raise source.fault(message, start)
