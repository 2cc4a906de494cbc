"""The wrong results that known mistakes give here: one at a time, or two at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from ...computations import Derivation
from ...inputs import quiet
from .catalogue import MISTAKES, Mistake, Submitted


@dataclass(frozen=True, eq=False)
class Candidate:
    """A wrong result and the mistakes, one or two, that together make it."""

    mistakes: tuple[Mistake, ...]
    value: np.ndarray


def singles_of(derivation: Derivation, submitted: Submitted = None) -> Iterator[Candidate]:
    """Every wrong value of every mistake that can be made here, finite and unlike the right one."""
    for each in _possible(derivation):
        with quiet():
            for value in each.make(derivation, {}, submitted):
                if _is_wrong(value, derivation.result):
                    yield Candidate((each,), value)


def pairs_of(derivation: Derivation, submitted: Submitted = None) -> Iterator[Candidate]:
    """The same for two mistakes at once: in two steps, or in one step and in the whole."""
    possible = list(_possible(derivation))
    for first, second in combinations(possible, 2):
        if first.change is None:
            continue
        step, other = first.step_in(derivation.applied), second.step_in(derivation.applied)
        if step == other or step is None:
            continue
        with quiet():
            for value in second.make(derivation, {step: first.change}, submitted):
                if _is_wrong(value, derivation.result):
                    yield Candidate((first, second), value)


def mistake_values(computation: str, inputs: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """The value that each known mistake gives here, likeliest mistake first.

    Left out are mistakes that change nothing for these inputs. Raises ValueError as
    `worked_answer` does.
    """
    found: dict[str, np.ndarray] = {}
    for candidate in singles_of(Derivation(computation, inputs)):
        found.setdefault(candidate.mistakes[0].id, candidate.value)
    return found


def _possible(derivation: Derivation) -> Iterator[Mistake]:
    for each in MISTAKES.values():
        applies = not each.of or derivation.computation.name in each.of
        if applies and (not each.at or each.step_in(derivation.applied)):
            yield each


def _is_wrong(value: np.ndarray, right: np.ndarray) -> bool:
    """Finite, hidden scores apart, and another value than the right one."""
    finite = np.isfinite(value)
    if not finite.all() and not (np.isneginf(right).any() and np.isneginf(value[~finite]).all()):
        return False
    return value.shape != right.shape or not np.allclose(value, right, rtol=1e-9, atol=1e-12)
