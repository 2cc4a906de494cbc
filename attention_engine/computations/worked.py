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
    """`steps` in order; `result` is the last one's value, the plain function's own. What more is
    asked of the same numbers is asked of `derivation`: they are worked out once."""

    steps: tuple[WorkedStep, ...]
    result: np.ndarray
    derivation: Derivation


def worked_answer(computation: str, **inputs: Any) -> WorkedAnswer:
    """The steps of a computation as a person writes them on paper.

    `inputs` are the arguments of the plain function. Raises ValueError for an unknown
    computation and for input that the plain function refuses.

    >>> [step.name for step in worked_answer("softmax", x=[2, 1, 0]).steps]
    ['exponentials', 'sum', 'weights']
    """
    return worked_from(Derivation(computation, inputs))


def worked_from(derivation: Derivation) -> WorkedAnswer:
    """`worked_answer` for a computation that has been worked out already."""
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
    return WorkedAnswer(steps, steps[-1].value, derivation)


def compute(computation: str, inputs: dict[str, Any]) -> np.ndarray:
    """The final array of a computation alone. Raises ValueError as `worked_answer` does."""
    return Derivation(computation, inputs).result
