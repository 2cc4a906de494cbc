"""Attention over the allowed cells of a mask: the cost follows their count."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..inputs import Array, finite_result, paired, quiet, together, values_for
from ..masks import boolean_mask
from ..patterns import columns_of
from ..scores import scale_of
from .workers import row_blocks, run_blocks

# At most 255: the queries that see a key are counted in one byte.
BLOCK_ROWS = 128
# A cell fetched on its own costs about as much as this many cells of a matrix product.
COST_OF_A_SINGLE_CELL = 32
# Single cells are fetched in portions of about this many numbers.
PORTION = 500_000


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

    >>> sparse_attention([[1], [2]], [[1], [2]], [[3], [4]], [[True, False], [False, True]]
    ...     ).output.tolist()
    [[3.0], [4.0]]
    """
    query, key = paired(query, key)
    query, key, value = together(query=query, key=key, value=values_for(key, value))
    mask = boolean_mask(attn_mask, (*query.shape[:-1], key.shape[-2]))
    output = np.empty((*query.shape[:-1], value.shape[-1]), query.dtype)
    factor = query.dtype.type(scale_of(query, None))
    masks = np.broadcast_to(mask, (*query.shape[:-2], *mask.shape[-2:]))
    with quiet():
        for place in np.ndindex(query.shape[:-2]):
            own = mask if mask.ndim == 2 else masks[place]
            _attend(query[place] * factor, key[place], value[place], own, output[place])
    return SparseAttention(finite_result("outputs", output, "query, key and value"))


def _attend(query: Array, key: Array, value: Array, mask: np.ndarray, output: Array) -> None:
    def worker(blocks: Iterator[slice]) -> None:
        for rows in blocks:
            output[rows] = _block(query[rows], key, value, mask, rows)

    run_blocks(row_blocks(len(query), BLOCK_ROWS), mask.size, worker)


def _block(query: Array, key: Array, value: Array, mask: np.ndarray, rows: slice) -> Array:
    """The outputs of a block of queries."""
    columns = columns_of(mask, rows)
    seen = np.asarray(mask)[rows, columns]
    counts = seen.view(np.uint8).sum(axis=0, dtype=np.uint8)
    is_shared = counts * np.uint16(COST_OF_A_SINGLE_CELL) >= len(query)
    if is_shared.all():
        return _shared(query, key[columns], value[columns], seen)
    places = np.arange(len(key))[columns]
    shared, single = places[is_shared], places[~is_shared]
    alone = _Singles(query, key, value, single, seen[:, ~is_shared])
    if not len(shared):
        return _share(*alone.weighted(alone.largest))
    seen = seen[:, is_shared]
    scores = _scores(query, key[shared], seen)
    largest = np.maximum(alone.largest, scores.max(axis=1))
    weights = _powers(scores, largest[:, None])
    total, weighted = alone.weighted(largest)
    return _share(total + weights.sum(axis=1), weighted + weights @ value[shared])


def _shared(query: Array, key: Array, value: Array, seen: np.ndarray) -> Array:
    if not len(key):
        return np.zeros((len(query), value.shape[1]), value.dtype)
    scores = _scores(query, key, seen)
    weights = _powers(scores, scores.max(axis=1, keepdims=True))
    return _share(weights.sum(axis=1), weights @ value)


def _scores(query: Array, key: Array, seen: np.ndarray) -> Array:
    scores = finite_result("scores", query @ key.T, "query and key")
    scores[~seen] = -np.inf
    return scores


def _powers(scores: Array, largest: Array) -> Array:
    """e^(scores - largest), in place; a row that sees nothing gives zeros."""
    scores -= np.where(np.isneginf(largest), 0, largest)
    return np.exp(scores, out=scores)


def _share(total: Array, weighted: Array) -> Array:
    return weighted / np.where(total == 0, 1, total)[:, None]


class _Singles:
    """The cells of a block whose keys few of its queries see, as a padded list for each query."""

    def __init__(
        self, query: Array, key: Array, value: Array, columns: np.ndarray, seen: np.ndarray
    ) -> None:
        counts = seen.sum(axis=1)
        self.width = max(int(counts.max()), 1)
        self.is_real = np.arange(self.width) < counts[:, None]
        self.places = np.zeros(self.is_real.shape, dtype=np.intp)
        self.places[self.is_real] = columns[np.nonzero(seen)[1]]
        self.value = value
        self.scores = np.empty(self.places.shape, query.dtype)
        for some in self._portions(key.shape[1]):
            self.scores[some] = (key[self.places[some]] @ query[some, :, None])[..., 0]
        finite_result("scores", self.scores, "query and key")
        self.scores[~self.is_real] = -np.inf
        self.largest = self.scores.max(axis=1)

    def weighted(self, largest: Array) -> tuple[Array, Array]:
        """The sum of the weights, and of the weighted values, of each query."""
        weights = _powers(self.scores, largest[:, None])
        found = np.empty((len(weights), self.value.shape[1]), weights.dtype)
        for some in self._portions(self.value.shape[1]):
            found[some] = (weights[some, None, :] @ self.value[self.places[some]])[:, 0]
        return weights.sum(axis=1), found

    def _portions(self, width: int) -> list[slice]:
        rows = max(1, PORTION // (self.width * width))
        return [slice(start, start + rows) for start in range(0, len(self.places), rows)]
