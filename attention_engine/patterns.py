"""Sparse patterns: masks that know, without a scan, which keys a block of queries may see."""

from collections.abc import Callable

import numpy as np

from .inputs import count

MAX_LENGTH = 1_000_000

# The columns that any of a block of rows may see: a range, or their places in order.
Columns = slice | np.ndarray


class PatternMask(np.ndarray):
    """A read-only boolean mask with `columns`, which gives the columns of a block of rows.

    Anything sliced or computed from it is an ordinary mask, whose `columns` is None.
    """

    columns: Callable[[slice], Columns] | None

    def __array_finalize__(self, source: object) -> None:
        self.columns = None


def columns_of(mask: np.ndarray, rows: slice) -> Columns:
    """The columns that at least one of these rows may see."""
    if isinstance(mask, PatternMask) and mask.columns is not None:
        return mask.columns(rows)
    places = np.flatnonzero(np.asarray(mask)[rows].any(axis=0))
    if len(places) and places[-1] - places[0] + 1 == len(places):
        return slice(int(places[0]), int(places[-1]) + 1)
    return places


def local_global_mask(length: int, window: int, global_tokens: int) -> PatternMask:
    """True where abs(i - j) <= window or i or j is among the first `global_tokens`.

    -> (length, length) boolean, read-only. `window` and `global_tokens` may be 0.
    Raises ValueError for a size that is not a whole number in its range.
    Source: Beltagy et al. 2020, section 3.1.

    >>> local_global_mask(3, 0, 1).astype(int).tolist()
    [[1, 1, 1], [1, 1, 0], [1, 0, 1]]
    """
    length = count("length", length, MAX_LENGTH)
    window = count("window", window, MAX_LENGTH, 0)
    tokens = count("global_tokens", global_tokens, MAX_LENGTH, 0)
    mask = np.tri(length, length, window, dtype=bool)
    mask &= mask.T
    mask[:tokens], mask[:, :tokens] = True, True

    def columns(rows: slice) -> Columns:
        if rows.start < tokens:
            return slice(0, length)
        first, last = max(rows.start - window, 0), min(rows.stop + window, length)
        if first <= tokens:
            return slice(0, last)
        return slice(first, last) if not tokens else np.r_[0:tokens, first:last]

    return _pattern(mask, columns)


def strided_mask(length: int, stride: int) -> PatternMask:
    """True where abs(i - j) < stride or (i - j) % stride == 0.

    -> (length, length) boolean, read-only.
    Raises ValueError for a size that is not a whole number above 0.
    Source: Child et al. 2019, section 4.3.

    >>> strided_mask(4, 2).astype(int).tolist()
    [[1, 1, 1, 0], [1, 1, 1, 1], [1, 1, 1, 1], [0, 1, 1, 1]]
    """
    length, stride = count("length", length, MAX_LENGTH), count("stride", stride, MAX_LENGTH)
    places = np.arange(length)
    distance = places[:, None] - places
    return _pattern((np.abs(distance) < stride) | (distance % stride == 0), None)


def _pattern(mask: np.ndarray, columns: Callable[[slice], Columns] | None) -> PatternMask:
    pattern = mask.view(PatternMask)
    pattern.columns = columns
    pattern.flags.writeable = False
    return pattern
