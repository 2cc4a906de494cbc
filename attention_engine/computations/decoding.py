"""The time of a decoding step by hand, and what decides whether memory limits it."""

from typing import Any

import numpy as np

from ..inputs import positive
from ..latex import latex_number
from ..serving.decoding import bytes_of_a_step, checked_step
from .base import Computation, Parameter, Step, Values, register

STEP = (
    Parameter("weight_bytes", "number", "the bytes of the weights"),
    Parameter("bandwidth", "number", "the memory bandwidth, in bytes a second"),
    Parameter("cache_bytes", "number", "the bytes of one sequence's cache", True, 0),
    Parameter("batch", "count", "the sequences in the batch", True, 1),
)
WORK = (
    Parameter("flops", "number", "the FLOPs computed"),
    Parameter("bytes", "number", "the bytes read and written"),
)


def _checked_work(**inputs: Any) -> dict[str, Any]:
    return {name: positive(name, value) for name, value in inputs.items()}


def _written_read(values: Values) -> str:
    weights, cache = (_written(values[name]) for name in ("weight_bytes", "cache_bytes"))
    if not values["cache_bytes"]:
        return weights
    return rf"{weights} + {values['batch']} \cdot {cache}"


def _written(number: float) -> str:
    # With two digits, nobody could follow the division.
    return latex_number(number, digits=4)


def _fraction(above: str, below: float) -> str:
    return rf"\frac{{{above}}}{{{_written(below)}}}"


READ = Step(
    "bytes_read",
    "Bytes read in one step",
    r"W + B \, C",
    lambda values: np.asarray(bytes_of_a_step(dict(values))),
    _written_read,
    lambda values: (
        "Every step reads all weights once for the whole batch, and the cache of every sequence."
    ),
)
register(
    Computation(
        "decode_seconds",
        "Seconds of a decoding step",
        STEP,
        checked_step,
        (
            READ,
            Step(
                "seconds",
                "Seconds",
                r"\frac{\text{bytes}}{\text{bytes a second}}",
                lambda values: np.asarray(values["bytes_read"] / values["bandwidth"]),
                lambda values: _fraction(_written(values["bytes_read"]), values["bandwidth"]),
                lambda values: (
                    "If reading memory is the limit, the step takes as long as it reads."
                ),
            ),
        ),
    )
)
register(
    Computation(
        "tokens_per_second",
        "Tokens a second",
        STEP,
        checked_step,
        (
            READ,
            Step(
                "tokens_per_second",
                "Tokens a second",
                r"\frac{B \cdot \text{bytes a second}}{\text{bytes}}",
                lambda values: np.asarray(
                    values["batch"] * values["bandwidth"] / values["bytes_read"]
                ),
                lambda values: _fraction(
                    rf"{values['batch']} \cdot {_written(values['bandwidth'])}",
                    values["bytes_read"],
                ),
                lambda values: "Each step gives one token to every sequence of the batch.",
            ),
        ),
    )
)
register(
    Computation(
        "arithmetic_intensity",
        "Arithmetic intensity",
        WORK,
        _checked_work,
        (
            Step(
                "intensity",
                "FLOPs for every byte",
                r"\frac{\text{FLOPs}}{\text{bytes}}",
                lambda values: np.asarray(values["flops"] / values["bytes"]),
                lambda values: _fraction(_written(values["flops"]), values["bytes"]),
                lambda values: (
                    "Below the ratio of a processor's FLOPs to its bytes a second, memory is the "
                    "limit."
                ),
            ),
        ),
    )
)
