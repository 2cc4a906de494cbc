"""Lines of Python that count the FLOPs of attention, row by row for sparse patterns."""

from ..computations import Derivation
from .statements import Code, Given

_LOCAL = "sum(min(length, i + window + 1) - max(0, i - window) for i in range(length))"
_LOCAL_GLOBAL = """length**2 - sum(
    length - global_tokens - (min(length, i + window + 1) - max(global_tokens, i - window))
    for i in range(global_tokens, length)
)"""
_STRIDED = """sum(
    min(length, i + stride) - max(0, i - stride + 1) + i // stride + (length - 1 - i) // stride
    for i in range(length)
)"""
_CELLS = {"local": _LOCAL, "local_global": _LOCAL_GLOBAL, "strided": _STRIDED}


def _cells(found: Derivation, given: Given) -> str:
    return _CELLS.get(found["method"], "length**2")


def _score_flops(found: Derivation, given: Given) -> str:
    if found["method"] == "additive":
        return "heads * (4 * length * dim * hidden_dim + 4 * cells * hidden_dim)"
    return "heads * 2 * cells * dim"


def _output_flops(found: Derivation, given: Given) -> str:
    linear = found["method"] == "linear"
    return "heads * 2 * length * dim * value_dim" if linear else "heads * 2 * cells * value_dim"


def _flops(found: Derivation, given: Given) -> str:
    first = "state_flops" if found["method"] == "linear" else "score_flops"
    return f"{first} + output_flops"


COST: dict[str, Code] = {
    "cells": _cells,
    "score_flops": _score_flops,
    "state_flops": "heads * 2 * length * dim * value_dim",
    "output_flops": _output_flops,
    "flops": _flops,
}
