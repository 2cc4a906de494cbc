"""A wrong matrix beside the right one, the cells that differ framed in both."""

import numpy as np

from quizzes.pictures import Picture

from .limits import MAX_SIDE
from .matrix_pictures import DECIMALS, labels_of_result, matrix_picture


def compared(
    computation: str,
    expected: np.ndarray,
    submitted: np.ndarray | None,
    right: np.ndarray | None,
    place: str,
    decimals: int = DECIMALS,
) -> list[Picture]:
    """Both matrices on one scale of color; nothing where one cannot be laid over the other.

    `right` is true where a cell was judged right. The pictures give the right answer away: they
    are for where it stands on the page anyway.
    """
    if submitted is None or right is None or expected.ndim != 2:
        return []
    if not expected.shape == submitted.shape == right.shape or max(expected.shape) > MAX_SIDE:
        return []
    labels, differs = labels_of_result(computation), ~right.astype(bool)
    most = labels.most or float(np.abs(expected[np.isfinite(expected)]).max(initial=0.0)) or None
    return [
        matrix_picture(name, title, matrix, labels, decimals=decimals, most=most, differs=differs)
        for name, title, matrix in (
            (f"{place}-right", "The right answer", expected),
            (f"{place}-yours", "Your answer", submitted),
        )
    ]
