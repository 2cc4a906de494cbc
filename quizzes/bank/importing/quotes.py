"""Quotes: the text inside is shaped like the text around it, without headings."""

import re
from collections.abc import Callable

from ..text.nesting import Nesting
from ..text.spans import Fence, fence_of
from .admonitions import admonitions, titled
from .headings import bare_words
from .lines import Line, Notes

_MARK = re.compile(r" *> ?")
# `[!NOTE]` of GitHub, `[!note]- Title` of Obsidian.
_ALERT = re.compile(r"\[!(?P<kind>[\w -]+)\][+-]?[ \t]*(?P<title>.*)")
_MOST_DEPTH = 5
_DEEPEST = 3
_HEADING = re.compile(r"#{1,6}[ \t]+(\S.*)")

Shape = Callable[[list[Line], Notes], list[Line]]


def quotes(lines: list[Line], notes: Notes, shape: Shape, depth: int = 0) -> list[Line]:
    """Takes each quote out of its marks, shapes it, and puts it back with blank lines around. It
    stays in the item of a list that it is in."""
    if depth == _MOST_DEPTH:
        return lines
    lines = admonitions(lines, notes)
    out: list[Line] = []
    fence: Fence | None = None
    nesting = Nesting()
    index = 0
    while index < len(lines):
        line = lines[index]
        if fence is None and _MARK.match(line.text) and nesting.may_begin(line.text, _DEEPEST):
            end = index
            while end < len(lines) and _MARK.match(lines[end].text):
                end += 1
            nesting.block(line.text)
            out += _quoted(lines[index:end], notes, shape, depth + 1)
            index = end
            continue
        if fence is not None:
            fence = None if fence.is_closed_by(line.text) else fence
        else:
            fence = fence_of(line.text)
            if fence is None:
                nesting.text(line.text.expandtabs(4))
            else:
                nesting.block(line.text)
        out.append(line)
        index += 1
    return out


def _quoted(run: list[Line], notes: Notes, shape: Shape, depth: int) -> list[Line]:
    edge = " " * run[0].indent
    inside = [line.with_text(_bare(_MARK.sub("", line.text, count=1))) for line in run]
    shaped = quotes(inside, notes, shape, depth)
    out = [Line(run[0].number, "")]
    for line in shape(shaped, notes):
        kind = "quote" if line.kind in ("text", "table") else line.kind
        text = f"{edge}> {line.text}".rstrip(" ") + _break(line.text)
        out.append(Line(line.number, text, kind))
    return [*out, Line(run[-1].number, "")]


def _bare(text: str) -> str:
    """A line of a quote without alert marks and headings, which become bold words."""
    if alert := _ALERT.fullmatch(text):
        return f"{titled(alert['kind'], alert['title'])}  "
    if heading := _HEADING.fullmatch(text.rstrip()):
        return f"**{bare_words(heading[1])}**"
    return text


def _break(text: str) -> str:
    return "  " if text.endswith("  ") else ""
