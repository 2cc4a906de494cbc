"""Finds heads and labels of tables whose cells are parted by tabs, commas, semicolons or spaces.

Labels stand below a head only, as in Markdown. A first column of numbers holds labels if the head
has no name for it and they count: 0, 1, 2 or 1, 2, 3.
"""

import re
from collections.abc import Callable

from ..source import AnswerSyntaxError, Source
from .lines import Span, is_label

_BRACKET = re.compile(r"[\[\](){}\\]")
_SPACED_NUMBER = re.compile(r"\s[-+]?\.?[0-9]")
# Where cells are parted by spaces, a label ends where the first number begins.
_SPACED_LABEL = re.compile(r"[ \t]*+(?P<cell>\S[^\n]{0,80}?):?[ \t]+(?=[-+]?\.?[0-9]|[-+]?inf|nan)")
_COUNTED = re.compile(r"[ \t]*+(?P<stem>(?:[^\W\d_]{1,12}[ _]?)?)(?P<number>[0-9]{1,5}):[ \t]+")
_COUNT = re.compile(r"[0-9]{1,5}")
# What a first line begins with, where it has no name for the first column.
_CORNERS = " \t,;\"'"
_QUOTES = " \t\"'*_`:"


def labels_of(
    source: Source, heads: list[Span], body: list[Span], is_series: bool = False
) -> list[Span]:
    """The labels below the lines `heads`, and a first line of `body` that only counts columns.

    `is_series`: a column with its labels and no head, as pandas prints it.
    Raises AnswerSyntaxError where a first column may be labels or numbers.
    """
    text = source.text
    if not (heads or is_series) and (len(body) < 2 or text[body[0][0]] not in _CORNERS):
        return _counted_labels(source, body)
    if not body or _BRACKET.search(text, body[0][0], body[-1][1]):
        return []
    if counted := _counted_labels(source, body):
        return counted
    separator = _separator(source, body)
    columns = [line for line in body[:1] if not heads and len(body) > 1]
    if columns and not _only_counts_columns(source, body, separator):
        columns = []
    if not (heads or columns or is_series):
        return []
    rows = body[len(columns) :]
    labels = [_first_cell(source, row, separator) for row in rows]
    cells = [text[slice(*label)].rstrip(separator).strip(_QUOTES) for label in labels]
    if all(map(is_label, cells)):
        return [*columns, *labels]
    has_no_name = any(_has_no_name(source, head, rows[0], separator) for head in heads)
    # A head that is one name short may have lost the space at its beginning.
    is_short = any(_is_short(source, head, rows[0], separator) for head in heads)
    may_be_short = is_short and len(rows) > 1 and counts_up(cells)
    if not (columns or is_series or has_no_name or may_be_short):
        return []
    if counts_up(cells) and (has_no_name or not may_be_short):
        return [*columns, *labels]
    if (has_no_name or may_be_short) and not any(map(is_label, cells)):
        raise unnamed(source, labels[0][0])
    return []


def are_labels(
    source: Source,
    cells: list[str],
    place: int,
    *,
    has_no_name: bool,
    is_name: Callable[[str], bool] = is_label,
) -> bool:
    """Whether the first cells of the rows below a head are labels: they are names, or count below
    a head that has no name for them. `place` is that of the first one.

    Raises AnswerSyntaxError where they may be labels or numbers.
    """
    if all(map(is_name, cells)):
        return True
    if has_no_name and not counts_up(cells):
        raise unnamed(source, place)
    return has_no_name


def unnamed(source: Source, place: int) -> AnswerSyntaxError:
    """The question about a column without a name, which may be labels or numbers."""
    message = "The head has no name for this column: are these labels or numbers? Name it, or "
    return source.fault(f"{message}leave it out.", place)


def _counted_labels(source: Source, body: list[Span]) -> list[Span]:
    """`Row 1:`, `Row 2:` and so on: they need no head."""
    if not body or not _COUNTED.match(source.text, *body[0]):
        return []
    found = [_COUNTED.match(source.text, *line) for line in body]
    labels = [label for label in found if label]
    if len(labels) < len(body) or len({label["stem"] for label in labels}) > 1:
        return []
    return [label.span() for label in labels] if counts_up([e["number"] for e in labels]) else []


def _separator(source: Source, body: list[Span]) -> str:
    """What parts the cells of a line: a tab, a semicolon, a comma, or "" for spaces."""
    rows = [source.text[slice(*line)] for line in body]
    for sign in ("\t", ";", ","):
        # Before a decimal comma there may be another number.
        first = [row.partition(sign) for row in rows]
        if all(part[1] and not _SPACED_NUMBER.search(part[0]) for part in first):
            return sign
    return ""


def _first_cell(source: Source, line: Span, separator: str) -> Span:
    """The first cell with what parts it from the next; empty where there is only one."""
    start, end = line
    if separator:
        return start, source.text.index(separator, start, end) + 1
    found = _SPACED_LABEL.match(source.text, start, end)
    return found.span() if found else (start, start)


def _only_counts_columns(source: Source, body: list[Span], separator: str) -> bool:
    """Whether the first line is 0, 1, 2 or 1, 2, 3 above the columns of numbers."""
    head = source.text[slice(*body[0])]
    cells = [cell.strip(_QUOTES) for cell in (head.split(separator) if separator else head.split())]
    if separator:
        return cells[0] == "" and counts_up(cells[1:])
    return counts_up(cells) and _has_no_name(source, body[0], body[1], separator)


def _has_no_name(source: Source, head: Span, row: Span, separator: str) -> bool:
    """Whether the first column of `row` has no name in `head`: its cell there is empty."""
    name = source.text[slice(*head)]
    if separator:
        return name.partition(separator)[0].strip(_QUOTES) == "" and separator in name
    return name[0].isspace() and _is_short(source, head, row, separator)


def _is_short(source: Source, head: Span, row: Span, separator: str) -> bool:
    """Whether `head` has one name less than `row` has cells."""
    cells = [source.text[slice(*line)].split(separator or None) for line in (head, row)]
    return len(cells[0]) + 1 == len(cells[1])


def counts_up(cells: list[str]) -> bool:
    """Whether the cells are 0, 1, 2 or 1, 2, 3, in this order."""
    if not cells or not all(map(_COUNT.fullmatch, cells)):
        return False
    numbers = list(map(int, cells))
    return numbers[0] in (0, 1) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
