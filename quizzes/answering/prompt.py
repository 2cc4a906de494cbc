"""What a task shows before it is answered: its givens, and how to type an answer."""

from typing import Any

import numpy as np

from attention_engine import Parameter, parameters_of
from quizzes.items.spec import ComputedBase, GrowthSpec
from quizzes.numbers.given import Given, given_of

from .task import Task

_HINTS = {
    "number": "One number. A fraction such as 3/4 or an expression such as sqrt(2)/2 will do.",
    "vector": "Numbers in a row, such as 0.2 0.3 0.5. Fractions such as 1/3 will do.",
    "matrix": "One row on each line, such as 0.2 0.8, or all in one: [[0.2, 0.8], [0.5, 0.5]].",
    "shape": "Rows, then columns, such as 7 x 9.",
    "order": "Choose a letter for each place, from first to last.",
    "big_o": "In the letters of the task, written like O(n log n).",
    "count": "A number with its unit, such as 1.2 GFLOPs, 0.6 GMACs or 48 MiB; 3 * 2^20 will do.",
    "steps": "Fill in what you can. A step that follows from your own earlier one counts as right.",
}


def givens_of(task: Task) -> list[Given]:
    """The givens in the order of the computation. A growth has none: its task is in letters."""
    spec = task.spec
    if not isinstance(spec, ComputedBase) or isinstance(spec, GrowthSpec):
        return []
    inputs = task.kind.variant.inputs
    return [
        given_of(parameter.name, _meaning(parameter, inputs), inputs[parameter.name])
        for parameter in parameters_of(spec.computation)
        if parameter.name in inputs
    ]


def _meaning(parameter: Parameter, inputs: dict[str, Any]) -> str:
    """Of a mask only what is true of this one: its zeros hide keys, or add nothing."""
    if parameter.kind != "mask":
        return parameter.meaning
    if np.asarray(inputs[parameter.name]).dtype == bool:
        return "the mask: 1 shows a key, 0 hides it"
    return "the biases: numbers that are added to the scaled scores"


def hint_of(task: Task) -> str:
    """How to type an answer, in a sentence; empty where it is a click."""
    return _HINTS.get(task.item.kind, "")


def takes_arrays(task: Task) -> bool:
    return task.item.kind in ("vector", "matrix", "steps")
