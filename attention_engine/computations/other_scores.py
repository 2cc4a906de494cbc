"""Additive and bilinear scores by hand."""

from typing import Any

import numpy as np

from .. import inputs as accept
from ..latex import latex_number, latex_of
from ..scores import additive_scores, bilinear_scores
from .attention import KEY, QUERY, cell_of_product
from .base import Computation, Index, Parameter, Step, Values, register
from .vectors import sum_of_products


def _check_additive(**given: Any) -> dict[str, Any]:
    additive_scores(**given)
    return _together(given)


def _check_bilinear(**given: Any) -> dict[str, Any]:
    bilinear_scores(**given)
    return _together(given)


def _together(given: dict[str, Any]) -> dict[str, Any]:
    arrays = {name: accept.floats(name, value) for name, value in given.items()}
    return dict(zip(arrays, accept.together(**arrays), strict=True))


def _hidden(values: Values) -> np.ndarray:
    return np.tanh(values["query_part"][..., :, None, :] + values["key_part"][..., None, :, :])


def _written_hidden(values: Values) -> str:
    first, second = values["query_part"], values["key_part"]
    width = first.shape[-1]
    q, k = (latex_of(part.reshape(-1, width)[0]) for part in (first, second))
    return rf"\text{{query 1, key 1: }} \tanh\left({q} + {k}\right)"


def _written_scores(values: Values) -> str:
    hidden = values["hidden"].reshape(-1, values["hidden"].shape[-1])[0]
    terms = [
        rf"{latex_number(a)} \cdot ({latex_number(b)})"
        for a, b in zip(values["v"], hidden, strict=True)
    ][:4]
    dots = r" + \cdots" if len(hidden) > 4 else ""
    return rf"\text{{query 1, key 1: }} {' + '.join(terms)}{dots}"


def _cell_of_scores(values: Values, index: Index) -> str:
    return sum_of_products(values["v"], values["hidden"][index])


register(
    Computation(
        "additive_scores",
        "Additive scores",
        (
            QUERY,
            KEY,
            Parameter("W_q", "matrix", "the weights of the queries, one row a hidden unit"),
            Parameter("W_k", "matrix", "the weights of the keys, one row a hidden unit"),
            Parameter("v", "vector", "the weights of the hidden units"),
        ),
        _check_additive,
        (
            Step(
                "query_part",
                "Queries, projected",
                r"W_q q_i",
                lambda values: values["query"] @ values["W_q"].T,
                lambda values: f"{latex_of(values['query'])} {latex_of(values['W_q'].T)}",
                lambda values: "Each query becomes one number for each hidden unit.",
            ),
            Step(
                "key_part",
                "Keys, projected",
                r"W_k k_j",
                lambda values: values["key"] @ values["W_k"].T,
                lambda values: f"{latex_of(values['key'])} {latex_of(values['W_k'].T)}",
                lambda values: "Each key becomes one number for each hidden unit, too.",
            ),
            Step(
                "hidden",
                "Hidden units",
                r"h_{ij} = \tanh(W_q q_i + W_k k_j)",
                _hidden,
                _written_hidden,
                lambda values: "Add the two for every pair and squash the sum to between -1 and 1.",
            ),
            Step(
                "scores",
                "Scores",
                r"v^\top h_{ij}",
                lambda values: values["hidden"] @ values["v"],
                _written_scores,
                lambda values: "Weigh the hidden units and add them up: one score for each pair.",
                cell=_cell_of_scores,
            ),
        ),
    )
)
register(
    Computation(
        "bilinear_scores",
        "Bilinear scores",
        (QUERY, KEY, Parameter("W", "matrix", "the weights between query and key")),
        _check_bilinear,
        (
            Step(
                "transformed",
                "Queries, transformed",
                r"Q W",
                lambda values: values["query"] @ values["W"],
                lambda values: f"{latex_of(values['query'])} {latex_of(values['W'])}",
                lambda values: "The matrix turns each query into the space of the keys.",
            ),
            Step(
                "scores",
                "Scores",
                r"Q W K^\top",
                lambda values: values["transformed"] @ values["key"].mT,
                lambda values: f"{latex_of(values['transformed'])} {latex_of(values['key'].mT)}",
                lambda values: "Then take plain dot products with the keys.",
                cell=cell_of_product("transformed", "key", transposed=True),
            ),
        ),
    )
)
