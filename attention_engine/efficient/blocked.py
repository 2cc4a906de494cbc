"""Exact attention in blocks: extra memory grows with L, never with L x S."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import e, log2, sqrt

import numpy as np
from numpy.typing import ArrayLike

from ..inputs import Array, finite_result, flag, paired, quiet, together, values_for
from ..scores import scale_of
from .workers import row_blocks, run_blocks

# A block of scores (256 x 512 float32: half a megabyte) stays in a core's own cache.
BLOCK_ROWS, BLOCK_KEYS = 256, 512
# Powers of two whose sum over a million keys is still far inside the range of the dtype.
SAFE_POWER = {np.dtype(np.float32): 100.0, np.dtype(np.float64): 900.0}


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
    query, key = paired(query, key)
    query, key, value = together(query=query, key=key, value=values_for(key, value))
    causal = flag("is_causal", is_causal)
    # 2^(x log2 e) is e^x, and the power of two is the faster one to compute.
    factor = query.dtype.type(scale_of(query, scale) * log2(e))
    output = np.empty((*query.shape[:-1], value.shape[-1]), query.dtype)
    with quiet():
        for place in np.ndindex(query.shape[:-2]):
            _attend(query[place] * factor, key[place], value[place], causal, output[place])
    return MemoryEfficientAttention(finite_result("outputs", output, "query, key and value"))


def _attend(query: Array, key: Array, value: Array, causal: bool, output: Array) -> None:
    """One batch. `query` is scaled; scores are exponents of 2."""
    extended = with_ones(value)
    step = _plain_step if is_safe(query, key) else _shifted_step

    def worker(blocks: Iterator[slice]) -> None:
        buffer = np.empty(BLOCK_ROWS * BLOCK_KEYS, query.dtype)
        for rows in blocks:
            total = np.zeros((rows.stop - rows.start, extended.shape[1]), query.dtype)
            largest = np.full((len(total), 1), -np.inf, query.dtype)
            last = min(rows.stop, len(key)) if causal else len(key)
            for start in range(0, last, BLOCK_KEYS):
                keys = slice(start, min(start + BLOCK_KEYS, last))
                shape = (len(total), keys.stop - keys.start)
                scores = buffer[: shape[0] * shape[1]].reshape(shape)
                np.matmul(query[rows], key[keys].T, out=scores)
                hidden = _hidden(rows, keys) if causal and keys.stop > rows.start + 1 else None
                step(scores, hidden, extended[keys], total, largest)
            np.divide(total[:, :-1], total[:, -1:], out=output[rows])

    run_blocks(row_blocks(len(query), BLOCK_ROWS), len(query) * len(key), worker)


def with_ones(value: Array) -> Array:
    """The values with a column of ones: the product with the weights then brings their sum."""
    return np.concatenate([value, np.ones((len(value), 1), value.dtype)], axis=1)


def is_safe(query: Array, key: Array) -> bool:
    """Whether no score can be so large that its power leaves the range: |q . k| <= |q| |k|."""
    longest = sqrt(_longest(query)) * sqrt(_longest(key))
    return longest < SAFE_POWER[query.dtype]


def _longest(rows: Array) -> float:
    return float(np.einsum("ij,ij->i", rows, rows).max())


def _hidden(rows: slice, keys: slice) -> np.ndarray:
    """True where a key comes after its query."""
    return np.arange(keys.start, keys.stop) > np.arange(rows.start, rows.stop)[:, None]


def _plain_step(
    scores: Array, hidden: np.ndarray | None, values: Array, total: Array, largest: Array
) -> None:
    """Adds a block's weighted values and weights to `total`; no shift is needed."""
    np.exp2(scores, out=scores)
    if hidden is not None:
        scores[hidden] = 0
    total += scores @ values


def _shifted_step(
    scores: Array, hidden: np.ndarray | None, values: Array, total: Array, largest: Array
) -> None:
    """As `_plain_step`, shifted by the largest score so far; `total` is scaled when that grows."""
    finite_result("scores", scores, "query and key")
    if hidden is not None:
        scores[hidden] = -np.inf
    higher = np.maximum(largest, scores.max(axis=1, keepdims=True))
    total *= np.exp2(largest - higher)
    largest[:] = higher
    scores -= higher
    np.exp2(scores, out=scores)
    total += scores @ values
