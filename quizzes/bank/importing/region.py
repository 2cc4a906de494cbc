"""Rewrites a run of text lines piece by piece, keeping each line's number."""

import re
from dataclasses import dataclass, field

from .lines import Line, Notes


@dataclass
class Region:
    """`lines` are the original ones, `out` the rewritten ones; `text` is the line in progress."""

    lines: list[Line]
    notes: Notes
    out: list[Line] = field(default_factory=list)
    text: str = ""
    number: int = 0
    is_after_display: bool = False

    def did(self, at: int, words: str) -> None:
        self.notes.did(self.lines[at].number, words)

    def ask(self, at: int, words: str, *, breaks: bool = False) -> None:
        self.notes.ask(self.lines[at].number, words, breaks=breaks)

    def add(self, text: str, at: int) -> None:
        """Adds text that begins on line `at` of the region and may contain line breaks."""
        first, *rest = text.split("\n")
        if self.is_after_display:
            first, self.is_after_display = first.lstrip(" "), False
        if not self.text:
            self.number = self.lines[at].number
        self.text += first
        for offset, line in enumerate(rest, start=1):
            self.end_line()
            self.text, self.number = line, self.lines[at + offset].number

    def end_line(self) -> None:
        self.out.append(Line(self.number, self.text))
        self.text = ""

    def display(self, tex: str, at: int) -> None:
        """Adds a formula on its own lines, indented like the list text before it."""
        number = self.lines[at].number
        before = self.text
        indent = len(before) - len(before.lstrip(" "))
        if before.strip():
            marker = re.match(r"[ ]*(?:[-*+]|\d{1,3}[.)])[ ]+", before)
            indent = len(marker[0]) if marker else indent
            self.text = before.rstrip()
            self.end_line()
        self.text = ""
        edge = " " * indent
        parts = tex.split("\n")
        texts = [f"$${tex}$$"] if len(parts) == 1 else ["$$", *parts, "$$"]
        if self.out and not self.out[-1].is_blank:
            self.out.append(Line(number, ""))
        self.out += [Line(number, edge + text, "math") for text in texts]
        self.out.append(Line(number, ""))
        self.is_after_display = True
