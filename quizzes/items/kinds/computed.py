"""What the engine computes from givens."""

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
    """Its givens are those of a computation, whose steps lead to the answer."""

    # A variant never changes: it is worked out once for all that is judged and told of it.
    @cached_property
    def derivation(self) -> Derivation:
        """The right steps. Raises ValueError for numbers that have none."""
        return Derivation(self.spec.computation, self.variant.inputs)

    @cached_property
    def _worked(self) -> tuple[WorkedStep, ...]:
        """The same steps as a person writes them on paper."""
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
        return "New numbers" if is_new else super().variation()

    def explained(self, mistake: str) -> str:
        return explained_in(mistake, self.derivation)

    def step_of(self, mistake: str) -> str | None:
        return mistake_step(mistake, self.spec.computation)

    def steps_to_the_answer(self) -> tuple[WorkedStep, ...]:
        return self._steps_to_the_answer

    @cached_property
    def _steps_to_the_answer(self) -> tuple[WorkedStep, ...]:
        """The steps up to the first whose value is the answer already.

        The numbers put into any later one would tell it: weights times unit vectors are weights.
        """
        steps = self._worked
        before = takewhile(lambda step: not self._would_pass(step, steps[-1]), steps)
        return steps[: len(list(before)) + 1]

    def gives_away(self, step: WorkedStep) -> bool:
        return self._would_pass(step, self._steps_to_the_answer[-1])

    def _would_pass(self, step: WorkedStep, last: WorkedStep) -> bool:
        """Whether a step's value, typed as the answer, would be right or nearly so, or holds every
        number of it.

        Where one weight is nearly 1, the exponentials are the weights with the digits asked for.
        Where values are unit vectors, the output is weights in another order.
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
