"""Linear attention: the softmax replaced by a kernel, so that keys and values are summed once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .inputs import Array, attended, finite_result, flag, floats, quiet

# Rows processed at once: enough for a fast matrix product, without an L x S array.
CHUNK = 128


@dataclass(frozen=True, eq=False)
class LinearAttention:
    """`output` (..., L, Ev)."""

    output: Array


def linear_attention(
    query: ArrayLike, key: ArrayLike, value: ArrayLike, is_causal: bool = False
) -> LinearAttention:
    """phi(Q) (phi(K)^T V) / (phi(Q) sum_j phi(k_j)) with phi(x) = elu(x) + 1.

    query (..., L, E), key (..., S, E), value (..., S, Ev). Time O(L E Ev), no L x S array.
    `is_causal` hides the keys that come after the query.
    Raises ValueError naming the argument whose shape or numbers do not fit.
    Source: Katharopoulos et al. 2020, eq. 7, 9 and 12.

    >>> linear_attention([[0]], [[0], [0]], [[2], [4]]).output.tolist()
    [[3.0]]
    """
    query, key, value = attended(query, key, value)
    # A factor common to a query's features, or to all keys, cancels in the fraction. Dividing by
    # the largest feature keeps very negative numbers from vanishing altogether.
    queries = features(query, axes=(-1,))
    keys = features(key, axes=(-2, -1))
    with quiet():
        if flag("is_causal", is_causal):
            output = _causal(queries, keys, value)
        else:
            output = _share(queries @ (keys.mT @ value), queries @ _sums(keys))
    return LinearAttention(finite_result("outputs", output, "query", "key", "value"))


def feature_map(x: ArrayLike) -> Array:
    """phi(x) = elu(x) + 1 of each number: x + 1 above 0, exp(x) below. Same shape as x.

    Source: Katharopoulos et al. 2020, eq. 7.

    >>> feature_map([2, 0]).tolist()
    [3.0, 1.0]
    """
    x = floats("x", x)
    with quiet():
        return finite_result("features", np.where(x > 0, x + 1, np.exp(np.minimum(x, 0))), "x")


def features(x: Array, axes: tuple[int, ...]) -> Array:
    """elu(x) + 1 divided by its largest number over `axes`."""
    with quiet():
        logs = np.where(x > 0, np.log1p(np.maximum(x, 0)), x)
        return np.exp(logs - logs.max(axis=axes, keepdims=True))


def _causal(queries: Array, keys: Array, value: Array) -> Array:
    """Works chunk by chunk: the past is one small matrix, the chunk itself a triangle."""
    length, width = queries.shape[-2:]
    output = np.empty((*queries.shape[:-1], value.shape[-1]), value.dtype)
    past = np.zeros((*keys.shape[:-2], width, value.shape[-1]), value.dtype)
    past_sum = np.zeros((*keys.shape[:-2], width, 1), value.dtype)
    for start in range(0, length, CHUNK):
        rows = slice(start, start + CHUNK)
        q, k, v = queries[..., rows, :], keys[..., rows, :], value[..., rows, :]
        near = np.tril(q @ k.mT)
        total = near.sum(axis=-1, keepdims=True) + q @ past_sum
        output[..., rows, :] = _share(near @ v + q @ past, total)
        past += k.mT @ v
        past_sum += _sums(k)
    return output


def _sums(keys: Array) -> Array:
    return keys.sum(axis=-2)[..., None]


def _share(weighted: Array, total: Array) -> Array:
    return weighted / np.where(total == 0, 1, total)
