"""Counting the FLOPs of attention."""

from typing import Any

import numpy as np

from ..cost import BYTES, METHODS, attention_cost
from .base import Computation, Parameter, Step, Values, register

PARAMETERS = (
    Parameter("length", "count", "the sequence length n"),
    Parameter("dim", "count", "the width d of one head"),
    Parameter("method", "word", f"the method: {', '.join(METHODS)}", True, "dense"),
    Parameter("value_dim", "count", "the width d_v of the values (empty: d)", True),
    Parameter("heads", "count", "the number of heads h", True, 1),
    Parameter("dtype", "word", f"the number format: {', '.join(BYTES)}", True, "float32"),
)


def _check(**inputs: Any) -> dict[str, Any]:
    attention_cost(**inputs)
    width = inputs["dim"] if inputs["value_dim"] is None else inputs["value_dim"]
    sizes = {name: int(inputs[name]) for name in ("length", "dim", "heads")}
    return inputs | sizes | {"value_dim": int(width)}


def _product(values: Values, width: str) -> np.ndarray:
    """Exact as long as a float holds the integer, which MAX_SIZE cubed may exceed."""
    return np.asarray(float(2 * values["heads"] * values["length"] ** 2 * values[width]))


def _flops(values: Values) -> np.ndarray:
    return np.asarray(values["score_flops"] + values["output_flops"])


def _written(values: Values, width: str) -> str:
    heads = rf"{values['heads']} \cdot " if values["heads"] > 1 else ""
    return rf"{heads}2 \cdot {values['length']}^2 \cdot {values[width]}"


register(
    Computation(
        "complexity",
        "FLOPs of attention",
        PARAMETERS,
        _check,
        (
            Step(
                "score_flops",
                "Scores",
                r"h \cdot 2 n^2 d",
                lambda values: _product(values, "dim"),
                lambda values: _written(values, "dim"),
                lambda values: (
                    "Each of the n times n scores is a sum of d products, and one "
                    "multiplication with its addition counts as two FLOPs."
                ),
            ),
            Step(
                "output_flops",
                "Output",
                r"h \cdot 2 n^2 d_v",
                lambda values: _product(values, "value_dim"),
                lambda values: _written(values, "value_dim"),
                lambda values: "Each of the n outputs adds up n values of width d_v.",
            ),
            Step(
                "flops",
                "Together",
                r"h \, (2 n^2 d + 2 n^2 d_v)",
                _flops,
                lambda values: f"{values['score_flops']:,.0f} + {values['output_flops']:,.0f}",
                lambda values: "Both matrix products together; the softmax costs far less.",
            ),
        ),
    )
)
