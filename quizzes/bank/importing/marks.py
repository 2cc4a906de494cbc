"""Lines that may begin a question in a file of several: headings, bold lines, `Q:`, summaries."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..text.spans import fence_of
from .headings import EMOJI
from .lines import Line
from .titles import headings_of

_QUESTION = re.compile(
    rf"""
    (?:{EMOJI}|[\s*_\[])*
    (?:(?P<named>(?:question|q)[ \t]*[.#-]*[ \t]*(?P<of_named>\d{{1,6}})?[ \t*_\]]*
         (?:[:.)–—-]+|(?<=\d)(?=\s|[*_\]])))
      |(?P<bare>\d{{1,4}})[ \t]*(?:[.):]|[ \t][–—-]))?
    [\s*_\]]* (?P<words>\S.*?) [\s*_]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ASKS = re.compile(
    r"""
    .*\?[\s*_`"')\]]* | (?:what|why|how|when|where|which|who|whose|is|are|can|could|do|does|did
    |should|would|will|explain|describe|define|compare|contrast|derive|discuss|list|name|give
    |implement|write|design|prove|compute|calculate|tell|walk|suppose|differentiate)\b.*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BOLD = re.compile(
    r"(?P<item> {0,3}(?:[-*+][ ]+|(?P<of_item>\d{1,4})[.)][ ]+))? {0,3}"
    r"(?P<mark>\*\*\*|\*\*|__)(?P<words>(?:(?!\*\*|__).)+)(?P=mark)[:?]?[ \t]*"
)
# `**1)** Words` and `**1) Name.** Words`: the number begins a paragraph.
_RUN_IN = re.compile(
    r" {0,3}(?P<mark>\*\*|__)(?P<number>\d{1,4})[.)][ \t]*(?P<words>(?:(?!\*\*|__).)*)(?P=mark)"
    r"(?P<rest>[.:]?[ \t]+\S.*)"
)
_HEADED_ITEM = re.compile(r" {0,3}(?P<number>\d{1,4})[.)][ \t]+#{1,6}[ \t]+(?P<words>\S.*?)[ \t#]*")
_PLAIN = re.compile(r" {0,3}(?P<words>(?:question|q)[ \t]*(?:\d{1,6}[ \t]*)?[:.)][ \t]*\S.*)", re.I)
_ANSWER = re.compile(r"[\s*_>]*(?:a|ans|answer)[ \t]*\d*[ \t]*[:.)]", re.IGNORECASE)
_DETAILS = re.compile(r"<details\b[^<>]*>", re.IGNORECASE)
_CLOSES = re.compile(r"</details\s*>", re.IGNORECASE)
_SUMMARY = re.compile(r"(?s)<summary\b[^<>]*>(?P<words>.*?)</summary\s*>")
_MOST_LINES = 6

Kind = Literal["heading", "item", "bold", "plain", "summary"]


class Mark(NamedTuple):
    """Lines `start` to `end` (not included) that may begin a question. `level` is that of a
    heading. `is_named`: they call it a question; `number` is its own, or None."""

    start: int
    end: int
    kind: Kind
    level: int
    words: str
    number: int | None
    is_named: bool

    @property
    def asks(self) -> bool:
        return self.is_named or _ASKS.fullmatch(self.words) is not None


def marks_in(lines: list[Line]) -> list[Mark]:
    """Every mark outside code, in order of position."""
    headings = {each.start: each for each in headings_of(lines) if each.level}
    found: list[Mark] = []
    depth = 0
    for index in _outside_code(lines):
        text = lines[index].text.rstrip()
        opened = len(_DETAILS.findall(text))
        is_outermost, depth = depth == 0, max(depth + opened - len(_CLOSES.findall(text)), 0)
        after_blank = index == 0 or lines[index - 1].is_blank
        if heading := headings.get(index):
            found += _mark(index, heading.end, "heading", heading.words, level=heading.level)
        elif match := _BOLD.fullmatch(text):
            found += _mark(index, index + 1, "bold", match["words"], match["of_item"])
        elif match := _HEADED_ITEM.fullmatch(text):
            found += _mark(index, index + 1, "item", match["words"], match["number"])
        elif after_blank and (match := _RUN_IN.fullmatch(text)):
            words = f"{match['words']}{match['rest']}".strip()
            found += _mark(index, index + 1, "bold", words, match["number"])
        elif after_blank and (match := _PLAIN.fullmatch(text)):
            end = _end_of_paragraph(lines, index)
            words = " ".join(line.text.strip() for line in lines[index:end])
            found += _mark(index, end, "plain", words)
        elif opened and is_outermost:
            found += _summary(lines, index)
    return found


def is_answer(line: Line) -> bool:
    """True if a line begins an answer, as `A: It is` or `**Answer:** It is`."""
    return _ANSWER.match(line.text) is not None


def _mark(
    start: int, end: int, kind: Kind, words: str, number: str | None = None, level: int = 0
) -> Iterator[Mark]:
    match = _QUESTION.fullmatch(words)
    if match:
        number = match["of_named"] or match["bare"] or number
        is_named = match["named"] is not None
        own = int(number) if number else None
        yield Mark(start, end, kind, level, match["words"], own, is_named)


def _summary(lines: list[Line], start: int) -> Iterator[Mark]:
    end = min(start + _MOST_LINES, len(lines))
    text = "\n".join(line.text for line in lines[start:end])
    match = _SUMMARY.search(text)
    if match:
        last = start + text.count("\n", 0, match.end())
        words = " ".join(re.sub(r"</?[A-Za-z][^<>]*>", "", match["words"]).split())
        yield from _mark(start, last + 1, "summary", words)


def _end_of_paragraph(lines: list[Line], start: int) -> int:
    end = start + 1
    while end < len(lines) and not lines[end].is_blank and not is_answer(lines[end]):
        end += 1
    return end


def _outside_code(lines: list[Line]) -> Iterator[int]:
    fence = None
    for index, line in enumerate(lines):
        if fence is not None:
            fence = None if fence.is_closed_by(line.text) else fence
            continue
        fence = fence_of(line.text)
        if fence is None:
            yield index
