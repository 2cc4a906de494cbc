"""Exact attention in blocks: extra memory grows with L, never with L x S."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from ..inputs import Array, attended, finite_result, flag, quiet
from ..scores import scale_of
from . import powers
from .workers import attend_all

# A block of scores (256 x 512 float32: half a megabyte) stays in a core's own cache.
BLOCK_ROWS, BLOCK_KEYS = 256, 512
# Powers of e whose sum over a million keys is still far inside the range of the dtype.
SAFE_POWER = {np.dtype(np.float32): 69.0, np.dtype(np.float64): 620.0}


@dataclass(frozen=True, eq=False)
class MemoryEfficientAttention:
    """`output` (..., L, Ev)."""

    output: Array


def memory_efficient_attention(
    query: ArrayLike,
    key: ArrayLike,
    value: ArrayLike,
    is_causal: bool = False,
    scale: float | None = None,
) -> MemoryEfficientAttention:
    """`scaled_dot_product_attention` without its L x S arrays: the same output, block by block.

    query (..., L, E), key (..., S, E), value (..., S, Ev); extra memory O(L + S) at fixed width.
    Raises ValueError naming the argument whose shape or numbers do not fit.
    Source: Rabe and Staats 2021, section 2; Dao et al. 2022, algorithm 1.

    >>> memory_efficient_attention([[1, 0]], [[1, 0], [1, 0]], [[2], [4]]).output.tolist()
    [[3.0]]
    """
    query, key, value = attended(query, key, value)
    causal = flag("is_causal", is_causal)
    factor = query.dtype.type(scale_of(query, scale) * powers.EXPONENT)
    output = np.empty((*query.shape[:-1], value.shape[-1]), query.dtype)
    length, keys = query.shape[-2], key.shape[-2]

    def batch_at(place: tuple[int, ...]) -> _Batch:
        return _Batch(query[place] * factor, key[place], with_ones(value[place]), causal)

    with quiet():
        attend_all(output, BLOCK_ROWS, length * keys, batch_at)
    return MemoryEfficientAttention(finite_result("outputs", output, "query", "key", "value"))


class _Batch:
    """One batch. `query` is scaled; scores are the exponents of `powers.power`."""

    def __init__(self, query: Array, key: Array, extended: Array, causal: bool) -> None:
        self.query, self.key, self.extended, self.causal = query, key, extended, causal
        self.step = _plain_step if is_safe(query, key) else _shifted_step
        self.visible = np.tri(BLOCK_ROWS, dtype=bool)

    def attend(self, blocks: Iterator[slice], output: Array) -> None:
        buffer = np.empty(BLOCK_ROWS * max(BLOCK_KEYS, BLOCK_ROWS), output.dtype)
        for rows in blocks:
            total = self._total(rows, buffer)
            np.divide(total[:, :-1], total[:, -1:], out=output[rows])

    def _total(self, rows: slice, buffer: Array) -> Array:
        """The weighted values of a block of queries, and in the last column the weights' sums."""
        count = rows.stop - rows.start
        total = np.zeros((count, self.extended.shape[1]), buffer.dtype)
        largest = np.full((count, 1), -np.inf, buffer.dtype)
        for keys in _key_blocks(rows, len(self.key), self.causal):
            width = keys.stop - keys.start
            scores = buffer[: count * width].reshape(count, width)
            np.matmul(self.query[rows], self.key[keys].T, out=scores)
            on_diagonal = self.causal and keys.start == rows.start
            seen = self.visible[:count, :width] if on_diagonal else None
            self.step(scores, seen, self.extended[keys], total, largest)
        return total


def _key_blocks(rows: slice, keys: int, causal: bool) -> Iterator[slice]:
    """The keys of a block of queries; under a causal mask those before it, then its own square."""
    end = min(rows.start, keys) if causal else keys
    for start in range(0, end, BLOCK_KEYS):
        yield slice(start, min(start + BLOCK_KEYS, end))
    if causal and rows.start < keys:
        yield slice(rows.start, min(rows.stop, keys))


def with_ones(value: Array) -> Array:
    """The values with a column of ones: the product with the weights then brings their sum."""
    return np.concatenate([value, np.ones((len(value), 1), value.dtype)], axis=1)


def is_safe(query: Array, key: Array) -> bool:
    """Whether no score can be so large that its power leaves the range: |q . k| <= |q| |k|."""
    longest = sqrt(_longest(query)) * sqrt(_longest(key))
    return longest < SAFE_POWER[query.dtype] * powers.EXPONENT


def _longest(rows: Array) -> float:
    return float(np.einsum("ij,ij->i", rows, rows).max())


def _plain_step(
    scores: Array, seen: np.ndarray | None, values: Array, total: Array, largest: Array
) -> None:
    """Adds a block's weighted values and weights to `total`; no shift is needed."""
    powers.power(scores, out=scores)
    if seen is not None:
        np.multiply(scores, seen, out=scores)
    total += scores @ values


def _shifted_step(
    scores: Array, seen: np.ndarray | None, values: Array, total: Array, largest: Array
) -> None:
    """As `_plain_step`, shifted by the largest score so far; `total` is scaled when that grows."""
    finite_result("scores", scores, "query", "key")
    if seen is not None:
        scores[~seen] = -np.inf
    higher = np.maximum(largest, scores.max(axis=1, keepdims=True))
    total *= powers.power(largest - higher)
    largest[:] = higher
    scores -= higher
    powers.power(scores, out=scores)
    total += scores @ values
