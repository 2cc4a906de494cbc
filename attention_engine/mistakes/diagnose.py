"""Names the mistake that produces exactly the submitted numbers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..computations import Derivation
from ..inputs import floats
from ..judging.check import Tolerance, tolerance_of
from . import Candidate
from .case import Case
from .cell_arithmetic import arithmetic_of, only_cell
from .findings import Diagnosis, whole
from .misplaced import coarse_mistakes, misplaced
from .partial import Partial
from .rows import row_in_words
from .shapes import misshapen


def diagnose(
    computation: str,
    inputs: Mapping[str, Any],
    submitted: ArrayLike,
    decimals: int | None = None,
    atol: float | None = None,
) -> list[str]:
    """Ids of the known mistakes that give `submitted`, within the tolerance of `check_answer`
    with the same `decimals` or `atol`, likeliest first; [] if it is right or no known mistake
    gives it.

    If no single mistake gives it but two at once do, both are named.
    Raises ValueError for an unknown computation and for input that the plain function refuses.
    """
    derivation = Derivation(computation, inputs)
    case = _case(derivation, submitted, tolerance_for(derivation, decimals, atol))
    causes = [] if case.is_right() else (case.singles_that_fit() or case.pairs_that_fit())
    return list(dict.fromkeys(mistake.id for cause in causes for mistake in cause.mistakes))


def find_mistakes(
    computation: str,
    inputs: Mapping[str, Any],
    submitted: ArrayLike,
    decimals: int | None = None,
    atol: float | None = None,
) -> Diagnosis:
    """What gives `submitted`: one mistake, else one in some cells only, else two at once.

    A single mistake in the whole answer is always named. A mistake in some cells only, or two at
    once, are named only if a random answer would fit with a probability below 1 in 10,000. A right
    answer has no findings; in one with too few digits only early rounding is looked for.
    Raises ValueError as `diagnose` does.
    """
    derivation = Derivation(computation, inputs)
    return found_in(derivation, submitted, tolerance_for(derivation, decimals, atol))


def tolerance_for(
    derivation: Derivation, decimals: int | None, atol: float | None = None
) -> Tolerance:
    """How far an answer may be off: as `check_answer` has it. Where whole things are counted, such
    as sequences, one too many is wrong and not close. Raises ValueError for a bad tolerance."""
    tolerance = tolerance_of(atol=atol, decimals=decimals)
    if not derivation.computation.is_whole:
        return tolerance
    return replace(tolerance_of(decimals=0), nothing_is_close=True)


def found_in(derivation: Derivation, submitted: ArrayLike, tolerance: Tolerance) -> Diagnosis:
    """`find_mistakes` for a computation that has been worked out already."""
    return diagnosis_of(_case(derivation, submitted, tolerance))


def diagnosis_of(case: Case) -> Diagnosis:
    """The diagnosis of one array against the last step of a derivation."""
    if case.is_right():
        return Diagnosis()
    named = case.singles_that_fit()
    if case.is_right(case.tolerance.close_factor):
        named = [each for each in named if each.mistakes[0].id == "rounded_early"]
    elif not named:
        return _otherwise(case)
    return _told(case, named) or Diagnosis()


def _otherwise(case: Case) -> Diagnosis:
    """What explains an answer that no single mistake gives exactly."""
    if case.as_coarse_as_typed.is_right():
        return Diagnosis()
    if found := misplaced(case):
        return Diagnosis(tuple(found))
    return (
        _told(case, coarse_mistakes(case))
        or _in_part(case)
        or _told(case, case.pairs_that_fit())
        or Diagnosis(tuple(misshapen(case)), place=row_in_words(case))
    )


def _told(case: Case, causes: list[Candidate]) -> Diagnosis | None:
    if not causes:
        return None
    return Diagnosis(tuple(whole(cause.mistakes, case.derivation) for cause in causes))


def _case(derivation: Derivation, submitted: ArrayLike, tolerance: Tolerance) -> Case:
    array = floats("submitted", submitted).astype(np.float64, copy=False)
    return Case(derivation, array, tolerance)


def _in_part(case: Case) -> Diagnosis | None:
    """What explains only the wrong cells, and the arithmetic if there is just one."""
    if not case.same_shape:
        return None
    part = Partial(case)
    slips, remark = part.slips()
    found = [*part.mistakes(), *slips]
    cell = only_cell(case.wrong)
    if not (found or remark or cell):
        return None
    arithmetic = None if cell is None else arithmetic_of(case.derivation, cell)
    return Diagnosis(tuple(found), arithmetic, "" if found else remark)
