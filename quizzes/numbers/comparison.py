"""A wrong matrix beside the right one, the cells that differ framed in both."""

import numpy as np

from quizzes.pictures import Picture

from .limits import MAX_SIDE
from .matrix_pictures import DECIMALS, look_of_result, pictured


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
    look, differs = look_of_result(computation), ~right.astype(bool)
    most = look.most or float(np.abs(expected[np.isfinite(expected)]).max(initial=0.0)) or None
    return [
        pictured(name, title, matrix, look, decimals=decimals, most=most, differs=differs)
        for name, title, matrix in (
            (f"{place}-right", "The right answer", expected),
            (f"{place}-yours", "Your answer", submitted),
        )
    ]
