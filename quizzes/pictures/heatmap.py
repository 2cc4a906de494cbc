"""A matrix as a heatmap: a cell for each number, with the number in it."""

from collections.abc import Sequence

import numpy as np

from .colors import LEVELS
from .drawing import Drawing
from .picture import Picture, Table, number
from .texts import widest

CELL, LOW = 58, 34
LONGEST_LABEL = 18
# The most characters of a number in a cell; the table has the digits that are left out.
IN_CELL = 7


def heatmap(
    name: str,
    title: str,
    matrix: np.ndarray,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    row_name: str = "query",
    column_name: str = "key",
    most: float | None = None,
    decimals: int = 2,
    differs: np.ndarray | None = None,
) -> Picture:
    """The picture of a matrix (L, S). Full color stands for `most`, else for the largest |number|.

    Negative numbers have a color of their own, hidden ones (minus infinity) have none. Cells that
    are True in `differs` are framed.
    """
    matrix = np.asarray(matrix, dtype=np.float64)
    finite = np.abs(matrix[np.isfinite(matrix)])
    full = most or float(finite.max(initial=0.0)) or 1.0
    left = widest(map(short, (*rows, row_name))) + 16
    top, bottom = 44, 8
    drawing = Drawing(left + CELL * len(columns) + 8, top + LOW * len(rows) + bottom)
    drawing.add("text", column_name, x=left, y=14, class_="axis-name")
    drawing.add("text", row_name, x=left - 8, y=top - 8, class_="axis-name", text_anchor="end")
    for j, label in enumerate(columns):
        place = {"x": left + CELL * (j + 0.5), "y": top - 8}
        drawing.add("text", short(label), class_="label", text_anchor="middle", **place)
    for i, label in enumerate(rows):
        place = {"x": left - 8, "y": top + LOW * (i + 0.5) + 5}
        drawing.add("text", short(label), class_="label", text_anchor="end", **place)
        for j in range(len(columns)):
            corner = left + CELL * j, top + LOW * i
            draw_cell(drawing, corner, float(matrix[i, j]), full, decimals)
    for i, j in np.argwhere(differs) if differs is not None else ():
        x, y = left + CELL * j + 1.5, top + LOW * i + 1.5
        # A light line below the dark one, so that the frame stands out on every color.
        for look in ("differs-ground", "differs"):
            drawing.add("rect", x=x, y=y, width=CELL - 3, height=LOW - 3, class_=look)
    table = Table(
        [row_name, *columns],
        [[label, *map(float, row)] for label, row in zip(rows, matrix, strict=True)],
        decimals,
    )
    words = described(matrix, rows, columns, decimals) + _framed(differs, rows, columns)
    return Picture(name, title, words, drawing, table)


def draw_cell(
    drawing: Drawing, corner: tuple[float, float], value: float, full: float, decimals: int
) -> None:
    """A cell with its number and its heat color; full color stands for the size `full`."""
    level = round(LEVELS * min(abs(value) / full, 1)) if np.isfinite(value) else 0
    fill = f"{'less' if value < 0 and level else 'more'}-{level}"
    if not np.isfinite(value):
        fill = "hidden-cell"
    x, y = corner
    drawing.add("rect", x=x, y=y, width=CELL, height=LOW, class_=fill)
    drawing.add("rect", x=x, y=y, width=CELL, height=LOW, class_="cell-edge")
    drawing.add(
        "text",
        _in_cell(value, decimals),
        x=x + CELL / 2,
        y=y + LOW / 2 + 5,
        class_=f"ink-{level}",
        text_anchor="middle",
    )


def _in_cell(value: float, decimals: int) -> str:
    """A number short enough for a cell; one that is not zero does not look like zero."""
    least = 0.5 * 10.0**-decimals
    if 0 < abs(value) < least:
        return "≈ 0"
    for places in range(decimals, -1, -1):
        if len(text := number(value, places)) <= IN_CELL:
            return text
    factor, power = f"{value:.1e}".split("e")
    return f"{factor}e{int(power)}".replace("-", "−")


def described(
    matrix: np.ndarray, rows: Sequence[str], columns: Sequence[str], decimals: int
) -> str:
    """Names the largest number of each row, which readers look for first."""
    found = []
    for label, row in zip(rows, matrix, strict=True):
        best = int(np.argmax(row))
        found.append(f"{label}: largest at {columns[best]} with {number(row[best], decimals)}")
    return f"{len(rows)} rows and {len(columns)} columns. {'; '.join(found)}."


def _framed(differs: np.ndarray | None, rows: Sequence[str], columns: Sequence[str]) -> str:
    if differs is None or not differs.any():
        return ""
    cells = (f"{rows[i]}, {columns[j]}" for i, j in np.argwhere(differs))
    return f" Framed: {'; '.join(cells)}."


def short(label: str) -> str:
    """A label that fits beside its row."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"
