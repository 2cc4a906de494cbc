"""A noisy lookup: how often does the right key get the largest weight?"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from ..attention import stable_softmax
from ..inputs import InputError, count, real

MAX_WIDTH = 1024
MAX_KEYS = 256
MAX_TRIALS = 2000
# Standard normal quantile of a two-sided interval of 95 percent.
Z = 1.959963984540054


@dataclass(frozen=True)
class Lookup:
    """`accuracy` is the share of queries whose own key gets the largest weight, `low` and `high`
    its 95 percent interval; `weight` is the mean weight of that key."""

    accuracy: float
    low: float
    high: float
    weight: float


def noisy_lookup(width: int, keys: int, noise: float, trials: int = 200, seed: int = 0) -> Lookup:
    """Each query is one of `keys` random keys plus noise, and scores are divided by sqrt(width).

    Keys have components from N(0, 1); the noise has `noise` times that standard deviation, so
    that its length is the same share of a key's length at every width.
    Raises ValueError for sizes out of range and for negative noise.
    Source of the interval: Wilson 1927.
    """
    width, keys = count("width", width, MAX_WIDTH), count("keys", keys, MAX_KEYS, least=2)
    trials, noise = count("trials", trials, MAX_TRIALS), real("noise", noise)
    if noise < 0:
        raise InputError(f"noise must not be negative, got {noise:g}", "noise")
    rng = np.random.Generator(np.random.PCG64(count("seed", seed, 2**32, 0)))
    key = rng.standard_normal((keys, width))
    own = rng.integers(keys, size=trials)
    query = key[own] + noise * rng.standard_normal((trials, width))
    weights = stable_softmax(query @ key.T / sqrt(width))
    hits = int((weights.argmax(axis=-1) == own).sum())
    return Lookup(
        hits / trials, *_interval(hits, trials), float(weights[range(trials), own].mean())
    )


def _interval(hits: int, trials: int) -> tuple[float, float]:
    """Wilson's interval, which stays within 0 and 1."""
    share, z2 = hits / trials, Z * Z / trials
    middle = (share + z2 / 2) / (1 + z2)
    half = sqrt(share * (1 - share) / trials * Z * Z + z2 * z2 / 4) / (1 + z2)
    return middle - half, middle + half
