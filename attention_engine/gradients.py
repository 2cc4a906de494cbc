"""How a change of the scores moves the weights."""

import numpy as np
from numpy.typing import ArrayLike

from .inputs import Array, floats


def softmax_jacobian(weights: ArrayLike) -> Array:
    """Derivatives dw_i / dx_j = w_i (delta_ij - w_j) of softmax at its own weights.

    weights (..., n) -> (..., n, n). Raises ValueError for negative weights.
    Source: Bridle 1990, eq. 9.

    >>> softmax_jacobian([0.5, 0.5]).tolist()
    [[0.25, -0.25], [-0.25, 0.25]]
    """
    weights = floats("weights", weights, 1)
    if (weights < 0).any():
        raise ValueError(f"weights must not be negative, got {weights.min():g}")
    identity = np.eye(weights.shape[-1], dtype=weights.dtype)
    return weights[..., :, None] * (identity - weights[..., None, :])
