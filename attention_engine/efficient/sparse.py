"""Attention over the allowed cells of a mask: the cost follows their count."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..inputs import Array, attended, finite_result, quiet
from ..masks import boolean_mask
from ..patterns import columns_of
from ..scores import scale_of
from . import powers
from .blocked import is_safe, with_ones
from .single_cells import SingleCells
from .workers import attend_all

# At most 255: the queries that see a key are counted in one byte.
BLOCK_ROWS = 128
# A cell fetched on its own costs about as much as this many cells of a matrix product.
COST_OF_A_SINGLE_CELL = 32
# A block of which at least one cell in so many is allowed is one matrix product.
FULL_ENOUGH = 4


@dataclass(frozen=True, eq=False)
class SparseAttention:
    """`output` (..., L, Ev)."""

    output: Array


def sparse_attention(
    query: ArrayLike, key: ArrayLike, value: ArrayLike, attn_mask: ArrayLike
) -> SparseAttention:
    """`scaled_dot_product_attention` with a boolean mask, computing only its True cells.

    query (..., L, E), key (..., S, E), value (..., S, Ev), attn_mask (L, S) or (..., L, S).
    A block of queries computes the keys that many of them see as one matrix product, and the
    rest cell by cell. A query that sees no key gets 0.
    Raises ValueError naming the argument whose shape or numbers do not fit.
    Source: Child et al. 2019, section 4; Beltagy et al. 2020, section 3.

    >>> identity = [[True, False], [False, True]]
    >>> sparse_attention([[1], [2]], [[1], [2]], [[3], [4]], identity).output.tolist()
    [[3.0], [4.0]]
    """
    query, key, value = attended(query, key, value)
    mask = boolean_mask(attn_mask, (*query.shape[:-1], key.shape[-2]))
    output = np.empty((*query.shape[:-1], value.shape[-1]), query.dtype)
    factor = query.dtype.type(scale_of(query, None) * powers.EXPONENT)
    masks = np.broadcast_to(mask, (*query.shape[:-2], *mask.shape[-2:]))

    def batch_at(place: tuple[int, ...]) -> _Batch:
        own = mask if mask.ndim == 2 else masks[place]
        return _Batch(query[place] * factor, key[place], with_ones(value[place]), own)

    with quiet():
        attend_all(output, BLOCK_ROWS, query.shape[-2] * key.shape[-2], batch_at)
    return SparseAttention(finite_result("outputs", output, "query", "key", "value"))


class _Batch:
    """One batch. `query` is scaled; `extended` are the values with a column of ones, so that the
    product with the weights brings their sum, too."""

    def __init__(self, query: Array, key: Array, extended: Array, mask: np.ndarray) -> None:
        self.query, self.key, self.extended, self.mask = query, key, extended, mask
        self.is_safe = is_safe(query, key)

    def attend(self, blocks: Iterator[slice], output: Array) -> None:
        for rows in blocks:
            total = self.total(rows)
            sums = total[:, -1:]
            np.divide(total[:, :-1], np.where(sums == 0, 1, sums), out=output[rows])

    def total(self, rows: slice) -> Array:
        """The weighted values of a block of queries, and in the last column the weights' sums."""
        columns = columns_of(self.mask, rows)
        seen = np.asarray(self.mask)[rows, columns]
        if not seen.shape[1]:
            return np.zeros((len(seen), self.extended.shape[1]), self.extended.dtype)
        if np.count_nonzero(seen) * FULL_ENOUGH >= seen.size:
            return self._product(rows, columns, seen, np.full(len(seen), -np.inf))[0]
        counts = seen.view(np.uint8).sum(axis=0, dtype=np.uint8)
        is_shared = counts * np.uint16(COST_OF_A_SINGLE_CELL) >= len(seen)
        places = np.arange(len(self.key))[columns]
        single = SingleCells(
            self.query[rows], self.key, places[~is_shared], seen[:, ~is_shared], self.is_safe
        )
        if not is_shared.any():
            return single.total(self.extended, single.largest)
        found, largest = self._product(rows, places[is_shared], seen[:, is_shared], single.largest)
        return found + single.total(self.extended, largest)

    def _product(
        self, rows: slice, columns: slice | np.ndarray, seen: np.ndarray, largest: Array
    ) -> tuple[Array, Array]:
        """The total over some columns, and the exponents by which it is shifted: the largest
        score of each row, at least `largest`; none where every power is safe."""
        scores = self.query[rows] @ self.key[columns].T
        if self.is_safe:
            powers.power(scores, out=scores)
            np.multiply(scores, seen, out=scores)
        else:
            finite_result("scores", scores, "query", "key")
            scores[~seen] = -np.inf
            largest = np.maximum(largest, scores.max(axis=1))
            scores -= np.where(np.isneginf(largest), 0, largest)[:, None]
            powers.power(scores, out=scores)
        return scores @ self.extended[columns], largest
