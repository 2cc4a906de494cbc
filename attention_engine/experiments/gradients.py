"""How sharp scores block the gradient: the Jacobian of softmax as the scores are scaled up."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..attention import softmax
from ..gradients import softmax_jacobian
from ..inputs import Array, InputError, floats, vector
from ..measures import attention_entropy

MAX_SCORES = 8


@dataclass(frozen=True, eq=False)
class Saturation:
    """For each factor that multiplies the scores: `largest_weight`, `entropy` in nats,
    `largest_derivative`, the largest |entry| of the Jacobian, and `norm`, its Frobenius norm."""

    factors: Array
    largest_weight: Array
    entropy: Array
    largest_derivative: Array
    norm: Array


def saturation(scores: ArrayLike, factors: ArrayLike) -> Saturation:
    """Softmax and its Jacobian at `factors` times the scores.

    scores (n,) with 2 to 8 numbers, factors (m,). Raises ValueError for other sizes.
    Source: Bridle 1990, eq. 9.
    """
    scores, factors = vector("scores", scores), floats("factors", factors, 1)
    if not 2 <= len(scores) <= MAX_SCORES:
        raise InputError(f"scores must hold 2 to {MAX_SCORES} numbers, got {len(scores)}", "scores")
    weights = softmax(factors[:, None] * scores)
    jacobians = softmax_jacobian(weights)
    return Saturation(
        factors=factors,
        largest_weight=weights.max(axis=-1),
        entropy=attention_entropy(weights),
        largest_derivative=np.abs(jacobians).max(axis=(-2, -1)),
        norm=np.linalg.norm(jacobians, axis=(-2, -1)),
    )
