"""Mistakes in the scores: the wrong factor, or another similarity."""

from math import sqrt

import numpy as np

from ...computations import Values
from ...scores import cosine_scores
from ..registry import SCALED, WEIGHTED, mistake


@mistake(
    "unscaled",
    at="scores",
    title="The division by the square root of d_k is missing",
    tells="You left out the division by the square root of d_k. Divide the dot products by "
    "sqrt({d_k}) = {root} before you go on.",
    of=SCALED,
    with_scale=(
        "The given scale is missing",
        "You left out the scale. Multiply the dot products by the given scale, {scale}, before you "
        "go on.",
    ),
)
def unscaled(values: Values) -> np.ndarray:
    return values["dot_products"]


@mistake(
    "scaled_by_d_k",
    at="scores",
    title="Divided by d_k instead of its square root",
    tells="You divided by d_k = {d_k}. Divide by its square root, {root}: the spread of a dot "
    "product grows with the root of the width.",
    of=SCALED,
    with_scale=(
        "Divided by d_k instead of using the given scale",
        "You divided by d_k = {d_k}. This task gives the scale: multiply the dot products by "
        "{scale}.",
    ),
)
def scaled_by_d_k(values: Values) -> np.ndarray:
    return values["dot_products"] / values["query"].shape[-1]


@mistake(
    "multiplied_by_sqrt_d_k",
    at="scores",
    title="Multiplied by the square root of d_k",
    tells="You multiplied by the square root of d_k. Divide by it, here by {root}: scaling is "
    "there to make the scores smaller.",
    of=SCALED,
    with_scale=(
        "Multiplied by the square root of d_k instead of the given scale",
        "You multiplied by the square root of d_k, {root}. This task gives the scale: multiply the "
        "dot products by {scale}.",
    ),
)
def multiplied_by_sqrt_d_k(values: Values) -> np.ndarray:
    return values["dot_products"] * sqrt(values["query"].shape[-1])


@mistake(
    "scaled_by_wrong_dimension",
    at="scores",
    title="Divided by the square root of the number of keys",
    tells="There are {n} keys, and you divided by the square root of that. Divide by the square "
    "root of the width of a key: d_k = {d_k}, so divide by {root}.",
    of=SCALED,
    with_scale=(
        "Divided by the square root of the number of keys",
        "There are {n} keys, and you divided by the square root of that. This task gives the "
        "scale: multiply the dot products by {scale}.",
    ),
)
def scaled_by_wrong_dimension(values: Values) -> np.ndarray:
    return values["dot_products"] / sqrt(values["key"].shape[-2])


@mistake(
    "scaled_by_model_width",
    at="scores",
    title="Divided by the square root of the width of the whole model",
    tells="X has {d_model} columns, and you divided by the square root of that. Divide by the "
    "square root of the width of one key of one head: d_k = {d_k}, so divide by {root}.",
    of=("self_attention", "multi_head_attention"),
)
def scaled_by_model_width(values: Values) -> np.ndarray | None:
    width = values["X"].shape[-1]
    # With as many columns as keys this is also the number of keys, a mistake of its own.
    if width == values["key"].shape[-2]:
        return None
    return values["dot_products"] / sqrt(width)


@mistake(
    "cosine_instead_of_dot",
    at=("scores", "dot_product"),
    title="Cosine similarity instead of the dot product",
    tells="You divided by the lengths of query and key, which gives their cosine. Here the "
    "lengths count: take the plain dot product.",
    of=(*SCALED, "dot_product"),
)
def cosine_instead_of_dot(values: Values) -> np.ndarray | None:
    query, key = np.atleast_2d(values["query"]), np.atleast_2d(values["key"])
    if not (np.abs(query).max(axis=-1).all() and np.abs(key).max(axis=-1).all()):
        return None
    cosines = cosine_scores(query, key)
    return cosines[0, 0] if values["query"].ndim == 1 else cosines


@mistake(
    "query_and_key_exchanged",
    at="dot_products",
    title="Queries and keys are swapped",
    tells="You computed K times Q transposed, so your rows belong to the keys. Row i must hold "
    "the products of query i with every key: Q times K transposed.",
    of=WEIGHTED,
)
def query_and_key_exchanged(values: Values) -> np.ndarray | None:
    query, key = values["query"], values["key"]
    # If the numbers of queries and keys differ, the next step would not fit.
    return key @ query.mT if query.shape[-2] == key.shape[-2] else None
