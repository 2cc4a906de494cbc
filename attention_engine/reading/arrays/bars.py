"""Reads tables with bars: Markdown, grids of + and -, drawn boxes, and frames around rows."""

import re

from ..source import Source
from .delimited import Shape, Span, marked_cells, split_rows
from .labels import are_labels
from .lines import is_label
from .tokens import Token

_LINE_END = re.compile(r"\n")
# The characters that a rule between rows consists of.
_RULE = frozenset(" \t|:+=-")
_SPACES_WITHIN = re.compile(r"[^\s|][ \t]+[^\s|]")


def read_bars(source: Source, max_cells: int) -> tuple[list[Token], Shape] | None:
    """The cells and their shape; None if bars only frame rows of numbers, after blanking the bars.

    The head is left out, and so are labels that begin every row below it.
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
    """The lines with cells, without the rules, the head and the labels."""
    text = source.text
    lines = split_rows(source, 0, len(text), _LINE_END, max_cells)
    lines = [line for line in lines if text[slice(*line)].strip()]
    bodies = [text[slice(*line)] for line in lines]
    rules = [_is_rule(body, i == 1) for i, body in enumerate(bodies)]
    top = _head_length(bodies, rules)
    head = [line for line, is_rule in zip(lines[:top], rules[:top], strict=True) if not is_rule]
    if source.has_numbers_above_rules and not any(_is_head(text[slice(*line)]) for line in head):
        top, head = 0, []
    rows = [line for line, is_rule in zip(lines[top:], rules[top:], strict=True) if not is_rule]
    if not rows:
        raise source.fault("The table has no row of numbers.", len(text))
    if head:
        labels = _labels(source, rows, head[0])
        for line in head:
            _leave_out_cells(source, line)
        for label in labels:
            _leave_out_cells(source, label)
        if labels:
            rows = [(end, row[1]) for (_, end), row in zip(labels, rows, strict=True)]
    return rows


def _head_length(bodies: list[str], rules: list[bool]) -> int:
    """How many lines from the first on are the head with its rule; 0 if there is none.

    What stands above the only rule between rows is a head, and what stands above a rule of = where
    the others are of -. Where rules part all rows, only words make a head of the first.
    """
    rows = [i for i, is_rule in enumerate(rules) if not is_rule]
    if not rows:
        return 0
    inner = [i for i in range(rows[0], rows[-1]) if rules[i]]
    double = [i for i in inner if "==" in bodies[i]]
    others = [body for body, is_rule in zip(bodies, rules, strict=True) if is_rule and "--" in body]
    if len(double) == 1 and others and rows[-1] > double[0]:
        return double[0] + 1
    is_framed = rows[0] > 0
    is_one_of_two = is_framed and len(rows) == 2
    if len(inner) == 1 and not is_one_of_two:
        return inner[0] + 1
    if inner and len(rows) > 1 and _is_head(bodies[rows[0]]):
        return rows[0] + 1
    return 0


def _is_rule(line: str, second: bool) -> bool:
    """Whether a line only separates rows. In the second line one dash suffices, as in Markdown."""
    if not _RULE.issuperset(line):
        return False
    return "--" in line or "==" in line or line.count("+") > 1 or (second and "-" in line)


def _is_head(line: str) -> bool:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if not any(character.isdigit() for character in line):
        return True
    return all(is_label(cell) for cell in cells if cell not in ("", "#"))


def _labels(source: Source, rows: list[Span], head: Span) -> list[Span]:
    """The first cell of each row, if the head has a cell above and they are words or, below an
    empty cell, count."""
    text = source.text
    names = text[slice(*head)]
    starts = []
    cells = []
    for start, end in rows:
        row = text[start:end]
        first = start + len(row) - len(row.lstrip())
        first += text[first] == "|"
        bar = text.find("|", first, end)
        if bar < 0 or row.count("|") != names.count("|"):
            return []
        starts.append((first, bar))
        cells.append(text[first:bar].strip())
    corner, _, other = names.strip().removeprefix("|").partition("|")
    has_no_name = not corner.strip() and bool(other.strip(" |"))
    return starts if are_labels(source, cells, starts[0][0], has_no_name=has_no_name) else []


def _leave_out_cells(source: Source, line: Span) -> None:
    """Leave out the words between the bars."""
    source.tell_left_out(source.text[slice(*line)].replace("|", " "))


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
