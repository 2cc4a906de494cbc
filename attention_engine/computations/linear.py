"""Linear attention by hand, in its quadratic form: the same numbers, easier to follow."""

from typing import Any

import numpy as np

from .. import inputs as accept
from ..latex import latex_number, latex_of
from ..linear import feature_map, linear_attention
from .attention import CAUSAL, KEY, QUERY, VALUE, cell_of_product
from .base import Computation, Step, Values, register


def _check(query: Any, key: Any, value: Any, is_causal: Any) -> dict[str, Any]:
    linear_attention(query, key, value, is_causal)
    arrays = accept.together(
        query=accept.floats("query", query),
        key=accept.floats("key", key),
        value=accept.floats("value", value),
    )
    checked = dict(zip(("query", "key", "value"), arrays, strict=True))
    # On paper the features are not divided by their largest number.
    with accept.quiet():
        sums = (feature_map(checked["query"]) @ feature_map(checked["key"]).mT).sum(axis=-1)
    accept.finite_result("sums", sums, "query", "key")
    return checked | {"is_causal": bool(is_causal)}


def _similarities(values: Values) -> np.ndarray:
    with accept.quiet():
        found = values["query_features"] @ values["key_features"].mT
    return np.tril(found) if values["is_causal"] else found


def _weights(values: Values) -> np.ndarray:
    sums = values["similarities"].sum(axis=-1, keepdims=True)
    with accept.quiet():
        return values["similarities"] / np.where(sums == 0, 1, sums)


def _written_weights(values: Values) -> str:
    row = values["similarities"].reshape(-1, values["similarities"].shape[-1])[0]
    return rf"\text{{row 1: }} \frac{{1}}{{{latex_number(row.sum())}}} {latex_of(row)}"


def _explain_similarities(values: Values) -> str:
    hidden = ", and those with later keys are left out" if values["is_causal"] else ""
    return f"Dot products of features are never negative, so no exponential is needed{hidden}."


register(
    Computation(
        "linear_attention",
        "Linear attention",
        (QUERY, KEY, VALUE, CAUSAL),
        _check,
        (
            Step(
                "query_features",
                "Features of the queries",
                r"\phi(Q), \quad \phi(x) = \mathrm{elu}(x) + 1",
                lambda values: feature_map(values["query"]),
                lambda values: rf"\phi\left({latex_of(values['query'])}\right)",
                lambda values: (
                    "Above zero phi adds one, below zero it is the exponential: never negative."
                ),
            ),
            Step(
                "key_features",
                "Features of the keys",
                r"\phi(K)",
                lambda values: feature_map(values["key"]),
                lambda values: rf"\phi\left({latex_of(values['key'])}\right)",
                lambda values: "The keys go through the same function.",
            ),
            Step(
                "similarities",
                "Similarities",
                r"\phi(Q) \, \phi(K)^\top",
                _similarities,
                lambda values: (
                    f"{latex_of(values['query_features'])} {latex_of(values['key_features'].mT)}"
                ),
                _explain_similarities,
            ),
            Step(
                "weights",
                "Weights",
                r"A_{ij} = \frac{\phi(q_i) \cdot \phi(k_j)}{\sum_m \phi(q_i) \cdot \phi(k_m)}",
                _weights,
                _written_weights,
                lambda values: "Divide each row by its sum.",
            ),
            Step(
                "output",
                "Output",
                r"A V",
                lambda values: values["weights"] @ values["value"],
                lambda values: f"{latex_of(values['weights'])} {latex_of(values['value'])}",
                lambda values: (
                    "Average the values. For long sequences the products are taken the "
                    "other way round, keys with values first, which never makes the square matrix."
                ),
                cell=cell_of_product("weights", "value"),
            ),
        ),
        stacks=True,
    )
)
