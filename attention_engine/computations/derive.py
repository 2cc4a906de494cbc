"""Works out a computation step by step, optionally with some steps replaced.

The same few lines give the worked answer, the value that a mistake produces (one step done wrong,
the rest right) and the value that follows from a learner's own earlier step.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..inputs import InputError, quiet
from .base import Computation, Values, computation_of

MAX_ELEMENTS = 4096

Steps = dict[str, np.ndarray]


def checked_inputs(computation: Computation, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs, validated and converted, with defaults for those not given.

    Raises ValueError for an unknown or missing name and for whatever the plain function refuses.
    """
    known = {parameter.name: parameter for parameter in computation.parameters}
    for name in inputs:
        if name not in known:
            raise InputError(
                f"{computation.name} takes no input {name!r:.60}; it takes {', '.join(known)}",
                name,
            )
    for parameter in computation.parameters:
        if not parameter.optional and inputs.get(parameter.name) is None:
            raise InputError(
                f"{computation.name} also needs the input {parameter.name}", parameter.name
            )
    checked = computation.check(
        **{
            name: parameter.default if inputs.get(name) is None else inputs[name]
            for name, parameter in known.items()
        }
    )
    for name, value in checked.items():
        if isinstance(value, np.ndarray) and value.size > MAX_ELEMENTS:
            raise InputError(
                f"{name} holds {value.size:,} numbers; worked steps take at most {MAX_ELEMENTS:,}",
                name,
            )
    return checked


def derive(
    computation: Computation,
    inputs: Mapping[str, Any],
    replaced: Mapping[str, np.ndarray] | None = None,
) -> Steps:
    """Every step's value by name. A step in `replaced` is not computed but taken from there."""
    values: dict[str, Any] = dict(inputs)
    found: Steps = {}
    for step in computation.steps:
        if not step.applies(values):
            continue
        if replaced and step.name in replaced:
            value = replaced[step.name]
        else:
            value = np.asarray(step.compute(values))
        values[step.name] = found[step.name] = value
    return found


# A step done differently: its wrong value from the inputs and the steps so far, or None if it
# cannot be done that way with these numbers.
Change = Callable[[Values], np.ndarray | None]


class Derivation:
    """A computation worked out correctly, from which wrong variants are made.

    Steps and inputs are read as `derivation["scores"]`; `applied` are the steps that were done,
    `changes` those that were done differently.
    """

    def __init__(self, name: str, inputs: Mapping[str, Any]) -> None:
        self.computation = computation_of(name)
        self.inputs = checked_inputs(self.computation, inputs)
        with quiet():
            self.steps = derive(self.computation, self.inputs)
        for step, value in self.steps.items():
            if np.isnan(value).any() or np.isposinf(value).any():
                raise InputError(
                    f"the inputs hold numbers so large that {step} overflows", "inputs"
                )
        values = self.inputs | self.steps
        self.applied = {s.name: s for s in self.computation.steps if s.applies(values)}
        self.changes: Mapping[str, Change] = {}

    def __getitem__(self, name: str) -> Any:
        return self.steps[name] if name in self.steps else self.inputs[name]

    def __contains__(self, name: str) -> bool:
        return name in self.steps or self.inputs.get(name) is not None

    @property
    def result(self) -> np.ndarray:
        return next(reversed(self.steps.values()))

    def before(self, step: str) -> dict[str, Any]:
        """The inputs, and the steps before this one: what the step is worked out from."""
        values: dict[str, Any] = dict(self.inputs)
        for name, value in self.steps.items():
            if name == step:
                break
            values[name] = value
        return values

    def until(self, last: str, own: Mapping[str, np.ndarray]) -> "Derivation":
        """The same up to the step `last`, worked out from `own` values of earlier steps."""
        names = list(self.applied)
        kept = names[: names.index(last) + 1]
        earlier = {name: own[name] for name in kept[:-1] if name in own}
        with quiet():
            steps = derive(self.computation, self.inputs, earlier)
        return self._with(
            applied={name: self.applied[name] for name in kept},
            steps={name: steps[name] for name in kept},
        )

    def altered(
        self, changes: Mapping[str, Change], known: Mapping[str, Change] | None = None
    ) -> "Derivation | None":
        """The same with these steps done differently, on top of earlier changes, the rest right.

        None if one of them cannot be done that way. `known` are shorter ways to the same values,
        for changes that have been worked out already.
        """
        every = {**self.changes, **changes}
        ways = {**every, **(known or {})}
        values: dict[str, Any] = dict(self.inputs)
        steps: Steps = {}
        untouched = True
        for name, step in self.applied.items():
            untouched = untouched and name not in changes
            if untouched:
                value = self.steps[name]
            elif (value := ways.get(name, step.compute)(values)) is None:
                return None
            values[name] = steps[name] = np.asarray(value)
        return self._with(steps=steps, changes=every)

    def of_stack(
        self, places: int | slice | list[int], first: str, changes: Mapping[str, Change]
    ) -> "Derivation":
        """Where the step `first` was replaced by several values, stacked, and the later steps with
        it: the derivation of one of them or of a smaller stack, which is what `changes` do."""
        steps: Steps = {}
        stacked = False
        for name, value in self.steps.items():
            stacked = stacked or name == first
            steps[name] = value[places] if stacked else value
        return self._with(steps=steps, changes=changes)

    def _with(self, **changed: Any) -> "Derivation":
        # Copied by hand: copy.copy takes as long as a step, and a diagnosis makes hundreds.
        other = object.__new__(Derivation)
        vars(other).update(vars(self) | changed)
        return other
