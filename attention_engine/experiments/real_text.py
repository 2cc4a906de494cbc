"""Where the weights of a head go, and what to call it: shares of weight against fixed bounds."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import log

import numpy as np
from numpy.typing import ArrayLike

from ..inputs import Array, InputError, floats
from ..measures import (
    attention_entropy,
    diagonal_strength,
    effective_rank,
    off_diagonal_strength,
)

LEAST_TOKENS = 3
# A place is named if it gets at least this share of the weight of the rows that have it, and at
# least this many times what even weights would give it.
NAMED_FROM = 0.4
TIMES_EVEN = 2
# A head is called broad if its mean entropy is at least this share of the largest possible.
BROAD_FROM = 0.85
# Of places with equal shares, the earlier one is named.
PLACES = ("own", "previous", "next", "first", "last", "same")
PATTERNS = (*PLACES, "broad", "mixed")


@dataclass(frozen=True, eq=False)
class HeadFigures:
    """Figures of each head, all of one shape. `entropy` in nats, mean over the rows; `diagonal`
    and `off_diagonal`, mean weights of these cells; `effective_rank` of the weights; and mean
    shares of weight that go to the `previous`, the `next`, the `first` and the `last` token and to
    other tokens that are the `same`, each over the rows that have one. `diagonal` is the share of
    the `own` token. `same` is 0 if no token occurs twice."""

    entropy: Array
    diagonal: Array
    off_diagonal: Array
    effective_rank: Array
    previous: Array
    next: Array
    first: Array
    last: Array
    same: Array

    def share(self, place: str) -> Array:
        return self.diagonal if place == "own" else getattr(self, place)

    def rounded(self, decimals: int) -> "HeadFigures":
        return HeadFigures(
            **{each.name: getattr(self, each.name).round(decimals) for each in fields(self)}
        )


def head_figures(weights: ArrayLike, tokens: Sequence[object]) -> HeadFigures:
    """Figures of the heads (..., n, n) over n tokens, where equal tokens count as the same.

    Raises ValueError for fewer than three tokens, or if tokens and keys differ in number.
    Source: the places are those of Clark et al. 2019, section 3.
    """
    weights = floats("weights", weights, 2).astype(np.float64)
    n = weights.shape[-1]
    if n != len(tokens) or n < LEAST_TOKENS:
        raise InputError(
            f"weights has {n} keys but tokens has {len(tokens)}: "
            f"both need the same number, at least {LEAST_TOKENS}",
            "weights",
            "tokens",
        )
    ranks = [effective_rank(head) for head in weights.reshape(-1, n, n)]
    return HeadFigures(
        entropy=attention_entropy(weights).mean(axis=-1),
        diagonal=diagonal_strength(weights),
        off_diagonal=off_diagonal_strength(weights),
        effective_rank=np.array(ranks).reshape(weights.shape[:-2]),
        previous=_along(weights, -1),
        next=_along(weights, 1),
        first=weights[..., 1:, 0].mean(axis=-1),
        last=weights[..., :-1, -1].mean(axis=-1),
        same=_same(weights, tokens),
    )


def head_patterns(figures: HeadFigures, tokens: Sequence[object]) -> np.ndarray:
    """The name of each head, out of PATTERNS: the place with the largest share, among those with at
    least 0.4 and at least twice what even weights would give. If there is none: `broad` for a mean
    entropy of at least 0.85 ln n, where ln n is the largest possible, else `mixed`."""
    shares = np.stack([figures.share(place) for place in PLACES])
    places = len(PLACES)
    even = np.full(places, 1 / len(tokens))
    even[PLACES.index("same")] = _same(np.full((len(tokens),) * 2, 1 / len(tokens)), tokens)
    bounds = np.maximum(NAMED_FROM, TIMES_EVEN * even).reshape(places, *[1] * (shares.ndim - 1))
    shares = np.where(shares >= bounds, shares, 0)
    named = np.array(PLACES)[shares.argmax(axis=0)]
    spread = np.where(figures.entropy >= BROAD_FROM * log(len(tokens)), "broad", "mixed")
    return np.where(shares.max(axis=0) > 0, named, spread)


@dataclass(frozen=True)
class WhereWeightGoes:
    """Shares of the weight of all words' rows, over all heads; they sum to 1. `marks` are the
    first and the last token, `neighbors` the words before and after."""

    own: float
    neighbors: float
    marks: float
    others: float


def where_weight_goes(weights: ArrayLike) -> WhereWeightGoes:
    """What words (all tokens but the first and the last) attend to. weights (..., n, n)."""
    weights = floats("weights", weights, 2).astype(np.float64)
    rows = weights[..., 1:-1, :].reshape(-1, weights.shape[-1] - 2, weights.shape[-1])
    mean = rows.mean(axis=0)
    marks = mean[:, [0, -1]].sum(axis=-1).mean()
    words = mean[:, 1:-1]
    own = np.trace(words) / len(words)
    near = (np.trace(words, 1) + np.trace(words, -1)) / len(words)
    # A single word has no others, but rounding could make the difference slightly negative.
    others = max(0.0, float(1 - own - near - marks))
    return WhereWeightGoes(float(own), float(near), float(marks), others)


def _along(weights: Array, offset: int) -> Array:
    return np.diagonal(weights, offset, axis1=-2, axis2=-1).mean(axis=-1)


def _same(weights: Array, tokens: Sequence[object]) -> Array:
    alike = np.array([[a == b for b in tokens] for a in tokens]) & ~np.eye(len(tokens), dtype=bool)
    rows = alike.any(axis=-1)
    if not rows.any():
        return np.zeros(weights.shape[:-2])
    return (weights * alike).sum(axis=-1)[..., rows].mean(axis=-1)
