"""How position encodings turn the distance between a query and a key into scores."""

from dataclasses import dataclass

import numpy as np

from ..inputs import Array, count, positive
from ..positions import alibi_bias, rotary_embedding, sinusoidal_positions

MAX_DISTANCE = 4096
MAX_WIDTH = 512
MAX_HEADS = 64


@dataclass(frozen=True, eq=False)
class ScoresByDistance:
    """For each of the distances 0, 1, ..., n - 1: `rotary`, the score of a query of ones and a key
    of ones, each rotated at its position, as a share of the score at distance 0; `sinusoidal`, the
    dot product of the encodings, as such a share; `alibi_first` and `alibi_last`, the biases of the
    first and the last head. `rotary_later` is `rotary` for a query 1,000 positions later."""

    rotary: Array
    rotary_later: Array
    sinusoidal: Array
    alibi_first: Array
    alibi_last: Array


def scores_by_distance(
    length: int, width: int, heads: int = 8, base: float = 10000.0
) -> ScoresByDistance:
    """How three encodings score distance when the content is the same everywhere.

    Raises ValueError for an odd width and for sizes out of range.
    Source: Su et al. 2021, section 3.4.3 and figure 2; Vaswani et al. 2017, section 3.5; Press et
    al. 2022, section 3.
    """
    length = count("length", length, MAX_DISTANCE, least=2)
    width, heads = count("width", width, MAX_WIDTH), count("heads", heads, MAX_HEADS)
    base = positive("base", base)
    later = 1000
    turned = rotary_embedding(np.ones((length + later, width)), base)
    waves = sinusoidal_positions(length, width)
    biases = alibi_bias(heads, length)[:, -1, ::-1]
    return ScoresByDistance(
        rotary=turned[:length] @ turned[0] / width,
        rotary_later=turned[later : later + length] @ turned[later] / width,
        sinusoidal=waves @ waves[0] / (waves[0] @ waves[0]),
        alibi_first=biases[0],
        alibi_last=biases[-1],
    )
