"""The mistakes of one step made side by side, each alone, with their values on a new first axis.

Numpy takes about as long for twenty small matrices as for one. So the rest of a computation is
worked out once for all mistakes of a step, and once for all pairs of mistakes of two steps.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ..computations import Change, Derivation, Values
from .registry import Mistake


@dataclass(frozen=True, eq=False)
class Together:
    """`mistakes` made in `step`, and the `derivation` that follows. If it is `stacked`, the first
    axis of that step and of every later one has a place for each mistake, else there is only one.
    """

    step: str
    mistakes: tuple[Mistake, ...]
    derivation: Derivation
    stacked: bool

    def of_each(self, value: np.ndarray) -> Sequence[np.ndarray]:
        """What belongs to each mistake in a value that follows from them."""
        return list(value) if self.stacked else [value]

    def in_turn(self) -> list[Derivation]:
        """A derivation of its own for each mistake of a stack."""
        return [
            self.derivation.one_of_stack(index, self.step, each.change)
            for index, each in enumerate(self.mistakes)
            if each.change
        ]


def made_together(
    derivation: Derivation, step: str, mistakes: Iterable[Mistake], after: Together | None = None
) -> list[Together]:
    """The mistakes of `step` that can be made in a right derivation or `after` others; those that
    give one shape together, if the computation takes stacked arrays."""
    start = derivation if after is None else after.derivation
    values, axes = start.before(step), derivation.steps[step].ndim
    alike: dict[object, list[tuple[Mistake, np.ndarray]]] = {}
    for each in mistakes:
        value = each.change(values) if each.change else None
        if value is None:
            continue
        value = np.asarray(value)
        if after and after.stacked and value.ndim == axes:
            # What was done wrong before makes no difference to it.
            value = np.broadcast_to(value, (len(after.mistakes), *value.shape))
        kind = (value.shape, value.dtype) if derivation.computation.stacks else each
        alike.setdefault(kind, []).append((each, value))
    found = []
    for group in alike.values():
        made, arrays = zip(*group, strict=True)
        stacked = derivation.computation.stacks
        known = np.stack(arrays) if stacked else arrays[0]
        change = _side_by_side(made) if stacked else made[0].change
        wrong = start.altered({step: change}, {step: known})
        if wrong is not None:
            found.append(Together(step, made, wrong, stacked))
    return found


def _side_by_side(mistakes: tuple[Mistake, ...]) -> Change:
    """The step done wrong in each of these ways; None if one of them cannot be done."""

    def change(values: Values) -> np.ndarray | None:
        found = [each.change(values) for each in mistakes if each.change]
        made = [value for value in found if value is not None]
        return np.stack(made) if len(made) == len(mistakes) else None

    return change
