"""Projections and singular values when what leads to them was rounded."""

import numpy as np

from .others import quotient
from .rounded import Rounded


def coefficient(rounded: Rounded) -> np.ndarray:
    squared = rounded["squared_length"]
    dot, off = rounded["dot_product"], rounded.error("dot_product")
    return quotient(dot, off, squared, squared - rounded.error("squared_length"))


def projection(rounded: Rounded) -> np.ndarray:
    return rounded.error("coefficient") * np.abs(rounded["onto"])


def trace_and_determinant(rounded: Rounded) -> np.ndarray:
    gram, off = np.abs(rounded["gram"]), rounded.error("gram")
    return np.array([off[0, 0] + off[1, 1], _product(gram, off, 0) + _product(gram, off, 1)])


def _product(gram: np.ndarray, off: np.ndarray, row: int) -> float:
    """How far off g_11 g_22 (row 0) or g_12 g_21 (row 1) is."""
    first, second = (0, row), (1, 1 - row)
    return off[first] * gram[second] + gram[first] * off[second] + off[first] * off[second]


def eigenvalues(rounded: Rounded) -> np.ndarray:
    """t/2 +- sqrt(t^2/4 - D); the smaller may also be worked out as D over the larger."""
    (trace, determinant), (off, of_determinant) = (
        rounded["trace_and_determinant"],
        rounded.error("trace_and_determinant"),
    )
    under = max(trace**2 / 4 - determinant, 0.0)
    of_under = trace * off / 2 + off**2 / 4 + of_determinant
    of_each = off / 2 + float(_roots(np.asarray(under), np.asarray(of_under)))
    larger = rounded["eigenvalues"][0]
    smaller = quotient(determinant, of_determinant, larger, larger - of_each)
    return np.array([of_each, np.maximum(of_each, smaller)])


def singular_values(rounded: Rounded) -> np.ndarray:
    return _roots(rounded["eigenvalues"], rounded.error("eigenvalues"))


def _roots(squares: np.ndarray, off: np.ndarray) -> np.ndarray:
    """How far the root of a number that is off is: more downward than upward."""
    return np.maximum(
        np.sqrt(squares) - np.sqrt(np.maximum(squares - off, 0.0)),
        np.sqrt(squares + off) - np.sqrt(squares),
    )
