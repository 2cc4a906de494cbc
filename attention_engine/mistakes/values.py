"""The wrong values of known mistakes: of the result, and of every step that follows."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..computations import Derivation
from ..inputs import quiet
from .candidates import is_other, possible_in, singles_of
from .registry import rounded_change


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
        for each in possible_in(derivation):
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


def _is_wrong(value: np.ndarray, right: np.ndarray) -> bool:
    """Whether a value is finite, except for hidden scores, and differs from the right one."""
    finite = np.isfinite(value)
    if not finite.all() and not (np.isneginf(right).any() and np.isneginf(value[~finite]).all()):
        return False
    return is_other(value, right)


def _is_alike(value: np.ndarray) -> bool:
    return value.size > 1 and bool((value == value.flat[0]).all())
