"""Worked answers: each step with its formula, the numbers filled in, its value and a sentence."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from . import Derivation


@dataclass(frozen=True, eq=False)
class WorkedStep:
    """One step. `formula` and `substituted` (the formula with the numbers filled in) are LaTeX."""

    name: str
    title: str
    formula: str
    substituted: str
    value: np.ndarray
    explanation: str


@dataclass(frozen=True, eq=False)
class WorkedAnswer:
    """`steps` in order; `result` is the last one's value, which the plain function also returns.
    `derivation` answers further questions about these numbers without working them out again."""

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
    """Only the final array of a computation. Raises ValueError as `worked_answer` does."""
    return Derivation(computation, inputs).result
