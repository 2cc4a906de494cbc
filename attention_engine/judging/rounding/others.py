"""Bounds for quotients of rounded numbers, and for scores that are not dot products."""

import numpy as np

from .attention import rounded_weights, spread
from .rounded import Rounded, product


def sum_of_exponentials(rounded: Rounded) -> np.ndarray:
    return rounded.error("exponentials").sum(axis=-1)


def shared_out(rounded: Rounded) -> np.ndarray:
    """Rounded exponentials over their sum, with or without the shift by the largest score.

    Without the shift, all are larger by the factor e^(max x / T), so their rounding matters less
    unless every score is negative. The sum may be that of the rounded exponentials, or be rounded
    itself.
    """
    top = rounded["x"].max(axis=-1, keepdims=True) / float(rounded.values["temperature"])
    with np.errstate(over="ignore"):
        off = np.maximum(rounded.error("exponentials"), rounded.half * np.exp(-top))
    total, weights = rounded["sum"][..., None], rounded["weights"]
    if rounded.blind:
        # Shifted exponentials add up to at least one, and a weight is at most one.
        total, weights = np.ones_like(total), np.ones_like(weights)
        off = np.broadcast_to(off.max(axis=-1, keepdims=True), weights.shape)
    separately = (off + weights * off.max(axis=-1, keepdims=True)) / positive(
        total - off.max(axis=-1, keepdims=True)
    )
    return np.maximum(_quotients(off, weights, total), separately)


def of_similarities(rounded: Rounded) -> np.ndarray:
    weights, similarities = rounded["weights"], rounded["similarities"]
    total = similarities.sum(axis=-1, keepdims=True)
    off = rounded.error("similarities")
    found = _quotients(off, weights, np.where(total == 0, 1, total))
    return np.where(similarities > 0, found, off / positive(total - off.sum(-1, keepdims=True)))


def linear_average(rounded: Rounded) -> np.ndarray:
    """sum_j s'_j (v_j - o) / sum_j s'_j, like `average` but with similarities off by e_j."""
    off = rounded.error("similarities")
    total = rounded["similarities"].sum(axis=-1, keepdims=True) - off.sum(axis=-1, keepdims=True)
    value = rounded["value"]
    moved = off @ (2 * np.abs(value)) if rounded.blind else spread(rounded, off, value)
    return moved / positive(total) + rounded_weights(rounded, value, rounded.error("value"))


def similarities(rounded: Rounded) -> np.ndarray:
    features = ("query_features", "key_features")
    found = product(*features, transposed=True)(rounded)
    return np.tril(found) if rounded.values["is_causal"] else found


def _quotients(off: np.ndarray, weights: np.ndarray, total: np.ndarray) -> np.ndarray:
    """(e_i + d_i) / sum_j (e_j + d_j) with |d_j| <= off_j, largest where d_i > 0 > all others."""
    others = off.sum(axis=-1, keepdims=True) - off
    return ((1 - weights) * off + weights * others) / positive(total + off - others)


def positive(divisor: np.ndarray) -> np.ndarray:
    """The divisor, or NaN where it may vanish, which the caller refuses."""
    return np.where(divisor > 0, divisor, np.nan)


def hidden_units(rounded: Rounded) -> np.ndarray:
    query, key = rounded["query_part"][..., :, None, :], rounded["key_part"][..., None, :, :]
    of_query = rounded.error("query_part")[..., :, None, :]
    off = of_query + rounded.error("key_part")[..., None, :, :]
    right = np.tanh(query + key)
    return np.maximum(np.tanh(query + key + off) - right, right - np.tanh(query + key - off))


def cosine(rounded: Rounded) -> np.ndarray:
    """Largest where the dot product is farthest from zero and both lengths are shortest."""
    lengths = rounded["norms"]
    shortest = np.asarray(np.prod(positive(lengths - rounded.error("norms"))))
    dot, off = rounded["dot_product"], rounded.error("dot_product")
    return quotient(dot, off, lengths.prod(), shortest)


def quotient(
    top: np.ndarray, off: np.ndarray, divisor: np.ndarray, least: np.ndarray
) -> np.ndarray:
    """|top / divisor| is farthest off where `top` is farthest from zero over the least divisor."""
    largest = np.abs(top)
    return np.asarray((largest + off) / positive(least) - largest / divisor)
