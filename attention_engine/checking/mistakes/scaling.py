"""Mistakes in the scores: the wrong factor, or another similarity."""

from math import sqrt

import numpy as np

from ...computations import Derivation
from ...scores import cosine_scores
from .catalogue import SCALED, mistake


def _scaled_by(derivation: Derivation, factor: float) -> np.ndarray:
    return derivation.finish(scores=derivation["dot_products"] * factor)


@mistake(
    "unscaled",
    title="The division by the square root of d_k is missing",
    tells="You left out the division by the square root of d_k. Divide the dot products by "
    "sqrt({d_k}) = {root} before you go on.",
    of=SCALED,
)
def unscaled(derivation: Derivation) -> np.ndarray:
    return _scaled_by(derivation, 1)


@mistake(
    "scaled_by_d_k",
    title="Divided by d_k instead of its square root",
    tells="You divided by d_k = {d_k}. Divide by its square root, {root}: the spread of a dot "
    "product grows with the root of the width.",
    of=SCALED,
)
def scaled_by_d_k(derivation: Derivation) -> np.ndarray:
    return _scaled_by(derivation, 1 / derivation["query"].shape[-1])


@mistake(
    "multiplied_by_sqrt_d_k",
    title="Multiplied by the square root of d_k",
    tells="You multiplied by the square root of d_k. Divide by it, here by {root}: scaling is "
    "there to make the scores smaller.",
    of=SCALED,
)
def multiplied_by_sqrt_d_k(derivation: Derivation) -> np.ndarray:
    return _scaled_by(derivation, sqrt(derivation["query"].shape[-1]))


@mistake(
    "scaled_by_wrong_dimension",
    title="Divided by the square root of the number of keys",
    tells="You divided by the square root of the number of keys, {n}. d_k is the width of a key, "
    "the number of its columns, here {d_k}.",
    of=SCALED,
)
def scaled_by_wrong_dimension(derivation: Derivation) -> np.ndarray:
    return _scaled_by(derivation, 1 / sqrt(derivation["key"].shape[-2]))


@mistake(
    "cosine_instead_of_dot",
    title="Cosine similarity instead of the dot product",
    tells="You divided by the lengths of query and key, which gives their cosine. Here the "
    "lengths count: take the plain dot product.",
    of=(*SCALED, "dot_product"),
)
def cosine_instead_of_dot(derivation: Derivation) -> np.ndarray | None:
    query, key = np.atleast_2d(derivation["query"]), np.atleast_2d(derivation["key"])
    if not (np.abs(query).max(axis=-1).all() and np.abs(key).max(axis=-1).all()):
        return None
    cosines = cosine_scores(query, key)
    if derivation.computation.name == "dot_product":
        return cosines[0, 0]
    return derivation.finish(scores=cosines)
