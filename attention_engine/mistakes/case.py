"""A submitted array beside the right derivation, and the mistakes that fit it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

import numpy as np

from ..computations import Derivation, Steps
from ..judging.cells import decimals_of
from ..judging.check import Tolerance
from ..judging.tolerance import MAX_DECIMALS, SLACK
from . import Candidate, Candidates
from .evidence import Evidence, evidence_of

# Listing more causes than this for the same numbers helps nobody.
MOST_PAIRS = 3


@dataclass(frozen=True, eq=False)
class Case:
    """A submitted array, the right derivation, and what counts as equal. `all_steps` holds the
    right values of later steps, too, where only a part of a derivation is looked at. `finer` is the
    same case with a finer tolerance, if there is one."""

    derivation: Derivation
    submitted: np.ndarray
    tolerance: Tolerance
    all_steps: Steps = field(default_factory=dict)
    finer: "Case | None" = None

    @property
    def same_shape(self) -> bool:
        return self.derivation.result.shape == self.submitted.shape

    @cached_property
    def candidates(self) -> Candidates:
        return self.finer.candidates if self.finer else Candidates(self.derivation, self.submitted)

    @cached_property
    def singles(self) -> list[Candidate]:
        return self.finer.singles if self.finer else list(self.candidates.singles())

    @cached_property
    def evidence(self) -> Evidence:
        return evidence_of(self.derivation.result, self.submitted, self.tolerance)

    @cached_property
    def wrong(self) -> np.ndarray:
        """True in the cells that are not right; in all cells of an array of the wrong shape."""
        if not self.same_shape:
            return np.ones(self.submitted.shape, dtype=bool)
        return np.logical_not(self.tolerance.cells(self.derivation.result, self.submitted))

    def is_right(self, factor: int = 1) -> bool:
        right = self.derivation.result
        return self.same_shape and bool(self.tolerance.cells(right, self.submitted, factor).all())

    @cached_property
    def as_coarse_as_typed(self) -> "Case":
        """The same with the tolerance of the digits typed, if these are fewer than were asked for;
        of one decimal at least, since whole numbers fit anything."""
        half = 0.5 * 10.0 ** -max(1, decimals_of(self.submitted, MAX_DECIMALS)) * SLACK
        if half <= np.max(self.tolerance.atol):
            return self
        return replace(self, tolerance=replace(self.tolerance, atol=half), finer=self)

    @cached_property
    def comparable(self) -> "Compared":
        """The single mistakes that give an array of the submitted shape."""
        return self._compared(self.singles)

    def singles_that_fit(self) -> list[Candidate]:
        return self.comparable.fitting_everywhere()

    def pairs_that_fit(self) -> list[Candidate]:
        pairs = list(self.candidates.pairs())
        fitting = self._compared(pairs).fitting_everywhere()
        sure = (x for x in fitting if self.evidence.is_sure(self.wrong, x.value, len(pairs)))
        return list(islice(sure, MOST_PAIRS))

    def _compared(self, candidates: Iterable[Candidate]) -> "Compared":
        alike = [each for each in candidates if each.value.shape == self.submitted.shape]
        # All at once: there may be hundreds.
        values = np.stack([each.value for each in alike]) if alike else self.submitted[None][:0]
        return Compared(alike, self.tolerance.cells(values, self.submitted))


@dataclass(frozen=True, eq=False)
class Compared:
    """Candidates, and for each of them (on the first axis) the cells in which it fits."""

    candidates: list[Candidate]
    cells: np.ndarray

    def fitting(self, where: np.ndarray) -> list[Candidate]:
        """Those that fit in all cells where `where` is true."""
        fits = self.cells[:, where].all(axis=1)
        return [self.candidates[index] for index in np.flatnonzero(fits)]

    def fitting_everywhere(self) -> list[Candidate]:
        """Those that fit in all cells, each cause once."""
        found: dict[tuple[str, ...], Candidate] = {}
        for each in self.fitting(np.ones(self.cells.shape[1:], dtype=bool)):
            found.setdefault(tuple(mistake.id for mistake in each.mistakes), each)
        return list(found.values())
