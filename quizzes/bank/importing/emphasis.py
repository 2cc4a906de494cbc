"""Bold and struck-out words: marks come in pairs and touch their words."""

import re

from .headings import is_heading
from .lines import Line, Notes, outside

_ITEM = re.compile(r" *(?:[-*+]|\d{1,3}[.)]) ")
# Python names that look like bold words.
_PYTHON = re.compile(
    r"(?<![\w*_`])(?:\*\*kwargs|__(?:init|call|name|main|len|getitem|iter|next|repr|str|new)__)(?![\w*_])"
)
_POWER = re.compile(r"(?<=\w)\*\*(?=\d|\{)")
_STRUCK = re.compile(r"~~(?=[^\s~])([^~\n]{1,500}?)(?<=\S)~~")
_MARKED = re.compile(r"(?<![=<>!])==(?=[^\s=])([^=\n]{1,500}?)(?<=[^\s=])==(?!=)")
# Replaces a bold mark while pairs are matched. No text contains it: see text/files.py.
_MARK = "\ue000"


def emphasis(lines: list[Line], notes: Notes) -> list[Line]:
    out: list[Line] = []
    for paragraph in _paragraphs(lines):
        out += _paired(paragraph, notes)
    return out


def _paragraphs(lines: list[Line]) -> list[list[Line]]:
    """Groups the lines that one pair of marks may span."""
    found: list[list[Line]] = []
    for line in lines:
        goes_on = (
            found
            and line.kind == "text"
            and found[-1][-1].kind == "text"
            and not line.is_blank
            and not found[-1][-1].is_blank
            and not _ITEM.match(line.text)
            and not is_heading(line)
        )
        if goes_on:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _paired(paragraph: list[Line], notes: Notes) -> list[Line]:
    first = paragraph[0]
    if first.kind not in ("text", "table") or not any(
        mark in line.text for line in paragraph for mark in ("**", "~~", "==", "__")
    ):
        return paragraph
    texts = [outside(outside(line.text, _in_code), _simple) for line in paragraph]
    if first.kind == "table":
        cells = re.split(r"(?<!\\)(\|)", texts[0])
        text = "".join(_balanced(cell, first, notes) for cell in cells)
    else:
        text = _balanced("\n".join(texts), first, notes)
    return [line.with_text(new) for line, new in zip(paragraph, text.split("\n"), strict=True)]


def _in_code(text: str) -> str:
    return _PYTHON.sub(r"`\g<0>`", text)


def _simple(text: str) -> str:
    text = _STRUCK.sub(r"<del>\1</del>", text)
    text = _MARKED.sub(r"<mark>\1</mark>", text)
    text = _POWER.sub("^", text)
    text = re.sub(r"(?<!\w)__(?=\S)([^_\n]{1,500}?)(?<=\S)__(?!\w)", r"**\1**", text)
    return re.sub(r"\*{2,}", lambda run: _MARK if len(run[0]) == 2 else run[0], text)


def _balanced(text: str, line: Line, notes: Notes) -> str:
    parts = text.split(_MARK)
    if len(parts) == 1:
        return text
    if len(parts) % 2 == 0:
        notes.did(line.number, "a bold mark without its partner was removed")
        parts[-2:] = [parts[-2] + parts[-1]]
    for place in range(1, len(parts), 2):
        inside = parts[place]
        if inside != inside.strip() and inside.strip():
            notes.did(line.number, "spaces inside bold marks were moved outside")
            before, after = parts[place - 1], parts[place + 1]
            parts[place - 1] += " " * (inside[0] == " " and before[-1:].strip() != "")
            parts[place + 1] = " " * (inside[-1] == " " and after[:1].strip() != "") + after
            parts[place] = inside.strip(" ")
    out = [parts[0]]
    for place in range(1, len(parts), 2):
        bold = f"**{parts[place]}**" if parts[place].strip() else parts[place]
        out += [bold, parts[place + 1]]
    return "".join(out)
