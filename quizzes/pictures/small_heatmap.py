"""A heatmap of many rows and columns: small cells, rotated labels, numbers in the table."""

from collections.abc import Sequence
from math import cos, pi, sin

import numpy as np

from .colors import LEVELS
from .drawing import Drawing
from .heatmap import described
from .picture import Picture, Table, number
from .texts import widest

LOW = 24
TURN = 55


def small_heatmap(
    name: str,
    title: str,
    matrix: np.ndarray,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    row_name: str = "query",
    column_name: str = "key",
    side: float = 20,
    words: Sequence[Sequence[str]] | None = None,
    table: Table | None = None,
    decimals: int = 3,
) -> Picture:
    """The picture of a matrix (L, S) of finite numbers that are not negative, in cells `side` wide.

    Full color stands for the largest number, which the picture states. `words` are short texts for
    the cells; `table` replaces the table of the matrix if there is more to show.
    """
    matrix = np.asarray(matrix, dtype=np.float64)
    full = float(matrix.max()) or 1.0
    longest = widest(columns)
    is_turned = longest > side - 2
    left = widest((*rows, row_name)) + 16
    top = 46 + (longest * sin(TURN * pi / 180) if is_turned else 14)
    over = longest * cos(TURN * pi / 180) if is_turned else 8
    drawing = Drawing(left + side * len(columns) + over, top + LOW * len(rows) + 8)
    said = f"{column_name}; full color: {number(full, decimals)}"
    drawing.add("text", said, x=left, y=14, class_="axis-name")
    drawing.add("text", row_name, x=left - 8, y=top - 8, class_="axis-name", text_anchor="end")
    for j, label in enumerate(columns):
        _column_label(drawing, label, left + side * (j + 0.5), top - 8, is_turned)
    for i, label in enumerate(rows):
        place = {"x": left - 8, "y": top + LOW * (i + 0.5) + 5}
        drawing.add("text", label, class_="label", text_anchor="end", **place)
        for j in range(len(columns)):
            level = round(LEVELS * float(matrix[i, j]) / full)
            size = {"x": left + side * j, "y": top + LOW * i, "width": side, "height": LOW}
            drawing.add("rect", class_=f"more-{level}", **size)
            drawing.add("rect", class_="cell-edge", **size)
            if words:
                place = {"x": left + side * (j + 0.5), "y": top + LOW * (i + 0.5) + 5}
                ink = f"ink-{level} close"
                drawing.add("text", words[i][j], class_=ink, text_anchor="middle", **place)
    drawing.pack()
    numbers = [[label, *map(float, row)] for label, row in zip(rows, matrix, strict=True)]
    shown = table or Table([row_name, *columns], numbers, decimals)
    called = [f"{row_name} {label}" for label in rows]
    return Picture(name, title, described(matrix, called, columns, decimals), drawing, shown)


def _column_label(drawing: Drawing, label: str, x: float, y: float, is_turned: bool) -> None:
    if is_turned:
        turn = f"rotate(-{TURN} {x:.2f} {y:.2f})"
        drawing.add("text", label, x=x, y=y, transform=turn, class_="label")
    else:
        drawing.add("text", label, x=x, y=y, class_="label", text_anchor="middle")
