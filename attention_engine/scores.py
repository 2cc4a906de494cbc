"""Scores: how well each query fits each key."""

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from .inputs import (
    Array,
    InputError,
    finite_result,
    floats,
    paired,
    quiet,
    real,
    together,
    vector,
    weight_matrix,
)


def dot_product_scores(query: ArrayLike, key: ArrayLike) -> Array:
    """Scores q . k of every query with every key.

    query (..., L, E), key (..., S, E) -> (..., L, S).
    Raises ValueError naming the argument when E differs or a value is not finite.
    Source: Luong et al. 2015, eq. 8 ("dot").

    >>> dot_product_scores([[1, 2]], [[3, 4], [0, 1]]).tolist()
    [[11.0, 2.0]]
    """
    query, key = paired(query, key)
    with quiet():
        scores = query @ key.mT
    return finite_result("scores", scores, "query", "key")


def scaled_dot_product_scores(
    query: ArrayLike, key: ArrayLike, scale: float | None = None
) -> Array:
    """Scores q . k / sqrt(d_k) of every query with every key.

    query (..., L, E), key (..., S, E) -> (..., L, S). `scale` replaces 1/sqrt(E).
    Raises ValueError naming the argument when E differs or a value is not finite.
    Source: Vaswani et al. 2017, eq. 1.

    >>> scaled_dot_product_scores([[1, 2, 2, 1]], [[3, 4, 0, 1]]).tolist()
    [[6.0]]
    """
    query, key = paired(query, key)
    with quiet():
        scores = (query @ key.mT) * query.dtype.type(scale_of(query, scale))
    return finite_result("scores", scores, "query", "key")


def scale_of(query: Array, scale: float | None) -> float:
    """The factor of the scores: 1/sqrt(d_k), or `scale` if it is given."""
    return 1 / sqrt(query.shape[-1]) if scale is None else real("scale", scale)


def cosine_scores(query: ArrayLike, key: ArrayLike) -> Array:
    """Cosines of the angles between every query and every key, from -1 to 1.

    query (..., L, E), key (..., S, E) -> (..., L, S).
    Raises ValueError naming the argument that has a row of zeros: it has no direction.
    Source: Graves et al. 2014, eq. 6.

    >>> cosine_scores([[3, 4]], [[6, 8], [0, 1]]).round(3).tolist()
    [[1.0, 0.8]]
    """
    query, key = paired(query, key)
    cosines = unit_rows("query", query) @ unit_rows("key", key).mT
    return np.clip(cosines, -1, 1)


def unit_rows(name: str, array: Array) -> Array:
    """Each row divided by its length. Raises ValueError for a row of zeros."""
    largest = np.abs(array).max(axis=-1, keepdims=True)
    if not largest.all():
        raise InputError(f"{name} has a row of zeros: a cosine needs a direction", name)
    # Divide by the largest first: squares of very large or small numbers leave the float range.
    array = array / largest
    return array / np.sqrt((array * array).sum(axis=-1, keepdims=True))


def bilinear_scores(query: ArrayLike, key: ArrayLike, W: ArrayLike) -> Array:
    """Scores q^T W k of every query with every key; their widths may differ.

    query (..., L, E_q), key (..., S, E_k), W (E_q, E_k) -> (..., L, S).
    Raises ValueError naming the argument whose shape does not fit.
    Source: Luong et al. 2015, eq. 8 ("general").

    >>> bilinear_scores([[1, 2]], [[1, 0, 1]], [[1, 0, 2], [0, 1, 1]]).tolist()
    [[5.0]]
    """
    query, key = paired(query, key, same_width=False)
    W = weight_matrix("W", W, query.shape[-1], f"query has {query.shape[-1]} columns")
    if W.shape[1] != key.shape[-1]:
        raise InputError(
            f"W has {W.shape[1]} columns but key has {key.shape[-1]}: they must agree", "W", "key"
        )
    query, key, W = together(query=query, key=key, W=W)
    with quiet():
        scores = query @ W @ key.mT
    return finite_result("scores", scores, "query", "key", "W")


def additive_scores(
    query: ArrayLike, key: ArrayLike, W_q: ArrayLike, W_k: ArrayLike, v: ArrayLike
) -> Array:
    """Scores v^T tanh(W_q q + W_k k) of every query with every key.

    query (..., L, E_q), key (..., S, E_k), W_q (A, E_q), W_k (A, E_k), v (A,) -> (..., L, S).
    Raises ValueError naming the argument whose shape does not fit.
    Source: Bahdanau et al. 2015, appendix A.1.2.

    >>> additive_scores([[0, 0]], [[0, 0]], [[1, 2]], [[3, 4]], [5]).tolist()
    [[0.0]]
    """
    query, key = paired(query, key, same_width=False)
    W_q, W_k, v = floats("W_q", W_q), floats("W_k", W_k), vector("v", v)
    for name, matrix, width, of in (
        ("W_q", W_q, query.shape[-1], "query"),
        ("W_k", W_k, key.shape[-1], "key"),
    ):
        if matrix.shape != (len(v), width):
            raise InputError(
                f"{name} must be {len(v)} x {width}, as v has {len(v)} numbers and {of} has "
                f"{width} columns, got shape {matrix.shape}",
                name,
                "v",
                of,
            )
    query, key, W_q, W_k, v = together(query=query, key=key, W_q=W_q, W_k=W_k, v=v)
    with quiet():
        hidden = np.tanh((query @ W_q.T)[..., :, None, :] + (key @ W_k.T)[..., None, :, :])
        scores = hidden @ v
    return finite_result(
        "scores", scores, "query", "key", "W_q", "W_k", "v", said="query, key and the weights"
    )
