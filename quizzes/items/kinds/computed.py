"""Kinds whose answer the engine computes from givens."""

from functools import cached_property
from itertools import takewhile
from typing import Any

import numpy as np

from attention_engine import (
    Parameter,
    check_answer,
    mistake_step,
    parameters_of,
)
from attention_engine.computations import Derivation
from attention_engine.computations.worked import WorkedStep, worked_from
from attention_engine.mistakes import explained_in

from .base import Kind, WorkedSolution


class Computed(Kind):
    """An item with the givens of a computation, whose steps lead to the answer."""

    # A variant never changes, so it is worked out once for every verdict, hint and solution.
    @cached_property
    def derivation(self) -> Derivation:
        """The right steps. Raises ValueError for inputs that the engine refuses."""
        return Derivation(self.spec.computation, self.variant.inputs)

    @cached_property
    def _worked(self) -> tuple[WorkedStep, ...]:
        """The same steps as a person would write them on paper."""
        return worked_from(self.derivation).steps

    def givens(self) -> list[tuple[Parameter, Any]]:
        inputs = self.variant.inputs
        return [
            (parameter, inputs[parameter.name])
            for parameter in parameters_of(self.spec.computation)
            if parameter.name in inputs
        ]

    def variation(self) -> str:
        is_new = any(map(self.spec.is_generated, self.spec.givens))
        return "Try new numbers" if is_new else super().variation()

    def explained(self, mistake: str) -> str:
        return explained_in(mistake, self.derivation)

    def step_of(self, mistake: str) -> str | None:
        return mistake_step(mistake, self.spec.computation)

    def steps_to_the_answer(self) -> tuple[WorkedStep, ...]:
        return self._steps_to_the_answer

    @cached_property
    def _steps_to_the_answer(self) -> tuple[WorkedStep, ...]:
        """The steps up to the first whose value is already the answer.

        The substituted numbers of any later step would give it away: weights times unit vectors
        are weights.
        """
        steps = self._worked
        before = takewhile(lambda step: not self._would_pass(step, steps[-1]), steps)
        return steps[: len(list(before)) + 1]

    def gives_away(self, step: WorkedStep) -> bool:
        return self._would_pass(step, self._steps_to_the_answer[-1])

    def _would_pass(self, step: WorkedStep, last: WorkedStep) -> bool:
        """Whether a step's value, typed as the answer, would be right or nearly right, or contains
        every number of the answer.

        If one weight is nearly 1, the exponentials equal the weights in all digits asked for. If
        the values are unit vectors, the output is the weights in another order.
        """
        value, result = step.value, last.value
        decimals = getattr(self.spec, "decimals", None)
        if value.size != result.size:
            near = 1e-9 if decimals is None else 0.5 * 10.0**-decimals
            held = np.isclose(value.reshape(1, -1), result.reshape(-1, 1), rtol=0, atol=near)
            return result.size > 1 and bool(held.any(axis=1).all())
        return check_answer(result.ravel(), value.ravel(), decimals=decimals).verdict != "wrong"

    def solution(self) -> WorkedSolution:
        return WorkedSolution(decimals=self.spec.decimals, steps=self._worked)
