"""Counts the FLOPs of attention by hand."""

from collections.abc import Callable
from typing import Any

import numpy as np

from ..cost import BYTES, METHODS, attention_cost, cells_of, checked_sizes, flops_of_one_head
from .base import Computation, Parameter, Step, Values, register

PARAMETERS = (
    Parameter("length", "count", "the sequence length n"),
    Parameter("dim", "count", "the width d of one head"),
    Parameter("method", "word", f"the method: {', '.join(METHODS)}", True, "dense"),
    Parameter("value_dim", "count", "the width d_v of the values (empty: d)", True),
    Parameter("heads", "count", "the number of heads h", True, 1),
    Parameter("num_kv_heads", "count", "the number of KV heads", True),
    Parameter("dtype", "word", f"the number format: {', '.join(BYTES)}", True, "float32"),
    Parameter("window", "count", "the window w of local attention", True),
    Parameter("global_tokens", "count", "the number g of global tokens", True),
    Parameter("stride", "count", "the stride s of strided attention", True),
    Parameter("hidden_dim", "count", "the hidden width a of additive attention", True),
)

PATTERNS = ("local", "local_global", "strided")


def _check(**inputs: Any) -> dict[str, Any]:
    attention_cost(**{name: value for name, value in inputs.items() if value is not None})
    method, _dtype = inputs["method"], inputs.pop("dtype")
    named = {name: inputs.pop(name) for name in ("length", "dim", "method", "value_dim", "heads")}
    sizes = checked_sizes(**named, num_kv_heads=inputs.pop("num_kv_heads"), options=inputs)
    return sizes | {"method": method}


def _of(*methods: str) -> Callable[[Values], bool]:
    return lambda values: values["method"] in methods


def _part(index: int) -> Callable[[Values], np.ndarray]:
    """The FLOPs of one of the two products over all heads."""

    def compute(values: Values) -> np.ndarray:
        return _number(values["heads"] * flops_of_one_head(values["method"], dict(values))[index])

    return compute


def _number(count: int) -> np.ndarray:
    return np.asarray(float(count))


def _heads(values: Values) -> str:
    return rf"{values['heads']} \cdot " if values["heads"] > 1 else ""


def _per_cell(width: str) -> Callable[[Values], str]:
    def written(values: Values) -> str:
        return rf"{_heads(values)}2 \cdot {int(values['cells'])} \cdot {values[width]}"

    return written


def _written_cells(values: Values) -> str:
    method, n = values["method"], values["length"]
    if method not in PATTERNS:
        return rf"{n}^2"
    sizes = ", ".join(str(values[name]) for name in METHODS[method].options)
    return rf"\text{{allowed cells for }} n = {n} \text{{ and }} {sizes}"


def _written_additive(values: Values) -> str:
    n, d, a = values["length"], values["dim"], values["hidden_dim"]
    cells = int(values["cells"])
    return rf"{_heads(values)}(4 \cdot {n} \cdot {d} \cdot {a} + 4 \cdot {cells} \cdot {a})"


def _written_linear(values: Values) -> str:
    n, d, d_v = values["length"], values["dim"], values["value_dim"]
    return rf"{_heads(values)}2 \cdot {n} \cdot {d} \cdot {d_v}"


STEPS = (
    Step(
        "cells",
        "Scores of one head",
        r"c",
        lambda values: _number(cells_of(values["method"], dict(values))),
        _written_cells,
        lambda values: "Count the pairs of a query and a key whose score is computed.",
        applies=lambda values: values["method"] != "linear",
    ),
    Step(
        "score_flops",
        "Scores",
        r"h \cdot 2 c \, d",
        _part(0),
        _per_cell("dim"),
        lambda values: (
            "Each score is a sum of d products, and one multiplication with its "
            "addition counts as two FLOPs."
        ),
        applies=_of("dense", *PATTERNS),
    ),
    Step(
        "score_flops",
        "Scores",
        r"h \, (4 n d a + 4 c \, a)",
        _part(0),
        _written_additive,
        lambda values: (
            "Queries and keys are projected once; each pair then needs a sum, a tanh "
            "and a product with v for every hidden unit."
        ),
        applies=_of("additive"),
    ),
    Step(
        "state_flops",
        "Sums over the keys",
        r"h \cdot 2 n d \, d_v",
        _part(0),
        _written_linear,
        lambda values: "Keys and values are multiplied once for all queries.",
        applies=_of("linear"),
    ),
    Step(
        "output_flops",
        "Output",
        r"h \cdot 2 n d \, d_v",
        _part(1),
        _written_linear,
        lambda values: "Each query is multiplied by the summed keys and values.",
        applies=_of("linear"),
    ),
    Step(
        "output_flops",
        "Output",
        r"h \cdot 2 c \, d_v",
        _part(1),
        _per_cell("value_dim"),
        lambda values: "Each score's weight multiplies one value of width d_v.",
        applies=lambda values: values["method"] != "linear",
    ),
    Step(
        "flops",
        "Together",
        r"\text{FLOPs}",
        lambda values: np.asarray(_first(values) + values["output_flops"]),
        lambda values: f"{_first(values):,.0f} + {values['output_flops']:,.0f}",
        lambda values: "Both parts together; softmax costs far less and is left out.",
    ),
)


def _first(values: Values) -> np.ndarray:
    return values["state_flops"] if values["method"] == "linear" else values["score_flops"]


register(Computation("complexity", "FLOPs of attention", PARAMETERS, _check, STEPS, counts="flops"))
