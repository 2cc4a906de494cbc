"""Standalone numpy code: the givens, one statement per step, and a loop that prints them."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..computations import Derivation
from .parts import Writer
from .python_steps import HELPERS, code_of, sizes_of

# Steps whose names mean something else in Python.
NAMES = {"sum": "total"}


def python_text(derivation: Derivation, inputs: Mapping[str, Any]) -> str:
    steps = {name: code_of(derivation, inputs, name) for name in derivation.steps}
    helpers = [
        text for call, text in HELPERS.items() if any(call in code for code in steps.values())
    ]
    lines = [f'"""{derivation.computation.title}, step by step."""', "", "import numpy as np", ""]
    lines += [line for text in helpers for line in ("", text, "")]
    lines += _givens(derivation, inputs)
    lines += ["", *(f"{NAMES.get(name, name)} = {code}" for name, code in steps.items()), ""]
    lines += ["steps = {", *(f'    "{name}": {NAMES.get(name, name)},' for name in steps), "}"]
    lines += ["for name, value in steps.items():", '    print(f"{name}:\\n{value}\\n")', ""]
    return "\n".join(lines)


def _givens(derivation: Derivation, inputs: Mapping[str, Any]) -> list[str]:
    sizes = sizes_of(derivation)
    arrays = [
        _assigned(parameter.name, inputs[parameter.name])
        for parameter in derivation.computation.parameters
        if parameter.kind not in ("count", "flag", "word")
        and inputs.get(parameter.name) is not None
    ]
    return [*arrays, *(f"{name} = {size}" for name, size in sizes.items())]


def _assigned(name: str, value: Any) -> str:
    array = np.asarray(value)
    if array.ndim == 0:
        return f"{name} = {_number(float(array))}"
    dtype = "bool" if array.dtype == bool else _dtype(array)
    return f"{name} = np.array({_nested(array)}, dtype={dtype})"


def _dtype(array: np.ndarray) -> str:
    # float32 and float16 are computed in float32, everything else in float64.
    return "np.float32" if array.dtype.kind == "f" and array.itemsize <= 4 else "float"


def _nested(array: np.ndarray, indent: str = "") -> str:
    if array.ndim == 1:
        return f"[{', '.join(map(_number, array.astype(float).tolist()))}]"
    inner = indent + "    "
    rows = "".join(f"{inner}{_nested(row, inner)},\n" for row in array)
    return f"[\n{rows}{indent}]"


def _number(number: float) -> str:
    return Writer(None).number(number).replace("inf", "np.inf")
