"""What rounded weights lead to: an entropy, the Jacobian of softmax and the gradient through it."""

import numpy as np

from ...computations.entropy import entropy_terms
from .rounded import Rounded

_PEAK = 1 / np.e


def terms(rounded: Rounded) -> np.ndarray:
    """-w ln w is concave, so it changes most at an end of what w may be, or at its peak at 1/e.

    Also where the bound must not tell the weights: no bound that holds for all weights is of use,
    as the slope has no limit near a weight of 0.
    """
    weights, off = rounded["weights"], rounded.error("weights")
    low, high = np.maximum(weights - off, 0.0), weights + off
    term = entropy_terms(weights)
    at_ends = np.maximum(np.abs(entropy_terms(low) - term), np.abs(entropy_terms(high) - term))
    passes_the_peak = (low < _PEAK) & (high > _PEAK)
    return np.where(passes_the_peak, np.maximum(at_ends, _PEAK - term), at_ends)


def entropy(rounded: Rounded) -> np.ndarray:
    return rounded.error("terms").sum(axis=-1)


def jacobian(rounded: Rounded) -> np.ndarray:
    """w_i (delta_ij - w_j) with both weights off; two weights add up to at most 1."""
    weights, off = rounded["weights"], rounded.error("weights")
    if rounded.blind:
        most = off.max()
        return np.full((len(weights), len(weights)), most + most**2)
    others = np.abs(np.eye(len(weights)) - weights)
    return off[:, None] * others + weights[:, None] * off + np.outer(off, off)


def mean_gradient(rounded: Rounded) -> np.ndarray:
    return np.asarray(rounded.error("weights") @ np.abs(rounded["grad_weights"]))


def gradient_of_scores(rounded: Rounded) -> np.ndarray:
    """w_i (g_i - m) with the weight and the mean off; the mean lies within the range of g."""
    weights, off = rounded["weights"], rounded.error("weights")
    gradient, of_mean = rounded["grad_weights"], rounded.error("mean")
    distance = np.abs(gradient - rounded["mean"])
    if rounded.blind:
        weights = np.ones_like(weights)
        distance = np.maximum(gradient - gradient.min(), gradient.max() - gradient)
        off = np.full_like(off, off.max())
    return off * distance + weights * of_mean + off * of_mean
