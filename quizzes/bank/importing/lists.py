"""Lists: hyphens, four spaces per level, and a blank line before."""

import re
from dataclasses import dataclass

from .headings import is_heading
from .lines import Line, Notes

_ITEM = re.compile(
    r"(?P<indent> *)(?P<marker>[-*+•‣▪●◦–]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?P<text>\S.*)"
)
_WIDTH = 4


@dataclass
class _Open:
    """A list item that the following lines may belong to, with the indent of its marker."""

    indent: int


def lists(lines: list[Line], notes: Notes) -> list[Line]:
    out: list[Line] = []
    stack: list[_Open] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.kind != "text":
            end = index
            while end < len(lines) and lines[end].kind == line.kind:
                end += 1
            _leave(stack, line.indent)
            out += _moved(lines[index:end], _WIDTH * len(stack))
            index = end
            continue
        index += 1
        if line.is_blank:
            out.append(line)
            continue
        match = _ITEM.fullmatch(line.text.rstrip())
        is_after_blank = not out or out[-1].is_blank
        if match and _begins(match, stack, is_after_blank):
            _item(line, match, stack, out, notes)
        elif not stack:
            is_code = line.indent >= _WIDTH
            out.append(line if is_code else line.with_text(_paragraph(line.text.lstrip())))
        elif is_heading(line):
            stack.clear()
            out.append(line)
        elif is_after_blank:
            _leave(stack, line.indent)
            out.append(line.with_text(" " * _WIDTH * len(stack) + line.text.lstrip()))
        else:
            # A continuation line: the item's own text, however deeply it is indented.
            depth = _WIDTH * len(stack) if line.indent else 0
            out.append(line.with_text(" " * depth + line.text.lstrip()))
    return out


def _paragraph(text: str) -> str:
    """Escapes a paragraph's line that begins like a list item, as "chapter\n12. It says"."""
    return re.sub(r"^(\d{1,3})\.(?=[ \t])", r"\1\\.", text)


def _begins(match: re.Match[str], stack: list[_Open], is_after_blank: bool) -> bool:
    if stack:
        return True
    if len(match["indent"]) >= _WIDTH:
        return not is_after_blank
    # Inside a paragraph only a first item begins a list.
    return is_after_blank or not match["marker"][0].isdigit() or match["marker"][:-1] == "1"


def _item(
    line: Line, match: re.Match[str], stack: list[_Open], out: list[Line], notes: Notes
) -> None:
    if not stack and out and not out[-1].is_blank:
        notes.did(line.number, "a list got a blank line before it")
        out.append(Line(line.number, ""))
    indent = len(match["indent"])
    while stack and indent < stack[-1].indent:
        stack.pop()
    if not stack or indent > stack[-1].indent + 1:
        stack.append(_Open(indent))
    stack[-1].indent = indent
    marker = match["marker"]
    marker = f"{marker[:-1]}." if marker[0].isdigit() else "-"
    text = " " * _WIDTH * (len(stack) - 1) + f"{marker} {match['text']}"
    if text != line.text.rstrip():
        notes.did(line.number, "the indents and markers of a list were made regular")
    out.append(line.with_text(text))


def _leave(stack: list[_Open], indent: int) -> None:
    """Closes the items that a line indented by `indent` does not belong to."""
    while stack and indent <= stack[-1].indent:
        stack.pop()


def _moved(block: list[Line], depth: int) -> list[Line]:
    shift = depth - min((line.indent for line in block if not line.is_blank), default=0)
    shift = depth - block[0].indent if block[0].kind == "code" else shift
    moved = []
    for line in block:
        indent = max(line.indent + shift, 0)
        moved.append(line.with_text(" " * indent + line.text.lstrip(" ") if line.text else ""))
    return moved
