"""Five score functions on the same random vectors: which key wins, how sharply, at what cost."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from ..attention import stable_softmax
from ..inputs import Array, InputError, count, real
from ..measures import attention_entropy
from ..scores import (
    additive_scores,
    bilinear_scores,
    cosine_scores,
    dot_product_scores,
    scaled_dot_product_scores,
)

MAX_WIDTH = 256
MAX_KEYS = 32
MAX_QUERIES = 500


@dataclass(frozen=True, eq=False)
class Similarity:
    """One score function. `weights` (keys,) of the first query; the rest are means over all
    queries: `entropy` in nats, `largest_weight`; `other_order` and `other_first`, the shares of
    queries that rank the keys differently from the dot product, and that rank another key first.
    `flops` are those of one query with one key; a multiply-add counts as two."""

    name: str
    weights: Array
    entropy: float
    largest_weight: float
    other_order: float
    other_first: float
    flops: int


def compare_similarities(
    width: int, keys: int, queries: int = 200, length_spread: float = 0.5, seed: int = 0
) -> tuple[Similarity, ...]:
    """Dot, scaled, cosine, bilinear and additive scores of the same queries and keys.

    Components are drawn from N(0, 1); each key is then stretched by exp(N(0, `length_spread`)),
    so that lengths differ. The matrices of the bilinear and the additive score are drawn too,
    with a variance that keeps the spread of the scores near that of the scaled dot product.
    Raises ValueError for sizes out of range.
    Source: Luong et al. 2015, eq. 8; Bahdanau et al. 2015, A.1.2; Vaswani et al. 2017, 3.2.1.
    """
    width, keys = count("width", width, MAX_WIDTH), count("keys", keys, MAX_KEYS, least=2)
    queries = count("queries", queries, MAX_QUERIES)
    spread = real("length_spread", length_spread)
    if spread < 0:
        raise InputError(f"length_spread must not be negative, got {spread:g}", "length_spread")
    rng = np.random.Generator(np.random.PCG64(count("seed", seed, 2**32, 0)))
    query = rng.standard_normal((queries, width))
    key = rng.standard_normal((keys, width))
    key *= np.exp(spread * rng.standard_normal((keys, 1)))
    bilinear = rng.standard_normal((width, width)) / width
    of_query, of_key = rng.standard_normal((2, width, width)) / sqrt(width)
    v = rng.standard_normal(width) * sqrt(2 / width)
    functions: tuple[tuple[str, Callable[[], Array], int], ...] = (
        ("dot product", lambda: dot_product_scores(query, key), 2 * width),
        ("scaled dot product", lambda: scaled_dot_product_scores(query, key), 2 * width + 1),
        ("cosine", lambda: cosine_scores(query, key), 2 * width + 2),
        ("bilinear", lambda: bilinear_scores(query, key, bilinear), 2 * width),
        ("additive", lambda: additive_scores(query, key, of_query, of_key, v), 4 * width),
    )
    reference = dot_product_scores(query, key)
    return tuple(_measured(name, score(), reference, flops) for name, score, flops in functions)


def _measured(name: str, scores: Array, reference: Array, flops: int) -> Similarity:
    weights = stable_softmax(scores)
    order, usual = np.argsort(-scores, axis=-1), np.argsort(-reference, axis=-1)
    return Similarity(
        name=name,
        weights=weights[0],
        entropy=float(attention_entropy(weights).mean()),
        largest_weight=float(weights.max(axis=-1).mean()),
        other_order=float((order != usual).any(axis=-1).mean()),
        other_first=float((order[:, 0] != usual[:, 0]).mean()),
        flops=flops,
    )
