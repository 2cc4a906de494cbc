"""What a task shows before it is answered: its givens."""

from typing import Any

import numpy as np

from attention_engine import Parameter
from quizzes.numbers.given import Given, given_of

from .task import Task


def givens_of(task: Task) -> list[Given]:
    """The givens in the order of the computation."""
    return [
        given_of(parameter.name, _meaning(parameter, value), value)
        for parameter, value in task.kind.givens()
    ]


def _meaning(parameter: Parameter, value: Any) -> str:
    """For a mask, the meaning of this one: a boolean mask hides keys, a float mask adds biases."""
    if parameter.kind != "mask":
        return parameter.meaning
    if np.asarray(value).dtype == bool:
        return "the mask: 1 shows a key, 0 hides it"
    return "the biases: numbers that are added to the scaled scores"
