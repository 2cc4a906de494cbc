"""Tables: blank lines around them, a row of dashes, and the same number of cells in each row."""

import re

from .html_tables import from_html
from .lines import Line, Notes

_CELL_PARTS = re.compile(r"(`+).+?(?<!`)\1(?!`)|\$[^$\n]+\$|\\.|\|")
_DASHES = re.compile(r" *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *")


def tables(lines: list[Line], notes: Notes) -> list[Line]:
    out: list[Line] = []
    lines = from_html(lines, notes)
    index = 0
    while index < len(lines):
        rows = _rows_at(lines, index)
        if not rows:
            out.append(lines[index])
            index += 1
            continue
        index += len(rows)
        if out and not out[-1].is_blank:
            out.append(Line(rows[0].number, ""))
        out += [*_regular(rows, notes), Line(rows[-1].number, "")]
    return out


def cells_of(row: str) -> list[str]:
    """The cells of a row. A `|` in code, in a formula or after a backslash separates none."""
    cells, place = [], 0
    for match in _CELL_PARTS.finditer(row):
        if match[0] == "|":
            cells.append(row[place : match.start()])
            place = match.end()
    cells.append(row[place:])
    if cells and not cells[0].strip():
        cells = cells[1:]
    if cells and not cells[-1].strip():
        cells = cells[:-1]
    return [cell.strip() for cell in cells]


def _rows_at(lines: list[Line], start: int) -> list[Line]:
    """The lines of the table that begins here, or an empty list."""
    end = start
    while end < len(lines) and lines[end].kind == "text" and "|" in lines[end].text:
        end += 1
    rows = lines[start:end]
    if len(rows) < 2 or len(cells_of(rows[0].text)) < 1 or _is_dashes(rows[0].text):
        return []
    if _is_dashes(rows[1].text):
        return rows
    is_boxed = all(re.fullmatch(r" *\|.*\| *", row.text) for row in rows)
    return rows if is_boxed and len({len(cells_of(row.text)) for row in rows}) == 1 else []


def _is_dashes(text: str) -> bool:
    return "|" in text and _DASHES.fullmatch(text) is not None


def _regular(rows: list[Line], notes: Notes) -> list[Line]:
    head = cells_of(rows[0].text)
    width = max(len(head), *(len(cells_of(row.text)) for row in rows))
    body = [row for row in rows[1:] if not _is_dashes(row.text)]
    if len(body) == len(rows) - 1:
        notes.did(rows[0].number, "a table without a row of dashes got one")
        dashes = []
    else:
        dashes = cells_of(rows[1].text)
    if any(len(cells_of(row.text)) != len(head) for row in rows[1:]):
        notes.ask(rows[0].number, "a table has rows of unequal length; empty cells were added")
    edge = " " * rows[0].indent
    sides = [_side(dashes[place] if place < len(dashes) else "---") for place in range(width)]
    out = [_row(rows[0], head, width, edge)]
    out.append(Line(rows[0].number, f"{edge}| {' | '.join(sides)} |", "table"))
    out += [_row(row, cells_of(row.text), width, edge) for row in body]
    return out


def _side(dashes: str) -> str:
    return f"{':' * dashes.startswith(':')}---{':' * dashes.endswith(':')}"


def _row(line: Line, cells: list[str], width: int, edge: str) -> Line:
    cells = cells + [""] * (width - len(cells))
    return Line(line.number, f"{edge}| {' | '.join(cells)} |", "table")
