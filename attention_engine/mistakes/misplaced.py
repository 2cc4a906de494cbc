"""Numbers of one step typed for another's, also when they were rounded more than was asked.

They are looked for only where no mistake of the catalogue fits, and named only with the evidence
that every other uncertain cause needs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..attention import softmax
from ..computations import Derivation, Steps, computation_of
from ..inputs import quiet
from ..judging.tolerance import CLOSE_FACTOR
from .candidates import Candidate
from .case import Case
from .evidence import evidence_of
from .findings import Finding
from .registry import mistake_without_values

ANOTHER_STEP = "another_step"
mistake_without_values(
    ANOTHER_STEP,
    title="The numbers of another step",
    tells="These are the numbers of a different step.",
)
# What follows the scores of each of these computations.
BEFORE_SOFTMAX = ("scores", "additive_scores", "bilinear_scores")


@dataclass(frozen=True, eq=False)
class _Other:
    """A step that was not asked for; `is_later` if it comes after the one that was."""

    title: str
    value: np.ndarray
    is_later: bool


def misplaced(case: Case) -> list[Finding]:
    """The other step whose numbers were typed; empty if there is none or the evidence is weak."""
    coarse = case.as_coarse_as_typed
    others = list(_others(case.derivation, case.all_steps))
    asked = next(reversed(case.derivation.applied.values())).title
    for other in others:
        if other.value.shape == case.submitted.shape and _is_sure(coarse, other, len(others)):
            return [
                Finding(
                    (ANOTHER_STEP,),
                    f"These are the numbers of the step “{other.title}”",
                    _tells(asked, is_later=other.is_later),
                )
            ]
    return []


def _tells(asked: str, *, is_later: bool) -> str:
    if is_later:
        return f"The task asks for “{asked}”, which comes earlier: go back to it."
    return f"The task asks for “{asked}”, which comes later: go on from here."


def _others(derivation: Derivation, all_steps: Steps) -> Iterator[_Other]:
    titles = {step.name: step.title for step in derivation.computation.steps}
    *earlier, _asked = derivation.steps.items()
    for name, value in earlier:
        yield _Other(titles[name], value, is_later=False)
    for name, value in all_steps.items():
        if name not in derivation.steps:
            yield _Other(titles[name], value, is_later=True)
    if derivation.computation.name in BEFORE_SOFTMAX and derivation.result.ndim:
        title = next(
            step.title
            for step in computation_of("attention_weights").steps
            if step.name == "weights"
        )
        with quiet():
            yield _Other(title, softmax(derivation.result), is_later=True)


def _is_sure(coarse: Case, other: _Other, tried: int) -> bool:
    right = coarse.derivation.result
    if right.shape == other.value.shape:
        nearly = coarse.tolerance.cells(right, other.value, CLOSE_FACTOR)
        if nearly.all():
            return False
    if not coarse.tolerance.cells(other.value, coarse.submitted).all():
        return False
    evidence = evidence_of(other.value, coarse.submitted, coarse.tolerance)
    return evidence.is_sure(coarse.wrong, other.value, tried)


def coarse_mistakes(case: Case) -> list[Candidate]:
    """Single mistakes of the catalogue that give numbers typed with fewer digits than asked."""
    coarse = case.as_coarse_as_typed
    if coarse is case:
        return []
    return [
        each
        for each in coarse.singles_that_fit()
        if coarse.evidence.is_sure(coarse.wrong, each.value, len(coarse.singles))
    ]
