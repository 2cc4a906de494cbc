"""Multi-head attention by hand: split into heads, attend in each, join, project."""

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import inputs as accept
from ..heads import head_blocks, merge_heads, multi_head_attention
from ..latex import latex_of
from ..masks import additive_mask
from ..scores import scale_of
from .attention import CAUSAL, DOT_PRODUCTS, MASKED, SCORES, SEQUENCE, WEIGHTS, cell_of_product
from .base import Computation, Parameter, Step, Values, register

PARAMETERS = (
    *SEQUENCE,
    Parameter("W_o", "matrix", "the weights that mix the heads"),
    Parameter("num_heads", "count", "the number of heads"),
    Parameter("num_kv_heads", "count", "the number of KV heads (empty: all)", True),
    CAUSAL,
)


def _check(**given: Any) -> dict[str, Any]:
    multi_head_attention(**given)
    names = ("X", "W_q", "W_k", "W_v", "W_o")
    arrays = accept.together(**{name: accept.floats(name, given[name]) for name in names})
    checked = dict(zip(names, arrays, strict=True))
    heads = int(given["num_heads"])
    kv_heads = heads if given["num_kv_heads"] is None else int(given["num_kv_heads"])
    query = _of_queries(checked | {"num_heads": heads})
    shape = (*query.shape[:-1], query.shape[-2])
    is_causal = bool(given["is_causal"])
    return checked | {
        "num_heads": heads,
        "num_kv_heads": kv_heads,
        "is_causal": is_causal,
        "mask": additive_mask(None, is_causal, shape),
        "scale": scale_of(query, None),
    }


def _blocks(weights: str, count: str) -> Callable[[Values], np.ndarray]:
    def compute(values: Values) -> np.ndarray:
        return head_blocks(values["X"] @ values[weights], values[count], values["num_heads"])

    return compute


_of_queries = _blocks("W_q", "num_heads")


def _written(weights: str) -> Any:
    return lambda values: f"{latex_of(values['X'])} {latex_of(values[weights])}"


def _explain_split(kind: str) -> Any:
    def explain(values: Values) -> str:
        heads = values["num_heads"] if kind == "queries" else values["num_kv_heads"]
        shared = ", shared by groups of heads" if heads < values["num_heads"] else ""
        blocks = "1 block" if heads == 1 else f"{heads} blocks"
        return f"Project once, then cut the columns into {blocks} of {kind}{shared}."

    return explain


register(
    Computation(
        "multi_head_attention",
        "Multi-head attention",
        PARAMETERS,
        _check,
        (
            Step(
                "query",
                "Queries of each head",
                r"Q_h",
                _of_queries,
                _written("W_q"),
                _explain_split("queries"),
            ),
            Step(
                "key",
                "Keys of each head",
                r"K_h",
                _blocks("W_k", "num_kv_heads"),
                _written("W_k"),
                _explain_split("keys"),
            ),
            Step(
                "value",
                "Values of each head",
                r"V_h",
                _blocks("W_v", "num_kv_heads"),
                _written("W_v"),
                _explain_split("values"),
            ),
            DOT_PRODUCTS,
            SCORES,
            MASKED,
            WEIGHTS,
            Step(
                "heads",
                "Concatenated heads",
                r"[\,A_1 V_1, \ldots, A_H V_H\,]",
                lambda values: merge_heads(values["weights"] @ values["value"]),
                lambda values: f"{latex_of(values['weights'])} {latex_of(values['value'])}",
                lambda values: (
                    "Each head averages its own values; the results are concatenated column by "
                    "column."
                ),
            ),
            Step(
                "output",
                "Output",
                r"[\,A_1 V_1, \ldots, A_H V_H\,] \, W_O",
                lambda values: values["heads"] @ values["W_o"],
                lambda values: f"{latex_of(values['heads'])} {latex_of(values['W_o'])}",
                lambda values: "The last matrix mixes what the heads found.",
                cell=cell_of_product("heads", "W_o"),
            ),
        ),
        stacks=True,
    )
)
