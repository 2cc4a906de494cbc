"""Splits a body into Markdown and blocks (examples, items, scripts), each with its line."""

import re
from dataclasses import dataclass
from typing import Literal

from .faults import Fault
from .spans import fence_of, without_quote

BLOCKS = ("example", "item", "script")


@dataclass(frozen=True)
class Segment:
    """`text` starts on line `line` of the file. A block's text is the inside of its fence."""

    type: Literal["markdown", "example", "item", "script"]
    text: str
    line: int


def split_blocks(path: str, body: str, first_line: int) -> tuple[list[Segment], list[Fault]]:
    """The segments of a body in reading order. Fences inside other code stay Markdown."""
    segments: list[Segment] = []
    faults: list[Fault] = []
    lines = body.split("\n")
    markdown_from = index = 0

    def close_markdown(until: int) -> None:
        text = "\n".join(lines[markdown_from:until])
        if text.strip():
            segments.append(Segment("markdown", text, first_line + markdown_from))

    while index < len(lines):
        fence = fence_of(without_quote(lines[index]))
        if fence is None:
            index += 1
            continue
        end = index + 1
        while end < len(lines) and not fence.is_closed_by(without_quote(lines[end])):
            end += 1
        if end == len(lines):
            message = f"the code fence {fence.mark}{fence.info} is not closed"
            faults.append(Fault(path, first_line + index, "FENCE", message))
            break
        kind = fence.info.split()[0] if fence.info else ""
        if kind in BLOCKS and _is_at_left_edge(lines[index]) and fence.info == kind:
            close_markdown(index)
            text = "\n".join(lines[index + 1 : end])
            segments.append(Segment(kind, text, first_line + index + 1))
            markdown_from = end + 1
        elif kind in BLOCKS:
            message = f"write ```{kind} alone on its line, at the left edge"
            faults.append(Fault(path, first_line + index, "FENCE", message))
        index = end + 1
    close_markdown(len(lines))
    return segments, faults


def _is_at_left_edge(line: str) -> bool:
    return re.match(r"[`~]", line) is not None
