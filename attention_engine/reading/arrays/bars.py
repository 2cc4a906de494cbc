"""Reads tables with bars: Markdown, grids of + and -, drawn boxes, and frames around rows."""

import re

from ..source import Source
from .delimited import Shape, Span, marked_cells, split_rows
from .tokens import Token

_LINE_END = re.compile(r"\n")
# The characters that a rule between rows consists of.
_RULE = frozenset(" \t|:+=-")
_SPACES_WITHIN = re.compile(r"[^\s|][ \t]+[^\s|]")
# A word, except those that can begin an expression.
_WORD = re.compile(r"[*_`$\\]{0,3}(?!(?:e|exp|sqrt|inf|infinity|nan)\b)[^\W\d_]", re.IGNORECASE)


def read_bars(source: Source, max_cells: int) -> tuple[list[Token], Shape] | None:
    """The cells and their shape; None if bars only frame rows of numbers, after blanking the bars.

    Header rows of words are left out, and so are labels that begin every row below such a header.
    Raises AnswerSyntaxError for unequal rows, empty cells and a table without numbers.
    """
    rows = _without_frame(source, _rows(source, max_cells))
    text = source.text
    bodies = [text[slice(*row)] for row in rows]
    if not any("|" in body for body in bodies) and any(map(_SPACES_WITHIN.search, bodies)):
        _blank_all_but(source, rows)
        return None
    return marked_cells(source, rows, "|", max_cells)


def _rows(source: Source, max_cells: int) -> list[Span]:
    """The lines with cells, without the rules and the header above the first rule."""
    text = source.text
    lines = split_rows(source, 0, len(text), _LINE_END, max_cells)
    lines = [line for line in lines if text[slice(*line)].strip()]
    rules = [_is_rule(text[slice(*line)], i == 1) for i, line in enumerate(lines)]
    rows = [line for line, is_rule in zip(lines, rules, strict=True) if not is_rule]
    if rows and any(rules[:3]) and _is_head(text[slice(*rows[0])]):
        head, rows = rows[0], rows[1:]
        rows = _without_labels(source, rows, head)
    if not rows:
        raise source.fault("The table has no row of numbers.", len(text))
    return rows


def _is_rule(line: str, second: bool) -> bool:
    """Whether a line only separates rows. In the second line one dash suffices, as in Markdown."""
    if not _RULE.issuperset(line):
        return False
    return "--" in line or "==" in line or line.count("+") > 1 or (second and "-" in line)


def _is_head(line: str) -> bool:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if not any(character.isdigit() for character in line):
        return True
    return all(_WORD.match(cell) for cell in cells if cell not in ("", "#"))


def _without_labels(source: Source, rows: list[Span], head: Span) -> list[Span]:
    """The rows without their first cell, if each is a word and the header has a cell above."""
    text = source.text
    starts = []
    for start, end in rows:
        row = text[start:end]
        first = start + len(row) - len(row.lstrip())
        first += text[first] == "|"
        bar = text.find("|", first, end)
        label = text[first:bar].strip() if bar >= 0 else ""
        if not _WORD.match(label) or row.count("|") != text.count("|", *head):
            return rows
        starts.append(bar)
    return [(start, end) for start, (_, end) in zip(starts, rows, strict=True)]


def _without_frame(source: Source, rows: list[Span]) -> list[Span]:
    """The rows without the bars at both ends."""
    text, framed = source.text, []
    for start, end in rows:
        row = text[start:end]
        left = start + len(row) - len(row.lstrip())
        right = start + len(row.rstrip())
        bars = (text[left] == "|", text[right - 1] == "|" and right - 1 > left)
        framed.append((left + bars[0], right - bars[1]))
    return framed


def _blank_all_but(source: Source, rows: list[Span]) -> None:
    """Overwrite everything outside `rows` with spaces, but keep the line ends."""
    text, kept, position = source.text, [], 0
    for start, end in rows:
        kept += ["".join("\n" if c == "\n" else " " for c in text[position:start]), text[start:end]]
        position = end
    source.text = "".join(kept) + " " * (len(text) - position)
