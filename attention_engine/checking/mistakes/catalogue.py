"""What a mistake is: a function that makes exactly the value that the mistake makes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from ...computations import Derivation
from ...latex import latex_number

# The submitted array, or None where nothing was submitted.
Submitted = np.ndarray | None
Make = Callable[[Derivation, Submitted], Iterator[np.ndarray]]

SCALED = (
    "scores",
    "attention_weights",
    "scaled_dot_product_attention",
    "self_attention",
    "multi_head_attention",
)
WEIGHTED = SCALED[1:]
ENDING_IN_OUTPUT = SCALED[2:4]


@dataclass(frozen=True)
class Mistake:
    """`title` names the mistake in a few words, `tells` explains it to the learner: its {d_k},
    {root} and {n} are filled in. `of` are the computations it applies to, () for all.

    `make` yields the values that it gives: mostly one, several where it can be made in more ways.
    """

    id: str
    title: str
    tells: str
    of: tuple[str, ...]
    make: Make


MISTAKES: dict[str, Mistake] = {}


def mistake(id: str, *, title: str, tells: str, of: tuple[str, ...] = ()) -> Callable:
    """Registers a function of a `Derivation` that returns the wrong value, or None where the
    mistake cannot be made."""

    def register(function: Callable[[Derivation], np.ndarray | None]) -> Callable:
        def make(derivation: Derivation, submitted: Submitted) -> Iterator[np.ndarray]:
            value = function(derivation)
            if value is not None:
                yield np.asarray(value)

        MISTAKES[id] = Mistake(id, title, tells, of, make)
        return function

    return register


def mistake_with_variants(
    id: str, *, title: str, tells: str, of: tuple[str, ...] = ()
) -> Callable[[Make], Make]:
    """Registers a generator of all values that a mistake can give. It sees what was submitted, so
    that of many it need only make those that could be it."""

    def register(make: Make) -> Make:
        MISTAKES[id] = Mistake(id, title, tells, of, make)
        return make

    return register


def candidates_of(
    derivation: Derivation, submitted: Submitted = None
) -> Iterator[tuple[Mistake, np.ndarray]]:
    """Every wrong value of every mistake that can be made here, finite and unlike the right one."""
    right = derivation.result
    for each in MISTAKES.values():
        if each.of and derivation.computation.name not in each.of:
            continue
        with np.errstate(all="ignore"):
            for value in each.make(derivation, submitted):
                if np.isfinite(value).all() and not _is_same(value, right):
                    yield each, value


def mistake_values(computation: str, inputs: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """The value that each known mistake gives here, likeliest mistake first.

    Left out are mistakes that change nothing for these inputs. Raises ValueError as
    `worked_answer` does.
    """
    found: dict[str, np.ndarray] = {}
    for each, value in candidates_of(Derivation(computation, inputs)):
        found.setdefault(each.id, value)
    return found


def mistake_ids() -> tuple[str, ...]:
    """The ids of all known mistakes, likeliest first."""
    return tuple(MISTAKES)


def mistake_title(mistake: str) -> str:
    """The mistake in a few words. Raises ValueError for an unknown id."""
    return _mistake_of(mistake).title


def explain_mistake(mistake: str, computation: str, inputs: Mapping[str, Any]) -> str:
    """What was done, and what to do instead, with the numbers of this task.

    Raises ValueError for an unknown id and as `worked_answer` does.
    """
    found = _mistake_of(mistake)
    derivation = Derivation(computation, inputs)
    return found.tells.format(**_facts(derivation)) if "{" in found.tells else found.tells


def _mistake_of(mistake: str) -> Mistake:
    if mistake not in MISTAKES:
        raise ValueError(f"mistake must be one of {', '.join(MISTAKES)}, got {mistake!r:.60}")
    return MISTAKES[mistake]


def _facts(derivation: Derivation) -> dict[str, str]:
    facts = {"d_k": "d_k", "root": "the root", "n": "n", "T": "T"}
    if "query" in derivation:
        width = derivation["query"].shape[-1]
        facts |= {"d_k": str(width), "root": latex_number(sqrt(width), 2)}
    if "key" in derivation and derivation["key"].ndim > 1:
        facts["n"] = str(derivation["key"].shape[-2])
    if "temperature" in derivation:
        facts["T"] = f"{derivation['temperature']:g}"
    return facts


def _is_same(value: np.ndarray, right: np.ndarray) -> bool:
    return value.shape == right.shape and np.allclose(value, right, rtol=1e-9, atol=1e-12)
