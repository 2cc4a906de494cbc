"""Mistakes with linear attention."""

from math import sqrt

import numpy as np

from ...attention import masked_softmax
from ...computations import Values
from ..registry import mistake

LINEAR = ("linear_attention",)


@mistake(
    "softmax_instead_of_features",
    at="weights",
    title="Softmax attention instead of linear attention",
    tells="You computed attention with softmax. Linear attention takes dot products of the "
    "features phi(q) and phi(k), and divides by their sum.",
    of=LINEAR,
)
def softmax_instead_of_features(values: Values) -> np.ndarray:
    query, key = values["query"], values["key"]
    scores = query @ key.mT / sqrt(query.shape[-1])
    return masked_softmax(np.where(_allowed(values), scores, -np.inf))


@mistake(
    "features_left_out",
    at="similarities",
    title="The feature map phi was left out",
    tells="You multiplied queries and keys as they are. Take phi(x) = elu(x) + 1 of each entry "
    "first: it keeps every similarity positive.",
    of=LINEAR,
)
def features_left_out(values: Values) -> np.ndarray | None:
    products = np.where(_allowed(values), values["query"] @ values["key"].mT, 0)
    return products if products.sum(axis=-1).all() else None


@mistake(
    "similarities_not_divided",
    at="weights",
    title="The division by the sum of the similarities is missing",
    tells="You averaged with the similarities themselves. Divide each row by its sum first, so "
    "that the weights sum to 1.",
    of=LINEAR,
)
def similarities_not_divided(values: Values) -> np.ndarray:
    return values["similarities"]


def _allowed(values: Values) -> np.ndarray:
    square = np.ones((values["query"].shape[-2], values["key"].shape[-2]), dtype=bool)
    return np.tril(square) if values["is_causal"] else square
