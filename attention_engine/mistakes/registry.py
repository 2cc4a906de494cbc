"""Defines a mistake: one step done differently, or a finished result rearranged."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from math import isclose, sqrt
from typing import Any

import numpy as np

from ..computations import Change, Derivation, Values, computation_names, computation_of
from ..inputs import InputError
from ..latex import latex_number

# The submitted array, or None if nothing was submitted.
Submitted = np.ndarray | None
Make = Callable[[Derivation, Submitted], Iterator[np.ndarray]]
Rearrange = Callable[[np.ndarray, Submitted], Iterator[np.ndarray]]

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
    """`title` names the mistake in a few words; `tells` explains it to the learner, with {d_k},
    {root}, {n} and the like filled in. `of` are the computations it applies to, () for all.

    `at` are the steps where it can happen: it happens in the first one that a computation has.
    `change` is that step done wrong. A mistake of the whole result has neither. `has_values` is
    False for one that is found by other means than its numbers. `with_scale` are the title and the
    words where the task gives a scale in place of 1/sqrt(d_k), with {scale}. `by_factor_in` are
    the computations where a count typed with its unit shows it by its factor. `make` yields the
    results that the mistake gives for a derivation, right or already wrong: usually one, several
    if it can be made in several ways. `rearrange` does it with stacked results alone, where that
    is all there is to the mistake.
    """

    id: str
    title: str
    tells: str
    of: tuple[str, ...]
    make: Make
    at: tuple[str, ...] = ()
    change: Change | None = None
    rearrange: Rearrange | None = None
    has_values: bool = True
    with_scale: tuple[str, str] | None = None
    by_factor_in: tuple[str, ...] = ()

    def step_in(self, steps: Container[str]) -> str | None:
        """The one of these steps where it is made; None if it is not made in a single step."""
        return next((name for name in self.at if name in steps), None)

    def can_be_made(self, values: Values) -> bool:
        """Whether its step can be done wrong with these inputs and earlier steps."""
        return self.change is not None and self.change(values) is not None


MISTAKES: dict[str, Mistake] = {}


def mistake(
    id: str,
    *,
    at: str | tuple[str, ...],
    title: str,
    tells: str,
    of: tuple[str, ...] = (),
    with_scale: tuple[str, str] | None = None,
    by_factor_in: tuple[str, ...] = (),
) -> Callable[[Change], Change]:
    """Registers a function of the inputs and the steps so far that returns the wrong value of the
    step `at`, or None if the mistake cannot be made with these numbers."""
    places = (at,) if isinstance(at, str) else at

    def register(change: Change) -> Change:
        def make(derivation: Derivation, submitted: Submitted) -> Iterator[np.ndarray]:
            step = found.step_in(derivation.applied)
            wrong = derivation.altered({step: change}) if step else None
            if wrong is not None:
                yield wrong.result

        MISTAKES[id] = found = Mistake(
            id,
            title,
            tells,
            of,
            make,
            places,
            change,
            with_scale=with_scale,
            by_factor_in=by_factor_in,
        )
        return change

    return register


def arrangement(id: str, *, title: str, tells: str) -> Callable[[Rearrange], Rearrange]:
    """Registers a generator of the ways to rearrange results, right or wrong, that are stacked on a
    first axis. It sees what was submitted, so that it only has to yield arrangements that could
    match it."""

    def register(rearrange: Rearrange) -> Rearrange:
        def make(derivation: Derivation, submitted: Submitted) -> Iterator[np.ndarray]:
            yield from (found[0] for found in rearrange(derivation.result[None], submitted))

        MISTAKES[id] = Mistake(id, title, tells, (), make, rearrange=rearrange)
        return rearrange

    return register


def mistake_of_all_steps(id: str, *, title: str, tells: str) -> Callable[[Make], Make]:
    """Registers a mistake that is made in every step."""

    def register(make: Make) -> Make:
        MISTAKES[id] = Mistake(id, title, tells, (), make)
        return make

    return register


def rounded_change(change: Change, decimals: int) -> Change:
    """The same step with its numbers rounded."""

    def rounded(values: Values) -> np.ndarray | None:
        value = change(values)
        return None if value is None else np.round(value, decimals)

    return rounded


def mistake_without_values(id: str, *, title: str, tells: str, of: tuple[str, ...] = ()) -> None:
    """Registers a mistake that is found by other means than its numbers."""

    def make(derivation: Derivation, submitted: Submitted) -> Iterator[np.ndarray]:
        yield from ()

    MISTAKES[id] = Mistake(id, title, tells, of, make, has_values=False)


def mistake_ids() -> tuple[str, ...]:
    """The ids of all known mistakes, likeliest first."""
    return tuple(MISTAKES)


def mistake_title(mistake: str) -> str:
    """The mistake in a few words. Raises ValueError for an unknown id."""
    return _mistake_of(mistake).title


def can_be_avoided(mistake: str) -> bool:
    """Whether there are tasks whose right answer shows that the mistake was not made. False for
    those of an answer's form, and for an unknown id."""
    found = MISTAKES.get(mistake)
    return found is not None and (found.has_values or bool(found.of))


def computations_with(mistake: str) -> tuple[str, ...]:
    """The names of the computations in which the mistake can be made. Raises ValueError for an
    unknown id."""
    found = _mistake_of(mistake)
    names = found.of or tuple(computation_names())
    return tuple(
        name
        for name in names
        if not found.at or name in found.by_factor_in or mistake_step(mistake, name)
    )


def mistake_step(mistake: str, computation: str) -> str | None:
    """The name of the step in which the mistake is made; None for one of the whole result.

    Raises ValueError for an unknown id or computation.
    """
    steps = [step.name for step in computation_of(computation).steps]
    return _mistake_of(mistake).step_in(steps)


def explain_mistake(mistake: str, computation: str, inputs: Mapping[str, Any]) -> str:
    """What was done, and what to do instead, with the numbers of this task.

    Raises ValueError for an unknown id and as `worked_answer` does.
    """
    return explained_in(mistake, Derivation(computation, inputs))


def explained_in(mistake: str, derivation: Derivation) -> str:
    """`explain_mistake` for a computation that has been worked out already."""
    return explained(_mistake_of(mistake), derivation)


def titled(mistake: Mistake, derivation: Derivation) -> str:
    """The mistake in a few words that are true of this task."""
    return _words(mistake, derivation)[0]


def explained(mistake: Mistake, derivation: Derivation) -> str:
    tells = _words(mistake, derivation)[1]
    return tells.format(**_facts(derivation)) if "{" in tells else tells


def _words(mistake: Mistake, values: Derivation) -> tuple[str, str]:
    """The title and the words, which are others where the task gives a scale of its own."""
    if mistake.with_scale and "scale" in values.inputs:
        usual = 1 / sqrt(values["query"].shape[-1])
        if not isclose(float(values["scale"]), usual):
            return mistake.with_scale
    return mistake.title, mistake.tells


def _mistake_of(mistake: str) -> Mistake:
    if mistake not in MISTAKES:
        raise InputError(
            f"mistake must be one of {', '.join(MISTAKES)}, got {mistake!r:.60}", "mistake"
        )
    return MISTAKES[mistake]


def _facts(values: Derivation) -> dict[str, str]:
    facts = {"d_k": "d_k", "root": "the root", "n": "n", "T": "T", "d_model": "d_model", "h": "h"}
    if "query" in values:
        width = values["query"].shape[-1]
        facts |= {"d_k": str(width), "root": latex_number(sqrt(width), 2)}
    if "key" in values and values["key"].ndim > 1:
        facts["n"] = str(values["key"].shape[-2])
    if "scale" in values.inputs:
        facts["scale"] = f"{float(values['scale']):g}"
    if "X" in values:
        facts["d_model"] = str(values["X"].shape[-1])
    if "temperature" in values:
        facts["T"] = f"{values['temperature']:g}"
    if "heads" in values.inputs:
        facts["h"] = str(values.inputs["heads"])
    return facts
