"""An array as a table for people: numbers that stay legible, a shape in words, marked cells."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from attention_engine.judging.cells import CELL_VERDICTS, CELL_WORDS, Cells, CellVerdict

MAX_ROWS = MAX_COLUMNS = 16
# Of many matrices, such as those of 16 heads, the first ones are shown: so many, or as many as have
# so many numbers together, for a page of all of them is a megabyte.
MAX_MATRICES, MAX_SHOWN = 8, 512
# What fits in one line of a table within a card on a screen 320 pixels wide.
PHONE_CHARACTERS = 22
# If no decimals are asked for, a number shows what was typed, up to this many.
MOST_DECIMALS = 6
MINUS, TIMES, INFINITY, ELLIPSIS = "−", "×", "∞", "…"
SIGNS: dict[CellVerdict, str] = {"right": "✓", "short": "≈", "close": "≈", "wrong": "✗"}
# From here on a number with a fraction is clearer as a power of ten.
LARGE = 1e7

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Cell:
    """`verdict` is empty if nothing was judged, and in the cells that stand for omitted ones."""

    text: str
    verdict: CellVerdict | Literal[""] = ""

    @property
    def characters(self) -> int:
        """The width in a table: the number, the space around it, and the mark of a judged cell."""
        return len(self.text) + (4 if self.verdict else 2)

    @property
    def mark(self) -> str:
        """What a screen reader says after the number."""
        return f" {CELL_WORDS[self.verdict]}" if self.verdict else ""

    @property
    def sign(self) -> str:
        """The same for eyes that do not see the color."""
        return SIGNS[self.verdict] if self.verdict else ""


@dataclass(frozen=True)
class Matrix:
    """One table. `shape` is short (`2 × 3`), `shape_words` is for screen readers; `hidden_wrong`
    counts the cells among those left out that are not right."""

    rows: list[list[Cell]]
    shape: str
    shape_words: str
    number: int | None = None
    shortened: bool = False
    hidden_wrong: int = 0

    @property
    def is_wide(self) -> bool:
        """Whether it may have to scroll on a phone; then it must be reachable by keyboard."""
        columns = zip(*self.rows, strict=True)
        widths = [max(cell.characters for cell in column) for column in columns]
        return sum(widths) > PHONE_CHARACTERS


@dataclass(frozen=True)
class ArrayTable:
    """A scalar as one cell, anything else as matrices; `shape` is the whole array's."""

    shape: str
    scalar: Cell | None = None
    matrices: tuple[Matrix, ...] = ()
    more: int = 0


def table_of(value: ArrayLike, decimals: int | None = 3, cells: Cells | None = None) -> ArrayTable:
    """The table of a scalar, vector, matrix or batch of matrices.

    `cells`, of the same shape, are the verdicts on the numbers. If `value` and `cells` differ in
    shape, nothing is marked: there is no cell to blame.
    """
    array = np.asarray(value)
    if array.size == 0:
        return ArrayTable("no numbers")
    numbers = array.astype(float)
    verdicts = None if cells is None or cells.shape != array.shape else cells
    places = decimals_needed(numbers, MOST_DECIMALS if decimals is None else decimals)
    if array.ndim == 0:
        mark = "" if verdicts is None else _verdict(verdicts.item())
        return ArrayTable("one number", Cell(number_text(float(numbers), places), mark))
    planes = numbers.reshape(-1, *numbers.shape[-2:]) if array.ndim > 1 else numbers[None, None]
    marks = None if verdicts is None else verdicts.reshape(planes.shape)
    several = len(planes) > 1
    shown = max(1, min(MAX_MATRICES, MAX_SHOWN // planes[0].size))
    matrices = tuple(
        _matrix(
            plane,
            None if marks is None else marks[index],
            places,
            vector=array.ndim == 1,
            number=index + 1 if several else None,
        )
        for index, plane in enumerate(planes[:shown])
    )
    return ArrayTable(shape_text(array.shape), None, matrices, max(0, len(planes) - shown))


def decimals_needed(numbers: np.ndarray, most: int) -> int:
    """The fewest decimals, up to `most`, that show every finite number of the array exactly."""
    # Beyond this a number is shown as a power of ten; rounding it would overflow.
    plain = numbers[np.abs(numbers) < 1e15]
    for decimals in range(most):
        if (np.abs(plain - np.round(plain, decimals)) <= 1e-12 + 1e-15 * np.abs(plain)).all():
            return decimals
    return most


def number_text(number: float, decimals: int) -> str:
    """A number with a true minus sign; a tiny or huge one as a power of ten; never minus zero."""
    if np.isnan(number):
        return "not a number"
    sign = MINUS if number < 0 else ""
    size = abs(number)
    if np.isinf(size):
        return sign + INFINITY
    if size == 0:
        return "0"
    whole = size == round(size)
    if size < 0.5 * 10.0**-decimals or size >= (1e15 if whole else LARGE):
        return sign + _scientific(size)
    return f"{sign}{size:{',' if size >= 10_000 else ''}.{decimals}f}"


def shape_text(shape: tuple[int, ...]) -> str:
    """`2 × 3`; a vector is `3 numbers`, a scalar `one number`."""
    if not shape:
        return "one number"
    if len(shape) == 1:
        return _counted(shape[0], "number")
    return f" {TIMES} ".join(map(str, shape))


def _scientific(size: float) -> str:
    """Three significant digits: `4.54×10⁻⁵`."""
    digits, _, power = f"{size:.2e}".partition("e")
    return f"{digits}{TIMES}10{str(int(power)).translate(_SUPERSCRIPTS)}"


def _matrix(
    plane: np.ndarray, verdicts: Cells | None, decimals: int, *, vector: bool, number: int | None
) -> Matrix:
    height, width = plane.shape
    down, across = _shown(height, MAX_ROWS), _shown(width, MAX_COLUMNS)
    rows = [
        [
            Cell(ELLIPSIS)
            if row is None or column is None
            else Cell(
                number_text(float(plane[row, column]), decimals),
                "" if verdicts is None else _verdict(verdicts[row, column]),
            )
            for column in across
        ]
        for row in down
    ]
    shown_wrong = sum(cell.verdict not in ("", "right") for row in rows for cell in row)
    wrong = 0 if verdicts is None else int((verdicts != "right").sum())
    return Matrix(
        rows=rows,
        shape=shape_text((width,) if vector else (height, width)),
        shape_words=_counted(width, "number")
        if vector
        else f"{_counted(height, 'row')}, {_counted(width, 'column')}",
        number=number,
        shortened=None in down or None in across,
        hidden_wrong=wrong - shown_wrong,
    )


def _verdict(text: str) -> CellVerdict:
    return next(verdict for verdict in CELL_VERDICTS if verdict == text)


def _shown(count: int, most: int) -> list[int | None]:
    """The indices that are shown; None is the gap between the first ones and the last two."""
    if count <= most:
        return list(range(count))
    return [*range(most - 3), None, count - 2, count - 1]


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
