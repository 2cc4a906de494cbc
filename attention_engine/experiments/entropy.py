"""What changes the entropy of attention: temperature does, dropout on the weights does not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..attention import stable_softmax
from ..inputs import Array, InputError, count, floats, real
from ..measures import attention_entropy
from .scaling import sensitivity

MAX_QUERIES = 500
MAX_KEYS = 64


@dataclass(frozen=True, eq=False)
class Dropout:
    """For each temperature: `entropy` in nats and `sensitivity`, the sum of w (1 - w), both of the
    softmax itself as means over the queries; `entropy_dropped`, the entropy of the weights left
    after dropout, renormalized; `output_shift`, how far one output with dropout is from the full
    output, and `mean_shift`, how far the mean of many is, both as shares of its size."""

    entropy: Array
    sensitivity: Array
    entropy_dropped: Array
    output_shift: Array
    mean_shift: Array


def dropout_on_weights(
    temperatures: ArrayLike,
    rate: float,
    spread: float = 6.0,
    queries: int = 100,
    keys: int = 16,
    draws: int = 50,
    seed: int = 0,
) -> Dropout:
    """Scores from N(0, spread^2); each weight is dropped with probability `rate`, the others are
    divided by 1 - rate, as in training.

    Raises ValueError for sizes out of range, a rate outside 0 to 0.9 and a temperature that is not
    above 0.
    Source: Srivastava et al. 2014, section 4; Vaswani et al. 2017, section 5.4.
    """
    temperatures = floats("temperatures", temperatures, 1)
    if (temperatures <= 0).any():
        raise InputError(
            f"temperatures must be above 0, got {temperatures.min():g}", "temperatures"
        )
    rate, spread = real("rate", rate), real("spread", spread)
    if not 0 <= rate <= 0.9:
        raise InputError(f"rate must be from 0 to 0.9, got {rate:g}", "rate")
    queries, keys = count("queries", queries, MAX_QUERIES), count("keys", keys, MAX_KEYS, least=2)
    draws = count("draws", draws, 200)
    rng = np.random.Generator(np.random.PCG64(count("seed", seed, 2**32, 0)))
    scores = spread * rng.standard_normal((queries, keys))
    value = rng.standard_normal((keys, 8))
    kept = (rng.random((draws, queries, keys)) >= rate) / (1 - rate)
    rows = [_measured(stable_softmax(scores / t), value, kept) for t in temperatures]
    return Dropout(*(np.array(column) for column in zip(*rows, strict=True)))


def _measured(weights: Array, value: Array, kept: Array) -> tuple[float, ...]:
    output = weights @ value
    dropped = weights * kept
    shared = dropped / np.where((total := dropped.sum(-1, keepdims=True)) == 0, 1, total)
    outputs = dropped @ value
    size = np.linalg.norm(output)
    single = np.linalg.norm(outputs - output, axis=(-2, -1)).mean()
    return (
        float(attention_entropy(weights).mean()),
        sensitivity(weights),
        float(attention_entropy(shared).mean()),
        float(single / size),
        float(np.linalg.norm(outputs.mean(axis=0) - output) / size),
    )
