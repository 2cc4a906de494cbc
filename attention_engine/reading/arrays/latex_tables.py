"""Leaves out the names in a LaTeX table: the row above its rule, and the labels of its rows."""

import re

from ..source import Source
from .delimited import Span
from .labels import are_labels
from .lines import is_label

_FONT = re.compile(r"\\(?:text(?:bf|it|tt|rm|sf)?|math(?:bf|it|rm|sf)|bm|emph)(?![A-Za-z])")
_COMMAND = re.compile(r"\\[A-Za-z]")


def without_names(source: Source, rows: list[Span], rules: list[int]) -> list[Span]:
    r"""The rows of numbers, each without its label. `rules` are the places of `\hline`, `\midrule`
    and the like.

    The first row is a head if it has names above a rule, or an empty corner; labels stand below a
    head only. Numbers above a rule alone are no head: a block matrix has such rules, too.
    Raises AnswerSyntaxError where a first column may be labels or numbers.
    """
    if len(rows) < 2:
        return rows
    head = _cells(source, rows[0])
    is_ruled = any(rows[1][0] <= place < rows[1][1] for place in rules)
    has_names = all(_is_name(cell) for cell in head if cell)
    if not any(head[1:]) or (head[0] and not (is_ruled and has_names)):
        return rows
    _leave_out(source, rows[0])
    return _without_labels(source, rows[1:], head)


def _without_labels(source: Source, rows: list[Span], head: list[str]) -> list[Span]:
    cells = [_cells(source, row) for row in rows]
    if any(len(row) != len(head) for row in cells):
        return rows
    first = [row[0] for row in cells]
    if not are_labels(source, first, rows[0][0], has_no_name=not head[0], is_name=_is_name):
        return rows
    kept = []
    for start, end in rows:
        cut = source.text.index("&", start, end)
        _leave_out(source, (start, cut))
        kept.append((cut + 1, end))
    return kept


def _cells(source: Source, row: Span) -> list[str]:
    return [cell.strip() for cell in source.text[slice(*row)].split("&")]


def _is_name(cell: str) -> bool:
    words = _FONT.sub("", cell).strip("${} ")
    return _COMMAND.match(words) is None and is_label(words)


def _leave_out(source: Source, span: Span) -> None:
    source.tell_left_out(source.text[slice(*span)].replace("&", " "))
