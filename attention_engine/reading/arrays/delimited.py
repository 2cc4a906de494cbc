"""Splits rows into cells at delimiters: what LaTeX matrices and tables with bars share."""

import re

from ..source import Source
from .tokens import DECIMAL, Token

Shape = tuple[int, ...]
Span = tuple[int, int]


def split_rows(source: Source, start: int, end: int, at: re.Pattern[str], limit: int) -> list[Span]:
    """The spans of the rows between start and end."""
    rows, begin = [], start
    for match in at.finditer(source.text, start, end):
        rows.append((begin, match.start()))
        begin = match.end()
        if len(rows) > 2 * limit:
            raise source.fault("There are more rows than are read at once.", begin)
    return [*rows, (begin, end)]


def marked_cells(
    source: Source, rows: list[Span], separator: str, max_cells: int
) -> tuple[list[Token], Shape]:
    """The cells and their shape: (rows, columns), or (columns,) for a single row.

    Commas never separate here, so a comma between digits is a decimal comma.
    Raises AnswerSyntaxError for unequal rows and empty cells.
    """
    cells: list[Token] = []
    width = 0
    for number, (start, end) in enumerate(rows, 1):
        before = len(cells)
        position = start
        for piece in source.text[start:end].split(separator):
            stop = position + len(piece)
            if not piece.strip():
                message = f"Row {number}, column {len(cells) - before + 1} is empty."
                raise source.fault(message, position, expected="a number")
            cells.append((DECIMAL, stop - len(piece.lstrip()), position + len(piece.rstrip())))
            position = stop + len(separator)
            if len(cells) > max_cells:
                raise source.fault("There are more numbers than are read at once.", start)
        count = len(cells) - before
        if number == 1:
            width = count
        elif count != width:
            message = f"Row {number} has {count} number{'s' * (count != 1)} but row 1 has {width}"
            raise source.fault(f"{message}. All rows need the same length.", cells[before][1])
    return cells, ((width,) if len(rows) == 1 else (len(rows), width))
