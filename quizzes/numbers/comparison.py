"""A wrong matrix beside the right one, with the cells that differ framed in both."""

import numpy as np

from attention_engine.judging.cells import Cells
from quizzes.pictures import Picture

from .matrix_pictures import DECIMALS, labels_of_result, matrix_picture

# Of each of the two pictures: 11 x 11.
MOST_CELLS = 128


def compared(
    computation: str,
    expected: np.ndarray,
    submitted: np.ndarray | None,
    cells: Cells | None,
    place: str,
    decimals: int = DECIMALS,
) -> list[Picture]:
    """Both matrices on one color scale; no pictures if they cannot be compared cell by cell, or
    have so many cells that the marks in the table of the answer have to do.

    Cells that were not judged right are framed. The pictures reveal the right answer: use them
    only where the page shows it anyway.
    """
    if submitted is None or cells is None or expected.ndim != 2:
        return []
    if not expected.shape == submitted.shape == cells.shape or expected.size > MOST_CELLS:
        return []
    labels, differs = labels_of_result(computation), cells != "right"
    most = labels.most or float(np.abs(expected[np.isfinite(expected)]).max(initial=0.0)) or None
    return [
        matrix_picture(name, title, matrix, labels, decimals=decimals, most=most, differs=differs)
        for name, title, matrix in (
            (f"{place}-right", "The right answer", expected),
            (f"{place}-yours", "Your answer", submitted),
        )
    ]
