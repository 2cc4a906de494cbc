"""The wrong results that known mistakes produce: one mistake at a time, or two at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..computations import Change, Derivation, Values
from ..inputs import quiet
from ..judging.tolerance import Tolerance
from .registry import MISTAKES, Mistake, Submitted

# How far apart floating point puts the same number, computed in two ways.
SAME = Tolerance(atol=1e-12, rtol=1e-9, stated=1e-12)


@dataclass(frozen=True, eq=False)
class Candidate:
    """A wrong result and the mistakes, one or two, that together produce it."""

    mistakes: tuple[Mistake, ...]
    value: np.ndarray


def singles_of(derivation: Derivation, submitted: Submitted = None) -> Iterator[Candidate]:
    """Every value of every mistake that is possible here; some may equal the right result."""
    with quiet():
        for each in _possible(derivation):
            for value in each.make(derivation, submitted):
                yield Candidate((each,), value)


def pairs_of(derivation: Derivation, submitted: Submitted = None) -> Iterator[Candidate]:
    """The same for two mistakes at once: in two steps, or in one step and in the whole result."""
    steps = list(derivation.applied)
    # In the order of the steps, those of the whole result last: the second builds on the first.
    possible = [(each, each.step_in(steps)) for each in _possible(derivation)]
    possible.sort(key=lambda pair: steps.index(pair[1]) if pair[1] else len(steps))
    with quiet():
        for index, (first, step) in enumerate(possible):
            wrong = derivation.altered({step: first.change}) if step and first.change else None
            # A mistake that changes nothing here was not made.
            if (
                not step
                or wrong is None
                or not _is_other(wrong.steps[step], derivation.steps[step])
            ):
                continue
            for second, other in possible[index + 1 :]:
                if other != step:
                    for value in second.make(wrong, submitted):
                        yield Candidate((first, second), value)


def mistake_values(computation: str, inputs: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """The value that each known mistake gives here, likeliest mistake first.

    Mistakes that change nothing for these inputs are left out. Raises ValueError as
    `worked_answer` does.
    """
    return values_in(Derivation(computation, inputs))


def values_in(derivation: Derivation) -> dict[str, np.ndarray]:
    """`mistake_values` for a computation that has been worked out already."""
    found: dict[str, np.ndarray] = {}
    for candidate in singles_of(derivation):
        if _is_wrong(candidate.value, derivation.result):
            found.setdefault(candidate.mistakes[0].id, candidate.value)
    return found


def mistaken_steps(
    derivation: Derivation, decimals: int
) -> dict[str, tuple[str, dict[str, np.ndarray]]]:
    """For each known mistake, the step where it is made and the values of all steps: that step
    done wrong, the later ones computed correctly from it, each rounded before it is used.

    Left out are mistakes of the whole result, those that change nothing for these inputs, and those
    that make all numbers of the step equal: such a step is never carried forward.
    """
    found: dict[str, tuple[str, dict[str, np.ndarray]]] = {}
    names = list(derivation.applied)
    with quiet():
        for each in _possible(derivation):
            if not each.change or not (at := each.step_in(names)):
                continue
            ways = {name: derivation.applied[name].compute for name in names[names.index(at) :]}
            changes = {
                name: rounded_change(way, decimals)
                for name, way in (ways | {at: each.change}).items()
            }
            wrong = derivation.altered(changes)
            if wrong is None or _is_alike(wrong.steps[at]):
                continue
            if _is_wrong(wrong.steps[at], derivation.steps[at]):
                found[each.id] = at, wrong.steps
    return found


def rounded_change(change: Change, decimals: int) -> Change:
    """The same step with its numbers rounded."""

    def rounded(values: Values) -> np.ndarray | None:
        value = change(values)
        return None if value is None else np.round(value, decimals)

    return rounded


def _possible(derivation: Derivation) -> Iterator[Mistake]:
    for each in MISTAKES.values():
        applies = not each.of or derivation.computation.name in each.of
        if applies and (not each.at or each.step_in(derivation.applied)):
            yield each


def _is_wrong(value: np.ndarray, right: np.ndarray) -> bool:
    """Whether a value is finite, except for hidden scores, and differs from the right one."""
    finite = np.isfinite(value)
    if not finite.all() and not (np.isneginf(right).any() and np.isneginf(value[~finite]).all()):
        return False
    return _is_other(value, right)


def _is_alike(value: np.ndarray) -> bool:
    return value.size > 1 and bool((value == value.flat[0]).all())


def _is_other(value: np.ndarray, right: np.ndarray) -> bool:
    return value.shape != right.shape or not SAME.cells(right, value).all()
