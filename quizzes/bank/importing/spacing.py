"""Blank lines, horizontal rules between sections, and the ends of lines."""

import re

from .headings import is_heading
from .lines import Line, Notes

_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})")
_BREAK = re.compile(r"(?:[ ]{2,}|\\|<br>)$")
_BEGINS = re.compile(r" *(?:[-*+] |\d{1,3}[.)] |#{1,6} |>|\|)")


def rules(lines: list[Line], notes: Notes) -> list[Line]:
    """Writes horizontal rules as `---` with blank lines around them."""
    out: list[Line] = []
    for line in lines:
        if line.kind == "text" and _RULE.fullmatch(line.text.rstrip()):
            out += [Line(line.number, ""), line.with_text("---"), Line(line.number, "")]
        else:
            out.append(line)
    return out


def spacing(lines: list[Line], notes: Notes) -> list[Line]:
    """Reduces blank lines to one, and drops rules that separate nothing. Two spaces at the end of
    a line stay only where they break it."""
    lines = _without_idle_rules(lines, notes)
    out: list[Line] = []
    for index, line in enumerate(lines):
        if line.kind != "text":
            out.append(line)
            continue
        if line.is_blank:
            if out and not out[-1].is_blank:
                out.append(line.with_text(""))
            continue
        text = line.text.rstrip()
        below = lines[index + 1] if index + 1 < len(lines) else None
        goes_on = below and below.kind == "text" and not below.is_blank
        if _BREAK.search(line.text) and not is_heading(line):
            text = _BREAK.sub("", line.text).rstrip()
            text += "  " if goes_on and below and not _BEGINS.match(below.text) else ""
        out.append(line.with_text(text))
    while out and out[-1].is_blank:
        out.pop()
    while out and out[0].is_blank:
        out.pop(0)
    return out


def _without_idle_rules(lines: list[Line], notes: Notes) -> list[Line]:
    texts = [line for line in lines if not line.is_blank]
    idle: set[int] = set()
    for place, line in enumerate(texts):
        if line.kind != "text" or line.text != "---":
            continue
        above = next((texts[i] for i in range(place - 1, -1, -1) if id(texts[i]) not in idle), None)
        below = texts[place + 1] if place + 1 < len(texts) else None
        is_idle = above is None or below is None or is_heading(below) or is_heading(above)
        if is_idle or (below is not None and below.text == "---"):
            idle.add(id(line))
            notes.did(line.number, "a horizontal rule that separated nothing was removed")
    return [line for line in lines if id(line) not in idle]
