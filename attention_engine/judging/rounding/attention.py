"""Bounds for scores, weights and averages that are computed from rounded numbers."""

import numpy as np

from ...heads import merge_heads
from .rounded import Rounded


def scaled(rounded: Rounded) -> np.ndarray:
    return rounded.error("dot_products") * abs(float(rounded.values["scale"]))


def masked(rounded: Rounded) -> np.ndarray:
    return np.where(np.isfinite(rounded["masked_scores"]), rounded.error("scores"), 0.0)


def softmax_weights(rounded: Rounded) -> np.ndarray:
    """A weight is largest where its own score is largest and all others are smallest."""
    off, weights = _score_errors(rounded), rounded["weights"]
    if rounded.blind:
        # The largest change of a logistic function over a step of 2u.
        worst = np.tanh(off.max(axis=-1, keepdims=True) / 2)
        return np.where(_visible(rounded), worst, 0.0)
    more, less = weights * np.exp(off), weights * np.exp(-off)
    with np.errstate(invalid="ignore"):
        high = more / (more + (less.sum(axis=-1, keepdims=True) - less))
        low = less / (less + (more.sum(axis=-1, keepdims=True) - more))
    change = np.maximum(high - weights, weights - low)
    return np.where(weights > 0, np.maximum(change, 0.0), 0.0)


def average(rounded: Rounded) -> np.ndarray:
    return _average(rounded, rounded["value"], rounded.error("value"))


def joined_heads(rounded: Rounded) -> np.ndarray:
    return merge_heads(average(rounded))


def mixed_heads(rounded: Rounded) -> np.ndarray:
    """Takes the heads one by one and mixes their values by W_o first: changes that one score makes
    in all columns of its head may cancel in the mixture."""
    value, mix = rounded["value"], rounded["W_o"]
    of_heads = mix.reshape(value.shape[-3], value.shape[-1], -1)
    off = rounded.error("value") @ np.abs(of_heads)
    moved = _average(rounded, value @ of_heads, off).sum(axis=-3)
    return moved + rounded.own["heads"] @ np.abs(mix)


def _average(rounded: Rounded, value: np.ndarray, value_off: np.ndarray) -> np.ndarray:
    """How far sum_j p'_j v'_j is from o = sum_j p_j v_j, column by column.

    Scores off by u_j: sum_j p'_j (v_j - o) <= sum_j p_j (e^u_j - 1) |v_j - o| / sum_j p_j e^-u_j,
    because sum_j p_j (v_j - o) = 0. The rounding of the weights and of the values comes on top.
    """
    off = _score_errors(rounded)
    if rounded.blind:
        largest = off.max(axis=-1, keepdims=True)
        moved = np.exp(largest) * np.expm1(largest) * _half_ranges(rounded, value)
    else:
        pulls = rounded["weights"] * np.expm1(off)
        least = (rounded["weights"] * np.exp(-off)).sum(axis=-1, keepdims=True)
        moved = spread(rounded, pulls, value) / np.where(least == 0, 1, least)
    return moved + rounded_weights(rounded, value, value_off)


def _score_errors(rounded: Rounded) -> np.ndarray:
    return rounded.error("masked_scores" if "masked_scores" in rounded else "scores")


def _visible(rounded: Rounded) -> np.ndarray:
    if "masked_scores" in rounded:
        return np.isfinite(rounded["masked_scores"])
    return np.ones(rounded["weights"].shape, dtype=bool)


def spread(rounded: Rounded, pulls: np.ndarray, value: np.ndarray) -> np.ndarray:
    """sum_j pulls_ij |v_j - o_i|, one column at a time so that no array has three long axes."""
    output = rounded["weights"] @ value
    columns = [
        (pulls * np.abs(value[..., None, :, c] - output[..., :, None, c])).sum(axis=-1)
        for c in range(value.shape[-1])
    ]
    return np.stack(columns, axis=-1)


def _half_ranges(rounded: Rounded, value: np.ndarray) -> np.ndarray:
    """Half of max - min of the values that a query sees: no average deviates by more."""
    seen = _visible(rounded)
    ranges = []
    for c in range(value.shape[-1]):
        column = value[..., None, :, c]
        high = np.where(seen, column, -np.inf).max(axis=-1)
        low = np.where(seen, column, np.inf).min(axis=-1)
        with np.errstate(invalid="ignore"):
            ranges.append(np.where(np.isfinite(high), high - low, 0.0) / 2)
    return np.stack(ranges, axis=-1)


def rounded_weights(rounded: Rounded, value: np.ndarray, value_off: np.ndarray) -> np.ndarray:
    """What rounded weights add, and the average of the errors of the values."""
    own, largest = rounded.own["weights"], value_off.max(axis=-2, keepdims=True)
    return own @ np.abs(value) + (1 + own.sum(axis=-1, keepdims=True)) * largest
