"""What an attention pattern looks like, in one number."""

import numpy as np
from numpy.typing import ArrayLike

from .inputs import Array, InputError, finite_result, floats, quiet


def attention_entropy(weights: ArrayLike) -> Array:
    """Entropy -sum_j w_j ln w_j of each row, in nats: 0 for one key, ln S for all alike.

    weights (..., S) -> (...,). Raises ValueError for negative weights.
    Source: Shannon 1948, section 6.

    >>> attention_entropy([[1, 0]]).tolist()
    [0.0]
    """
    weights = _weights(weights, 1)
    # 0 ln 0 is 0 by its limit.
    logs = np.log(np.where(weights > 0, weights, 1))
    with quiet():
        entropy = -(weights * logs).sum(axis=-1) + 0.0
    return finite_result("entropies", entropy, "weights")


def diagonal_strength(weights: ArrayLike) -> Array:
    """Mean weight that a position gives to itself. weights (..., n, n) -> (...,).

    Raises ValueError for weights that are negative or not square.
    """
    return _mean(np.diagonal(_square(weights), axis1=-2, axis2=-1))


def off_diagonal_strength(weights: ArrayLike) -> Array:
    """Mean weight of the n (n - 1) cells off the diagonal. weights (..., n, n) -> (...,).

    The diagonal is left out of the count, not counted as zeros.
    Raises ValueError for weights that are negative, not square, or a single cell.
    """
    weights = _square(weights)
    length = weights.shape[-1]
    if length == 1:
        raise InputError("weights must have cells off the diagonal, got shape 1 x 1", "weights")
    return _mean(weights[..., ~np.eye(length, dtype=bool)])


def effective_rank(matrix: ArrayLike) -> float:
    """exp of the entropy (nats) of the normalized singular values: from 1 to the full rank.

    matrix (m, n). Raises ValueError for a matrix of zeros.
    Source: Roy and Vetterli 2007, definition 1.
    """
    array = floats("matrix", matrix, 2)
    if array.ndim != 2:
        raise InputError(f"matrix must have two axes, got shape {array.shape}", "matrix")
    largest = np.abs(array).max()
    if largest == 0:
        raise InputError(
            "matrix must not be all zeros: its singular values cannot be normalized", "matrix"
        )
    values = np.linalg.svd(array / largest, compute_uv=False)
    return float(np.exp(attention_entropy(values / values.sum())))


def _mean(weights: Array) -> Array:
    with quiet():
        mean = weights.mean(axis=-1)
    return finite_result("means", mean, "weights")


def _weights(weights: ArrayLike, axes: int) -> Array:
    array = floats("weights", weights, axes)
    if (array < 0).any():
        raise InputError(f"weights must not be negative, got {array.min():g}", "weights")
    return array


def _square(weights: ArrayLike) -> Array:
    array = _weights(weights, 2)
    if array.shape[-1] != array.shape[-2]:
        raise InputError(f"weights must be square (n x n), got shape {array.shape}", "weights")
    return array
