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
from . import Block, Candidate, Candidates
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
        return self._compared([Block([each.mistakes], each.value[None]) for each in self.singles])

    def singles_that_fit(self) -> list[Candidate]:
        return _each_cause_once(self.comparable.fitting_everywhere())

    def pairs_that_fit(self) -> list[Candidate]:
        pairs = self.candidates.pairs()
        tried = sum(len(block.mistakes) for block in pairs)
        fitting = self.candidates.in_order(self._compared(pairs).fitting_everywhere())
        causes = _each_cause_once(fitting)
        sure = (x for x in causes if self.evidence.is_sure(self.wrong, x.value, tried))
        return list(islice(sure, MOST_PAIRS))

    def _compared(self, blocks: Iterable[Block]) -> "Compared":
        alike = [each for each in blocks if each.values.shape[1:] == self.submitted.shape]
        # All at once: there may be hundreds.
        stacks = [each.values for each in alike] or [self.submitted[None][:0]]
        values = np.concatenate(stacks)
        mistakes = [each for block in alike for each in block.mistakes]
        return Compared(Block(mistakes, values), self.tolerance.cells(values, self.submitted))


@dataclass(frozen=True, eq=False)
class Compared:
    """Wrong results, and for each of them (on the first axis) the cells in which it fits."""

    block: Block
    cells: np.ndarray

    def fitting(self, where: np.ndarray) -> list[Candidate]:
        """Those that fit in all cells where `where` is true."""
        fits = self.cells[:, where].all(axis=1)
        mistakes, values = self.block
        return [Candidate(mistakes[at], values[at]) for at in np.flatnonzero(fits).tolist()]

    def fitting_everywhere(self) -> list[Candidate]:
        return self.fitting(np.ones(self.cells.shape[1:], dtype=bool))


def _each_cause_once(candidates: Iterable[Candidate]) -> list[Candidate]:
    found: dict[tuple[str, ...], Candidate] = {}
    for each in candidates:
        found.setdefault(tuple(mistake.id for mistake in each.mistakes), each)
    return list(found.values())
