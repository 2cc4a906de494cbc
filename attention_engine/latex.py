"""Numbers and arrays as LaTeX, short enough for a page."""

from math import isinf

import numpy as np
from numpy.typing import ArrayLike

# Above this a number is written as a power of ten.
PLAIN_UP_TO = 1e7


def latex_of(array: ArrayLike, decimals: int = 3, max_rows: int = 6, max_columns: int = 6) -> str:
    """A number, a vector (as one row) or a matrix as LaTeX; large ones are cut with dots.

    Each number has at most `decimals` decimals, and at least two significant digits. Of an
    array with more than two axes only the first matrix is written, then dots.

    >>> latex_of([[1, 0.5]])
    '\\\\begin{bmatrix}1 & 0.5\\\\end{bmatrix}'
    """
    numbers = np.asarray(array)
    if numbers.ndim == 0:
        return latex_number(float(numbers), decimals)
    if numbers.ndim > 2:
        first = numbers.reshape(-1, *numbers.shape[-2:])
        dots = r",\; \ldots" if len(first) > 1 else ""
        return latex_of(first[0], decimals, max_rows, max_columns) + dots
    rows = np.atleast_2d(numbers)
    shown = rows if len(rows) <= max_rows else np.concatenate([rows[: max_rows - 1], rows[-1:]])
    # As lists: reading single numbers from an array takes longer than writing them.
    lines = [_row(row, decimals, max_columns) for row in shown.tolist()]
    if len(rows) > max_rows:
        columns = lines[0].count("&") + 1
        lines.insert(len(lines) - 1, " & ".join([r"\vdots"] * columns))
    return r"\begin{bmatrix}" + r" \\ ".join(lines) + r"\end{bmatrix}"


def latex_number(number: float, decimals: int = 3, digits: int = 2) -> str:
    """One number: `0.25`, `-\\infty`, `4.9 \\times 10^{8}`, True and False as 1 and 0. A power of
    ten has at most `digits` significant digits."""
    number = float(number)
    size = abs(number)
    if size < PLAIN_UP_TO:
        if number.is_integer():
            return str(int(number))
        if size * 10**decimals >= 0.5:
            return f"{number:.{decimals}f}".rstrip("0").rstrip(".")
    if isinf(number):
        return r"\infty" if number > 0 else r"-\infty"
    factor, power = f"{number:.{digits - 1}e}".split("e")
    return rf"{factor.rstrip('0').rstrip('.')} \times 10^{{{int(power)}}}"


def _row(row: list[float], decimals: int, max_columns: int) -> str:
    if len(row) <= max_columns:
        return " & ".join([latex_number(number, decimals) for number in row])
    cells = [latex_number(number, decimals) for number in row[: max_columns - 1]]
    return " & ".join([*cells, r"\cdots", latex_number(row[-1], decimals)])
