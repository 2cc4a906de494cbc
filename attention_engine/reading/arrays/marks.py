"""Takes away what chats write around an array: fences, back-ticks, bold marks, "about", a stop."""

import re

from ..source import Source
from .latex import unwrap_math
from .lines import has_number

_FENCE = re.compile(r"^[ \t]*+(?:```|~~~)[^\n`]{0,40}$", re.MULTILINE)
# Marks around one cell or one line; ** between numbers is a power.
_BOLD = re.compile(r"(?<![\w)\]*])\*\*(?P<inside>[^\s*](?:[^*\n]{0,98}[^\s*])?)\*\*(?![\w(*])")
_CODE = re.compile(r"(?<![\w.`])`{1,3}(?P<inside>[^`\n]{1,200})`{1,3}(?![\w.`])")
_AROUND = ("```", "``", "`", "**", "__", "*", "_")
_ABOUT = re.compile(
    r"(?:[~≈≃≅∼≐]|\\approx(?![a-z])|\\sim(?:eq)?(?![a-z])"
    r"|(?:about|approximately|approx\.?|circa|ca\.?|roughly|around)(?=\s|:))\s*:?\s*",
    re.IGNORECASE,
)
_RESULT = re.compile(r"(?:=>|->|→|⇒|=)\s*")
# The same sign before each number.
_EACH_ABOUT = re.compile(r"(?<![\w.)\]}~])(?<![^\W\d_] )[~≈≃≅∼](?=\s?[-+.0-9\[(])")
_STOP = re.compile(r"(?:[\])}%*_`$]|\.[0-9]{1,30}|[0-9][eE][-+]?[0-9]{1,3}|[½⅓⅔¼¾])[ \t]{0,4}\.\Z")
_COMMA = re.compile(r"[^\s,;]\s{0,4},\Z")
MAX_ROUNDS = 5


def refuse_two_fences(source: Source) -> None:
    """Raises AnswerSyntaxError where numbers stand in two fenced blocks, or in one and beside it.

    Neighboring blocks could pass for the rows of one matrix.
    """
    if "```" not in source.text and "~~~" not in source.text:
        return
    fences = list(_FENCE.finditer(source.text))
    if len(fences) < 2:
        return
    edges = [0, *(edge for fence in fences for edge in fence.span()), len(source.text)]
    parts = [slice(*edge) for edge in zip(edges[::2], edges[1::2], strict=True)]
    with_numbers = [part for part in parts if has_number(source.text[part])]
    if len(with_numbers) > 1:
        message = "There are numbers inside and outside of a code fence: give one array."
        raise source.fault(message, with_numbers[1].start)


def unwrap_marks(source: Source) -> None:
    """Blank the marks around the text and around its cells, in any order of nesting."""
    source.text = _BOLD.sub(_without(2), source.text) if "**" in source.text else source.text
    source.text = _CODE.sub(_inside, source.text) if "`" in source.text else source.text
    for _ in range(MAX_ROUNDS):
        before = source.text
        _unwrap_ends(source)
        unwrap_math(source)
        if source.text == before:
            break
    if not source.text.isascii() or "~" in source.text:
        source.blank_each(_EACH_ABOUT)


def _unwrap_ends(source: Source) -> None:
    """One round: a sign for about, marks at both ends, and a full stop or comma at the end."""
    text = source.text.rstrip()
    start, end = len(text) - len(text.lstrip()), len(text)
    tail = text[-40:]
    if (_STOP.search(tail) or _COMMA.search(tail)) and end - start > 1:
        source.blank(end - 1, end)
    if about := _ABOUT.match(text, start):
        source.leave_out(start, about.end())
    elif result := _RESULT.match(text, start):
        source.blank(start, result.end())
    for mark in _AROUND:
        is_pair = text.startswith(mark, start) and text.endswith(mark)
        if is_pair and end - start > 2 * len(mark) and text.count(mark, start) == 2:
            source.blank(start, start + len(mark))
            source.blank(end - len(mark), end)
            break


def _without(marks: int):
    def blanked(match: re.Match[str]) -> str:
        return " " * marks + match["inside"] + " " * marks

    return blanked


def _inside(match: re.Match[str]) -> str:
    before = match.start("inside") - match.start()
    return " " * before + match["inside"] + " " * (match.end() - match.end("inside"))
