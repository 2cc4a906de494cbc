"""Naming the mistake that makes exactly the submitted numbers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..computations import Derivation
from ..inputs import floats
from .arithmetic import CellArithmetic, arithmetic_of, only_cell
from .evidence import evidence_of
from .findings import Finding, whole
from .mistakes import Candidate, pairs_of, singles_of
from .partial import Partial
from .tolerance import IMPRECISE_FACTOR, Tolerance, tolerance_of

# More causes than these that all give the same numbers help nobody.
MOST_PAIRS = 3


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """`findings` are causes that each alone give the submitted numbers, likeliest first.
    `arithmetic` writes the only wrong cell out, where there is just one. `remark` is empty or
    names a slip that gives the numbers, where too few are wrong to call it the cause."""

    findings: tuple[Finding, ...] = ()
    arithmetic: CellArithmetic | None = None
    remark: str = ""

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The ids of all findings, each once."""
        return tuple(dict.fromkeys(id for finding in self.findings for id in finding.mistakes))


def diagnose(
    computation: str,
    inputs: Mapping[str, Any],
    submitted: ArrayLike,
    decimals: int | None = None,
    atol: float | None = None,
) -> list[str]:
    """Ids of the known mistakes that give `submitted`, within the tolerance of `check_answer`
    with the same `decimals` or `atol`, likeliest first; [] where it is right or no known mistake
    gives it.

    Where no single mistake gives it but two at once do, these are both named.
    Raises ValueError for an unknown computation and for input that the plain function refuses.
    """
    found = find_mistakes(computation, inputs, submitted, decimals, atol)
    whole_answer = (finding for finding in found.findings if not finding.where)
    return list(dict.fromkeys(id for finding in whole_answer for id in finding.mistakes))


def find_mistakes(
    computation: str,
    inputs: Mapping[str, Any],
    submitted: ArrayLike,
    decimals: int | None = None,
    atol: float | None = None,
) -> Diagnosis:
    """What gives `submitted`: one mistake, else two at once, else one in some cells only.

    A single mistake of the whole answer is always named. Two at once, and mistakes in some cells,
    are named only where a random answer would fit with a chance under 1 in 10,000.
    Nothing is found in a right answer. Raises ValueError as `diagnose` does.
    """
    array = floats("submitted", submitted).astype(np.float64, copy=False)
    tolerance = tolerance_of(atol=atol, decimals=decimals)
    return diagnosis_of(Derivation(computation, inputs), array, tolerance)


def diagnosis_of(derivation: Derivation, submitted: np.ndarray, tolerance: Tolerance) -> Diagnosis:
    """The diagnosis of one array against the last step of a derivation."""
    right = derivation.result
    same_shape = right.shape == submitted.shape
    if same_shape and tolerance.cells(right, submitted).all():
        return Diagnosis()
    singles = list(singles_of(derivation, submitted))
    if named := tuple(_that_give(singles, submitted, tolerance)):
        return Diagnosis(tuple(whole(each.mistakes, derivation) for each in named))
    if same_shape and tolerance.cells(right, submitted, IMPRECISE_FACTOR).all():
        return Diagnosis()
    evidence = evidence_of(right, submitted, tolerance)
    wrong = np.ones(submitted.shape, dtype=bool)
    if same_shape:
        part = Partial(derivation, submitted, tolerance, evidence)
        if found := _in_part(part, singles):
            return found
        wrong = part.wrong
    pairs = list(pairs_of(derivation, submitted))
    if not evidence.is_sure(wrong, len(pairs)):
        return Diagnosis()
    together = islice(_that_give(pairs, submitted, tolerance), MOST_PAIRS)
    return Diagnosis(tuple(whole(each.mistakes, derivation) for each in together))


def _in_part(part: Partial, singles: list[Candidate]) -> Diagnosis | None:
    """What explains the wrong cells alone, and the arithmetic where there is but one."""
    found, remark = part.mistakes(singles), ""
    if not found:
        found, remark = part.slips()
    cell = only_cell(part.wrong)
    if not (found or remark or cell):
        return None
    arithmetic = None if cell is None else arithmetic_of(part.derivation, cell)
    return Diagnosis(tuple(found), arithmetic, remark)


def _that_give(
    candidates: Iterable[Candidate], submitted: np.ndarray, tolerance: Tolerance
) -> Iterator[Candidate]:
    """Those whose value is the submitted one, each cause once."""
    known = set()
    for each in candidates:
        ids = tuple(mistake.id for mistake in each.mistakes)
        fits = each.value.shape == submitted.shape and ids not in known
        if fits and tolerance.cells(each.value, submitted).all():
            known.add(ids)
            yield each
