"""How weights and output respond to a change of the inputs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .attention import scaled_dot_product_attention
from .inputs import Array, InputError, finite_result, floats, quiet, together
from .scores import scale_of


@dataclass(frozen=True, eq=False)
class AttentionGradients:
    """The gradients of the loss with respect to `query`, `key` and `value`, in their shapes."""

    query: Array
    key: Array
    value: Array


def softmax_jacobian(weights: ArrayLike) -> Array:
    """Derivatives dw_i / dx_j = w_i (delta_ij - w_j) of softmax at its own weights.

    weights (..., n) -> (..., n, n). Raises ValueError for negative weights.
    Source: Bridle 1990, eq. 9.

    >>> softmax_jacobian([0.5, 0.5]).tolist()
    [[0.25, -0.25], [-0.25, 0.25]]
    """
    weights = floats("weights", weights, 1)
    if (weights < 0).any():
        raise InputError(f"weights must not be negative, got {weights.min():g}", "weights")
    identity = np.eye(weights.shape[-1], dtype=weights.dtype)
    with quiet():
        jacobian = weights[..., :, None] * (identity - weights[..., None, :])
    return finite_result("derivatives", jacobian, "weights")


def attention_gradients(
    query: ArrayLike,
    key: ArrayLike,
    value: ArrayLike,
    grad_output: ArrayLike,
    is_causal: bool = False,
    scale: float | None = None,
) -> AttentionGradients:
    """The gradients of scaled dot-product attention, given the one of its output (..., L, Ev).

    dV = A^T dO, dA = dO V^T, dS = A * (dA - rowsum(A * dA)), dQ = dS K * scale and
    dK = dS^T Q * scale.
    Raises ValueError naming the argument whose shape or numbers do not fit.
    Source: Dao et al. 2022, appendix B.2.

    >>> attention_gradients([[1]], [[1]], [[2]], [[3]]).value.tolist()
    [[3.0]]
    """
    found = scaled_dot_product_attention(query, key, value, is_causal=is_causal, scale=scale)
    query, key, value, change = together(
        query=floats("query", query),
        key=floats("key", key),
        value=floats("value", value),
        grad_output=floats("grad_output", grad_output),
    )
    if change.shape != found.output.shape:
        raise InputError(
            f"grad_output has shape {change.shape} but the output has {found.output.shape}",
            "grad_output",
        )
    weights = found.weights.astype(change.dtype, copy=False)
    factor = change.dtype.type(scale_of(query, scale))
    with quiet():
        of_weights = change @ value.mT
        of_scores = weights * (of_weights - (weights * of_weights).sum(axis=-1, keepdims=True))
        gradients = (of_scores @ key * factor, of_scores.mT @ query * factor, weights.mT @ change)
    for gradient in gradients:
        finite_result("gradients", gradient, "query", "key", "value", "grad_output")
    return AttentionGradients(*gradients)
