"""Two vectors by hand: their dot product and the cosine of their angle."""

from typing import Any

import numpy as np

from .. import inputs as accept
from ..latex import latex_number, latex_of
from ..scores import cosine_scores, dot_product_scores
from .base import Computation, Parameter, Step, Values, register

PARAMETERS = (
    Parameter("query", "vector", "the query, one vector"),
    Parameter("key", "vector", "the key, one vector"),
)
# Longer sums are shortened in the middle.
SHOWN_TERMS = 6


def _check(query: Any, key: Any) -> dict[str, Any]:
    query, key = accept.together(query=accept.vector("query", query), key=accept.vector("key", key))
    if len(query) != len(key):
        raise accept.InputError(
            f"key has {len(key)} numbers but query has {len(query)}: both are d_k and must agree",
            "key",
            "query",
        )
    dot_product_scores([query], [key])
    return {"query": query, "key": key}


def _check_cosine(query: Any, key: Any) -> dict[str, Any]:
    checked = _check(query, key)
    cosine_scores([checked["query"]], [checked["key"]])
    accept.finite_result("lengths", _norms(checked), "query", "key")
    return checked


def _dot(values: Values) -> np.ndarray:
    return dot_product_scores([values["query"]], [values["key"]])[0, 0]


def _norms(values: Values) -> np.ndarray:
    with accept.quiet():
        return np.array([_length(values["query"]), _length(values["key"])])


def _length(vector: np.ndarray) -> float:
    # Divide by the largest first: squares of very large or small numbers leave the float range.
    largest = np.abs(vector).max()
    return largest * np.linalg.norm(vector / largest)


def _cosine(values: Values) -> np.ndarray:
    first, second = values["norms"]
    with np.errstate(all="ignore"):
        return np.asarray(values["dot_product"] / first / second)


def terms(products: list[str]) -> str:
    """The terms of a sum, shortened in the middle."""
    if len(products) > SHOWN_TERMS:
        products = [*products[: SHOWN_TERMS - 1], r"\cdots", products[-1]]
    return " + ".join(products)


def in_brackets(number: float) -> str:
    """A number as a factor: a negative one needs brackets."""
    text = latex_number(number)
    return f"({text})" if text.startswith("-") else text


def squared(number: float) -> str:
    """The square of a number. `3 \\times 10^{9}^2` would not be LaTeX, nor right."""
    text = in_brackets(number)
    return f"({text})^2" if r"\times" in text and text[0] != "(" else f"{text}^2"


def sum_of_products(first: np.ndarray, second: np.ndarray) -> str:
    """Two vectors multiplied entry by entry and added."""
    pairs = zip(first, second, strict=True)
    return terms([rf"{in_brackets(a)} \cdot {in_brackets(b)}" for a, b in pairs])


def _written_products(values: Values) -> str:
    return sum_of_products(values["query"], values["key"])


def _written_sum(values: Values) -> str:
    return terms([in_brackets(product) for product in values["products"]])


def _meaning_of_sign(values: Values) -> str:
    score = float(values["query"] @ values["key"])
    where = "zero: the vectors are orthogonal"
    if score:
        where = "positive: their angle is below" if score > 0 else "negative: their angle is above"
        where += " 90 degrees"
    return f"Adding the products gives one number, and it is {where}."


_PRODUCTS = Step(
    "products",
    "Products",
    r"q_i \, k_i",
    lambda values: values["query"] * values["key"],
    lambda values: rf"{latex_of(values['query'])} \odot {latex_of(values['key'])}",
    lambda values: "Multiply the two vectors entry by entry, so that agreement counts for more.",
)
_DOT = Step(
    "dot_product",
    "Dot product",
    r"q \cdot k = \sum_i q_i \, k_i",
    lambda values: np.asarray(values["products"].sum()),
    _written_sum,
    _meaning_of_sign,
)
_DOT_FROM_VECTORS = Step(
    "dot_product",
    "Dot product",
    r"q \cdot k = \sum_i q_i \, k_i",
    _dot,
    _written_products,
    _meaning_of_sign,
)
_NORMS = Step(
    "norms",
    "Lengths",
    r"\lVert q \rVert = \sqrt{\textstyle\sum_i q_i^2}, \quad "
    r"\lVert k \rVert = \sqrt{\textstyle\sum_i k_i^2}",
    _norms,
    lambda values: r", \quad ".join(
        rf"\sqrt{{{terms([squared(x) for x in values[name]])}}}" for name in ("query", "key")
    ),
    lambda values: "Each vector's length is the root of the sum of its squares.",
)
_COSINE = Step(
    "cosine_similarity",
    "Cosine",
    r"\cos\theta = \frac{q \cdot k}{\lVert q \rVert \, \lVert k \rVert}",
    _cosine,
    lambda values: (
        rf"\frac{{{latex_number(values['dot_product'])}}}"
        rf"{{{latex_number(values['norms'][0])} \cdot {latex_number(values['norms'][1])}}}"
    ),
    lambda values: "Dividing by both lengths leaves the direction alone, from -1 to 1.",
)

register(
    Computation("dot_product", "Dot product", PARAMETERS, _check, (_PRODUCTS, _DOT)),
)
register(
    Computation(
        "cosine_similarity",
        "Cosine similarity",
        PARAMETERS,
        _check_cosine,
        (_DOT_FROM_VECTORS, _NORMS, _COSINE),
    )
)
