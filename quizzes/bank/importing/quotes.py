"""Quotes: the text inside is shaped like the text around it, without headings."""

import re
from collections.abc import Callable

from ..text.spans import Fence, fence_of
from .headings import bare_words
from .lines import Line, Notes

_MARK = re.compile(r" {0,3}> ?")
_ALERT = re.compile(r"\[!(\w+)\][ \t]*")
_MOST_DEPTH = 5
_HEADING = re.compile(r"#{1,6}[ \t]+(\S.*)")

Shape = Callable[[list[Line], Notes], list[Line]]


def quotes(lines: list[Line], notes: Notes, shape: Shape, depth: int = 0) -> list[Line]:
    """Takes each quote out of its marks, shapes it, and puts it back with blank lines around."""
    if depth == _MOST_DEPTH:
        return lines
    out: list[Line] = []
    fence: Fence | None = None
    index = 0
    while index < len(lines):
        line = lines[index]
        if fence is None and _MARK.match(line.text):
            end = index
            while end < len(lines) and _MARK.match(lines[end].text):
                end += 1
            out += _quoted(lines[index:end], notes, shape, depth + 1)
            index = end
            continue
        if fence is not None:
            fence = None if fence.is_closed_by(line.text) else fence
        else:
            fence = fence_of(line.text)
        out.append(line)
        index += 1
    return out


def _quoted(run: list[Line], notes: Notes, shape: Shape, depth: int) -> list[Line]:
    inside = [line.with_text(_bare(_MARK.sub("", line.text, count=1))) for line in run]
    shaped = quotes(inside, notes, shape, depth)
    out = [Line(run[0].number, "")]
    for line in shape(shaped, notes):
        kind = "quote" if line.kind in ("text", "table") else line.kind
        out.append(Line(line.number, f"> {line.text}".rstrip(" ") + _break(line.text), kind))
    return [*out, Line(run[-1].number, "")]


def _bare(text: str) -> str:
    """A line of a quote without alert marks and headings, which become bold words."""
    if alert := _ALERT.fullmatch(text):
        return f"**{alert[1].capitalize()}.**  "
    if heading := _HEADING.fullmatch(text.rstrip()):
        return f"**{bare_words(heading[1])}**"
    return text


def _break(text: str) -> str:
    return "  " if text.endswith("  ") else ""
