"""How far the scores of random vectors spread, and what that does to softmax."""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from ..attention import stable_softmax
from ..inputs import count
from ..measures import attention_entropy

MAX_DIM = 65_536
MAX_NUMBERS = 50_000_000
KEYS = 8


@dataclass(frozen=True)
class ScoreSpread:
    """Standard deviations of q . k: `predicted` sqrt(d_k), `measured`, `measured_scaled` after the
    division by sqrt(d_k). Means over the queries, each with 8 keys, without and with that
    division: `largest_weight`, `entropy` in nats, and `sensitivity`, the sum of the derivatives
    w_i (1 - w_i) of the weights with respect to their own scores, from 0 to 7/8."""

    predicted: float
    measured: float
    measured_scaled: float
    largest_weight: float
    largest_weight_scaled: float
    entropy: float
    entropy_scaled: float
    sensitivity: float
    sensitivity_scaled: float


def random_score_spread(dim: int, samples: int = 1000, seed: int = 0) -> ScoreSpread:
    """Draws queries and keys from N(0, 1) and measures how far their dot products spread.

    Raises ValueError for a size that is not a whole number above 0, or sizes that together are
    too large.
    Source: Vaswani et al. 2017, footnote 4.
    """
    dim = count("dim", dim, MAX_DIM)
    most = max(1, MAX_NUMBERS // (dim * KEYS))
    queries = count("samples", samples, most)
    return _spread(dim, queries, count("seed", seed, 2**32, 0))


@lru_cache(maxsize=32)
def _spread(dim: int, queries: int, seed: int) -> ScoreSpread:
    rng = np.random.Generator(np.random.PCG64(seed))
    query = rng.standard_normal((queries, dim))
    key = rng.standard_normal((KEYS, dim, queries))
    scores = np.einsum("nd,kdn->nk", query, key)
    scaled = scores / sqrt(dim)
    plain, divided = stable_softmax(scores), stable_softmax(scaled)
    return ScoreSpread(
        predicted=sqrt(dim),
        measured=float(scores.std()),
        measured_scaled=float(scaled.std()),
        largest_weight=float(plain.max(axis=-1).mean()),
        largest_weight_scaled=float(divided.max(axis=-1).mean()),
        entropy=float(attention_entropy(plain).mean()),
        entropy_scaled=float(attention_entropy(divided).mean()),
        sensitivity=sensitivity(plain),
        sensitivity_scaled=sensitivity(divided),
    )


def sensitivity(weights: np.ndarray) -> float:
    """The mean over the rows of sum_i w_i (1 - w_i)."""
    return float((weights * (1 - weights)).sum(axis=-1).mean())
