"""Worked answers: every step with its formula, the numbers put in, its value and a sentence."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from . import Derivation


@dataclass(frozen=True, eq=False)
class WorkedStep:
    """One step. `formula` and `substituted` (the formula with the numbers put in) are LaTeX."""

    name: str
    title: str
    formula: str
    substituted: str
    value: np.ndarray
    explanation: str


@dataclass(frozen=True, eq=False)
class WorkedAnswer:
    """`steps` in order; `result` is the last one's value, the plain function's own."""

    steps: tuple[WorkedStep, ...]
    result: np.ndarray


def worked_answer(computation: str, **inputs: Any) -> WorkedAnswer:
    """The steps of a computation as a person writes them on paper.

    `inputs` are the arguments of the plain function. Raises ValueError for an unknown
    computation and for input that the plain function refuses.

    >>> [step.name for step in worked_answer("softmax", x=[2, 1, 0]).steps]
    ['exponentials', 'sum', 'weights']
    """
    derivation = Derivation(computation, inputs)
    values = derivation.inputs | derivation.steps
    steps = tuple(
        WorkedStep(
            step.name,
            step.title,
            step.formula,
            step.substitute(values),
            derivation.steps[step.name],
            step.explain(values),
        )
        for step in derivation.applied.values()
    )
    return WorkedAnswer(steps, steps[-1].value)


def compute(computation: str, inputs: dict[str, Any]) -> np.ndarray:
    """The final array of a computation alone. Raises ValueError as `worked_answer` does."""
    return Derivation(computation, inputs).result
