"""Attention by hand: dot products, scaled scores, the mask, weights, output."""

from math import sqrt
from typing import Any

import numpy as np

from .. import inputs as accept
from ..attention import masked, masked_softmax, projections, scaled_dot_product_attention
from ..latex import latex_number, latex_of
from ..masks import additive_mask
from ..scores import scale_of, scaled_dot_product_scores
from .base import Computation, Index, Parameter, Step, Values, register
from .vectors import in_brackets, sum_of_products, terms

QUERY = Parameter("query", "matrix", "the queries, one row each")
KEY = Parameter("key", "matrix", "the keys, one row each")
VALUE = Parameter("value", "matrix", "the values, one row for each key")
CAUSAL = Parameter("is_causal", "flag", "hide the keys that come after the query", True, False)
MASK = Parameter(
    "attn_mask", "mask", "the mask: 1 shows a key, 0 hides it; other numbers are added", True
)
SCALE = Parameter("scale", "number", "the factor in place of 1/sqrt(d_k)", True)
SEQUENCE = (
    Parameter("X", "matrix", "the sequence, one row for each position"),
    Parameter("W_q", "matrix", "the weights that make queries"),
    Parameter("W_k", "matrix", "the weights that make keys"),
    Parameter("W_v", "matrix", "the weights that make values"),
)


def _check_scores(query: Any, key: Any, scale: Any) -> dict[str, Any]:
    scaled_dot_product_scores(query, key, scale)
    query, key = accept.paired(query, key)
    return {"query": query, "key": key, "scale": scale_of(query, scale)}


def _check_weights(
    query: Any, key: Any, is_causal: Any, attn_mask: Any, scale: Any
) -> dict[str, Any]:
    checked = _check_scores(query, key, scale)
    query, key = checked["query"], checked["key"]
    shape = (*query.shape[:-1], key.shape[-2])
    mask = additive_mask(attn_mask, accept.flag("is_causal", is_causal), shape)
    return checked | {"mask": mask, "is_causal": bool(is_causal)}


def _check_attention(
    query: Any, key: Any, value: Any, is_causal: Any, attn_mask: Any, scale: Any
) -> dict[str, Any]:
    checked = _check_weights(query, key, is_causal, attn_mask, scale)
    scaled_dot_product_attention(query, key, value, attn_mask, is_causal, scale)
    query, key, value = accept.together(
        query=checked["query"], key=checked["key"], value=accept.floats("value", value)
    )
    return checked | {"query": query, "key": key, "value": value}


def _check_self(X: Any, W_q: Any, W_k: Any, W_v: Any, is_causal: Any) -> dict[str, Any]:
    query, key, value = projections(X, W_q, W_k, W_v)
    checked = _check_attention(query, key, value, is_causal, None, None)
    given = {"X": X, "W_q": W_q, "W_k": W_k, "W_v": W_v}
    arrays = accept.together(**{name: accept.floats(name, array) for name, array in given.items()})
    kept = {name: checked[name] for name in ("mask", "is_causal", "scale")}
    return dict(zip(given, arrays, strict=True)) | kept


def shown_scores(values: Values) -> np.ndarray:
    """The scores that softmax is taken of: the masked ones if there is a mask."""
    return values["masked_scores"] if "masked_scores" in values else values["scores"]


def _factor(values: Values) -> str:
    width = values["query"].shape[-1]
    if values["scale"] == 1 / sqrt(width):
        return rf"\frac{{1}}{{\sqrt{{{width}}}}}"
    return latex_number(values["scale"])


def _explain_scale(values: Values) -> str:
    width = values["query"].shape[-1]
    if values["scale"] == 1 / sqrt(width):
        return (
            f"The keys have d_k = {width} numbers, so divide by its square root, "
            f"{sqrt(width):.4g}. The spread of the scores then does not grow with the width."
        )
    return f"Multiply by the given scale {values['scale']:g}."


def _explain_mask(values: Values) -> str:
    if np.isin(values["mask"], (0, -np.inf)).all():
        return "A hidden key gets the score minus infinity, whose exponential is 0."
    return "The given numbers, such as biases for the distance, are added to the scaled scores."


def _written_mask(values: Values) -> str:
    return f"{latex_of(values['scores'])} + {latex_of(np.asarray(values['mask']))}"


def _written_weights(values: Values) -> str:
    scores = shown_scores(values)
    row = scores.reshape(-1, scores.shape[-1])[0]
    shown = [rf"e^{{{latex_number(x)}}}" for x in row if np.isfinite(x)]
    if not shown:
        return r"\text{row 1: every key is hidden, so all weights are } 0"
    if len(shown) > 5:
        shown = [*shown[:4], r"\cdots", shown[-1]]
    top = [rf"e^{{{latex_number(x)}}}" if np.isfinite(x) else "0" for x in row[:5]]
    dots = [r"\ldots"] if len(row) > 5 else []
    return rf"\text{{row 1: }} \frac{{({', '.join(top + dots)})}}{{{' + '.join(shown)}}}"


def cell_of_product(first: str, second: str, transposed: bool = False) -> Any:
    """Writes one number of a matrix product: a row times a column."""

    def written(values: Values, index: Index) -> str:
        *heads, row, column = index
        right = values[second] if transposed else values[second].mT
        left = values[first]
        return sum_of_products(
            left[(*heads, row)], right[(*heads[len(heads) - right.ndim + 2 :], column)]
        )

    return written


def _cell_of_scores(values: Values, index: Index) -> str:
    product, width = values["dot_products"][index], values["query"].shape[-1]
    if values["scale"] == 1 / sqrt(width):
        return rf"\frac{{{latex_number(product)}}}{{\sqrt{{{width}}}}}"
    return rf"{latex_number(values['scale'])} \cdot {in_brackets(product)}"


def _cell_of_masked(values: Values, index: Index) -> str:
    mask = np.broadcast_to(values["mask"], values["scores"].shape)
    return rf"{latex_number(values['scores'][index])} + {in_brackets(mask[index])}"


def _cell_of_weights(values: Values, index: Index) -> str:
    row = shown_scores(values)[index[:-1]]
    if not np.isfinite(row[index[-1]]):
        return r"\text{a hidden key has no weight}"
    powers = [rf"e^{{{latex_number(x)}}}" for x in row if np.isfinite(x)]
    return rf"\frac{{e^{{{latex_number(row[index[-1]])}}}}}{{{terms(powers)}}}"


def _product(first: str, second: str, transposed: bool = False) -> Any:
    def written(values: Values) -> str:
        right = values[second].mT if transposed else values[second]
        return rf"{latex_of(values[first])} {latex_of(right)}"

    return written


def _projection(name: str, letter: str, weights: str) -> Step:
    sources = {"query": "asks for", "key": "offers", "value": "hands on"}
    return Step(
        name,
        {"query": "Queries", "key": "Keys", "value": "Values"}[name],
        rf"{letter} = X W_{letter}",
        lambda values: values["X"] @ values[weights],
        _product("X", weights),
        lambda values: f"A learned matrix turns each position into what it {sources[name]}.",
    )


DOT_PRODUCTS = Step(
    "dot_products",
    "Dot products",
    r"Q K^\top",
    lambda values: values["query"] @ values["key"].mT,
    _product("query", "key", transposed=True),
    lambda values: "Row i, column j is query i times key j: how well the two fit.",
    cell=cell_of_product("query", "key", transposed=True),
)
SCORES = Step(
    "scores",
    "Scaled scores",
    r"S = \frac{Q K^\top}{\sqrt{d_k}}",
    lambda values: values["dot_products"] * values["dot_products"].dtype.type(values["scale"]),
    lambda values: rf"{_factor(values)} \cdot {latex_of(values['dot_products'])}",
    _explain_scale,
    cell=_cell_of_scores,
)
MASKED = Step(
    "masked_scores",
    "Masked scores",
    r"S + M",
    lambda values: masked(values["scores"], values["mask"]),
    _written_mask,
    _explain_mask,
    applies=lambda values: values["mask"] is not None,
    cell=_cell_of_masked,
)
WEIGHTS = Step(
    "weights",
    "Weights",
    r"A_{ij} = \frac{e^{S_{ij}}}{\sum_k e^{S_{ik}}}",
    lambda values: masked_softmax(shown_scores(values)),
    _written_weights,
    lambda values: "Softmax over each row: each query's weights sum to 1.",
    cell=_cell_of_weights,
)
OUTPUT = Step(
    "output",
    "Output",
    r"A V",
    lambda values: values["weights"] @ values["value"],
    _product("weights", "value"),
    lambda values: "Each output is the average of the values, weighted by its row.",
    cell=cell_of_product("weights", "value"),
)

register(
    Computation(
        "scores",
        "Scaled scores",
        (QUERY, KEY, SCALE),
        _check_scores,
        (DOT_PRODUCTS, SCORES),
        stacks=True,
    )
)
register(
    Computation(
        "attention_weights",
        "Attention weights",
        (QUERY, KEY, CAUSAL, MASK, SCALE),
        _check_weights,
        (DOT_PRODUCTS, SCORES, MASKED, WEIGHTS),
        stacks=True,
    )
)
register(
    Computation(
        "scaled_dot_product_attention",
        "Scaled dot-product attention",
        (QUERY, KEY, VALUE, CAUSAL, MASK, SCALE),
        _check_attention,
        (DOT_PRODUCTS, SCORES, MASKED, WEIGHTS, OUTPUT),
        stacks=True,
    )
)
register(
    Computation(
        "self_attention",
        "Self-attention",
        (*SEQUENCE, CAUSAL),
        _check_self,
        (
            _projection("query", "Q", "W_q"),
            _projection("key", "K", "W_k"),
            _projection("value", "V", "W_v"),
            DOT_PRODUCTS,
            SCORES,
            MASKED,
            WEIGHTS,
            OUTPUT,
        ),
        stacks=True,
    )
)
