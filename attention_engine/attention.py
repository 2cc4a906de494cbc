"""Attention as the papers write it. This readable form is the specification."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .inputs import (
    Array,
    InputError,
    attended,
    finite_result,
    flag,
    floats,
    positive,
    quiet,
    together,
    weight_matrix,
)
from .masks import additive_mask
from .scores import scale_of


@dataclass(frozen=True, eq=False)
class Attention:
    """`scores` (..., L, S) before scaling and masking, `weights` (..., L, S) whose rows sum to 1
    (to 0 where every key is hidden), `output` (..., L, Ev)."""

    scores: Array
    weights: Array
    output: Array


@dataclass(frozen=True, eq=False)
class SelfAttention:
    """`weights` (..., n, n) and `output` (..., n, d_v)."""

    weights: Array
    output: Array


def softmax(x: ArrayLike, axis: int = -1, temperature: float = 1.0) -> Array:
    """Weights exp(x_i / T) / sum_j exp(x_j / T) along `axis`; they sum to 1.

    x of any shape with at least one axis -> the same shape. Stable for any finite input.
    Raises ValueError for an axis that x does not have and a temperature that is not above 0.
    Source: Bridle 1990; the temperature as in Hinton et al. 2015, eq. 1.

    >>> softmax([0, 0]).tolist()
    [0.5, 0.5]
    """
    x, temperature = floats("x", x, 1), positive("temperature", temperature)
    if isinstance(axis, bool) or not isinstance(axis, int | np.integer):
        raise InputError(f"axis must be a whole number, got {axis!r:.60}", "axis")
    if not -x.ndim <= axis < x.ndim:
        raise InputError(f"axis must be from {-x.ndim} to {x.ndim - 1}, got {axis}", "axis")
    return stable_softmax(x, int(axis), temperature)


def stable_softmax(x: Array, axis: int = -1, temperature: float = 1.0) -> Array:
    """`softmax` of an array that is already validated."""
    with quiet():
        # The shift changes no weight and keeps exp from overflowing.
        powers = x - x.max(axis=axis, keepdims=True)
        if temperature != 1:
            powers /= temperature
        np.exp(powers, out=powers)
        powers /= powers.sum(axis=axis, keepdims=True)
    return powers


def log_sum_exp(x: ArrayLike) -> Array:
    """ln sum_j exp(x_j) of each row, in nats. x (..., n) -> (...,); softmax is exp(x - this).

    Stable for any finite input: the largest number of a row is taken out first.
    Source: Blanchard, Higham and Higham 2021, section 1.

    >>> log_sum_exp([0, 0]).round(3).item()
    0.693
    """
    x = floats("x", x, 1)
    largest = x.max(axis=-1, keepdims=True)
    with quiet():
        return largest[..., 0] + np.log(np.exp(x - largest).sum(axis=-1))


def masked_softmax(scores: Array, axis: int = -1) -> Array:
    """Softmax of scores that are -inf where hidden; if a whole row is hidden, its weights are 0."""
    with quiet():
        largest = scores.max(axis=axis, keepdims=True)
        none_seen = np.isneginf(largest)
        if none_seen.any():
            largest = np.where(none_seen, 0, largest)
        powers = scores - largest
        np.exp(powers, out=powers)
        sums = powers.sum(axis=axis, keepdims=True)
        powers /= np.where(none_seen, 1, sums) if none_seen.any() else sums
    return powers


def scaled_dot_product_attention(
    query: ArrayLike,
    key: ArrayLike,
    value: ArrayLike,
    attn_mask: ArrayLike | None = None,
    is_causal: bool = False,
    scale: float | None = None,
) -> Attention:
    """softmax(Q K^T / sqrt(d_k)) V.

    query (..., L, E), key (..., S, E), value (..., S, Ev). `attn_mask`, broadcast to (..., L, S),
    is boolean (True: may attend) or is added to the scaled scores; `is_causal` hides each key that
    comes after its query; not both. `scale` replaces 1/sqrt(E). A query whose keys are all hidden
    gets weights and output 0, as in PyTorch since 2.5.
    Raises ValueError naming the argument whose shape or numbers do not fit.
    Source: Vaswani et al. 2017, eq. 1 and section 3.2.3.

    >>> scaled_dot_product_attention([[1, 0]], [[1, 0], [1, 0]], [[2], [4]]).output.tolist()
    [[3.0]]
    """
    query, key, value = attended(query, key, value)
    with quiet():
        scores = query @ key.mT
        scaled = finite_result("scores", scores * scale_of(query, scale), "query", "key")
        mask = additive_mask(attn_mask, flag("is_causal", is_causal), scores.shape)
        weights = stable_softmax(scaled) if mask is None else masked_softmax(masked(scaled, mask))
        output = finite_result("outputs", weights @ value, "value", said="values")
    return Attention(scores, weights, output)


def masked(scores: Array, mask: Array) -> Array:
    """Scores with the mask added; -inf where a key is hidden."""
    with quiet():
        return (scores + mask).astype(scores.dtype, copy=False)


def self_attention(
    X: ArrayLike, W_q: ArrayLike, W_k: ArrayLike, W_v: ArrayLike, is_causal: bool = False
) -> SelfAttention:
    """Attention of a sequence over itself: Q = X W_q, K = X W_k, V = X W_v.

    X (..., n, d_model), W_q and W_k (d_model, d_k), W_v (d_model, d_v).
    Raises ValueError naming the argument whose shape or numbers do not fit.
    Source: Vaswani et al. 2017, section 3.2.2 with one head.

    >>> self_attention([[1, 0]], [[1], [0]], [[1], [0]], [[2], [0]]).output.tolist()
    [[2.0]]
    """
    query, key, value = projections(X, W_q, W_k, W_v)
    found = scaled_dot_product_attention(query, key, value, is_causal=is_causal)
    return SelfAttention(found.weights, found.output)


def projections(
    X: ArrayLike, W_q: ArrayLike, W_k: ArrayLike, W_v: ArrayLike
) -> tuple[Array, Array, Array]:
    """Queries, keys and values of a sequence. Raises as `self_attention` does."""
    X = floats("X", X, 2)
    width, of = X.shape[-1], f"X has {X.shape[-1]} columns"
    W_q, W_k, W_v = (
        weight_matrix(name, W, width, of) for name, W in (("W_q", W_q), ("W_k", W_k), ("W_v", W_v))
    )
    if W_k.shape[1] != W_q.shape[1]:
        raise InputError(
            f"W_k has {W_k.shape[1]} columns but W_q has {W_q.shape[1]}: "
            "both are d_k and must agree",
            "W_k",
            "W_q",
        )
    X, W_q, W_k, W_v = together(X=X, W_q=W_q, W_k=W_k, W_v=W_v)
    with quiet():
        query, key, value = X @ W_q, X @ W_k, X @ W_v
    for name, array, W in (
        ("queries", query, "W_q"),
        ("keys", key, "W_k"),
        ("values", value, "W_v"),
    ):
        finite_result(name, array, "X", W, said="X and the weights")
    return query, key, value
