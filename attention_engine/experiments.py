"""Experiments that show a claim on random numbers, the same ones on every run."""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from .attention import stable_softmax
from .inputs import count

MAX_DIM = 65_536
MAX_NUMBERS = 50_000_000
KEYS = 8


@dataclass(frozen=True)
class ScoreSpread:
    """Standard deviations of q . k: `predicted` sqrt(d_k), `measured`, `measured_scaled` after the
    division by sqrt(d_k). `largest_weight`, `largest_weight_scaled`: the mean largest softmax
    weight of a query over 8 keys, without and with that division."""

    predicted: float
    measured: float
    measured_scaled: float
    largest_weight: float
    largest_weight_scaled: float


def random_score_spread(dim: int, samples: int = 1000, seed: int = 0) -> ScoreSpread:
    """Draws queries and keys from N(0, 1) and measures how far their dot products spread.

    Raises ValueError for a size that is no whole number above 0 or together too large.
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
    return ScoreSpread(
        predicted=sqrt(dim),
        measured=float(scores.std()),
        measured_scaled=float(scaled.std()),
        largest_weight=float(stable_softmax(scores).max(axis=-1).mean()),
        largest_weight_scaled=float(stable_softmax(scaled).max(axis=-1).mean()),
    )
