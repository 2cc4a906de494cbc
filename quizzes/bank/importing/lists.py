"""Lists: hyphens, four spaces per level, and the blank lines that keep them apart."""

import re
from dataclasses import dataclass, field

from ..text.nesting import WIDTH, Chunk, Nesting, Place
from .headings import is_heading
from .lines import Line, Notes, blocks


def lists(lines: list[Line], notes: Notes) -> list[Line]:
    """Writes each line where our pages read it as CommonMark does."""
    writer = _Writer(notes)
    for run in blocks(lines):
        if run[0].kind != "text":
            writer.block(run)
            continue
        for line in run:
            writer.text(line)
    return writer.out


@dataclass
class _Writer:
    notes: Notes
    nesting: Nesting = field(default_factory=Nesting)
    chunk: Chunk = field(default_factory=Chunk)
    out: list[Line] = field(default_factory=list)

    def text(self, line: Line) -> None:
        if is_heading(line):
            self.nesting.close()
        place = self.nesting.text(line.text)
        if place.role == "blank":
            self.chunk.blank()
            self.out.append(line)
        elif place.role == "item":
            self._item(line, place)
        elif is_heading(line):
            self.chunk.other()
            self.out.append(line)
        else:
            self._paragraph(line, place)

    def block(self, run: list[Line]) -> None:
        place = self.nesting.block(run[0].text)
        self.chunk.other()
        self.out += _moved(run, WIDTH * place.depth)

    def _paragraph(self, line: Line, place: Place) -> None:
        text = line.text.lstrip()
        if place.is_new:
            self._blank(line)
            self.chunk.blank()
        self.chunk.other()
        is_code = place.role == "code"
        text = " " * (line.indent - place.column) + text if is_code else _escaped(text)
        is_lazy = not place.is_new and not line.indent
        self.out.append(line.with_text(" " * (0 if is_lazy else WIDTH * place.depth) + text))

    def _item(self, line: Line, place: Place) -> None:
        if place.match is None:
            return
        if not self.chunk.is_seen(place):
            self.notes.did(line.number, "a list got a blank line before it")
            self._blank(line)
        old = place.match["marker"]
        marker = f"{old[:-1]}." if old[0].isdigit() else "-"
        text = " " * WIDTH * (place.depth - 1) + f"{marker} {place.match['text']}"
        if text != line.text.rstrip():
            self.notes.did(line.number, "the indents and markers of a list were made regular")
        self.out.append(line.with_text(text))

    def _blank(self, line: Line) -> None:
        if self.out and not self.out[-1].is_blank:
            self.out.append(Line(line.number, ""))


def _escaped(text: str) -> str:
    """Escapes a paragraph's line that begins like a list item, as "chapter\\n12. It says"."""
    return re.sub(r"^(\d{1,9})\.(?=[ \t])", r"\1\\.", text)


def _moved(block: list[Line], depth: int) -> list[Line]:
    shift = depth - min((line.indent for line in block if not line.is_blank), default=0)
    shift = depth - block[0].indent if block[0].kind == "code" else shift
    moved = []
    for line in block:
        indent = max(line.indent + shift, 0)
        moved.append(line.with_text(" " * indent + line.text.lstrip(" ") if line.text else ""))
    return moved
