"""Says in words where cells are in an array."""

import numpy as np

from ..listing import listed


def place_in_words(cells: np.ndarray) -> str:
    """`row 2`, `rows 1 and 3`, `column 2`, `row 1, column 3`, `number 2` of a vector; empty if
    the cells do not make up whole rows or columns."""
    if cells.ndim == 0:
        return ""
    if cells.ndim == 1:
        return _numbered("number", np.flatnonzero(cells))
    places = np.argwhere(cells)
    if len(places) == 1:
        return cell_in_words(tuple(int(i) for i in places[0]))
    if cells.ndim > 2:
        return ""
    rows, columns = cells.any(axis=1), cells.any(axis=0)
    if cells[rows].all():
        return _numbered("row", np.flatnonzero(rows))
    if cells[:, columns].all():
        return _numbered("column", np.flatnonzero(columns))
    return ""


def cell_in_words(index: tuple[int, ...]) -> str:
    """`row 2, column 1`, `number 3` of a vector, with `matrix 1` first in a batch."""
    names = {1: ("number",), 2: ("row", "column")}.get(len(index))
    if names is None:
        names = (*(["matrix"] * (len(index) - 2)), "row", "column")
    return ", ".join(f"{name} {i + 1}" for name, i in zip(names, index, strict=True))


def _numbered(name: str, indices: np.ndarray) -> str:
    return f"{name}{'s' * (len(indices) > 1)} {listed([str(i + 1) for i in indices])}"
