"""A submitted array beside the right derivation, and the mistakes that fit it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

import numpy as np

from ..computations import Derivation, Steps
from ..judging.cells import decimals_of
from ..judging.check import Tolerance
from ..judging.tolerance import MAX_DECIMALS, SLACK
from . import Candidate, pairs_of, singles_of
from .evidence import Evidence, evidence_of

# Listing more causes than this for the same numbers helps nobody.
MOST_PAIRS = 3


@dataclass(frozen=True, eq=False)
class Case:
    """A submitted array, the right derivation, and what counts as equal. `all_steps` holds the
    right values of later steps, too, where only a part of a derivation is looked at."""

    derivation: Derivation
    submitted: np.ndarray
    tolerance: Tolerance
    all_steps: Steps = field(default_factory=dict)

    @property
    def same_shape(self) -> bool:
        return self.derivation.result.shape == self.submitted.shape

    @cached_property
    def singles(self) -> list[Candidate]:
        return list(singles_of(self.derivation, self.submitted))

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

    def as_coarse_as_typed(self) -> "Case":
        """The same with the tolerance of the digits typed, if these are fewer than were asked for;
        of one decimal at least, since whole numbers fit anything."""
        half = 0.5 * 10.0 ** -max(1, decimals_of(self.submitted, MAX_DECIMALS)) * SLACK
        if half <= np.max(self.tolerance.atol):
            return self
        return replace(self, tolerance=replace(self.tolerance, atol=half))

    def singles_that_fit(self) -> list[Candidate]:
        return list(self._that_fit(self.singles))

    def pairs_that_fit(self) -> list[Candidate]:
        pairs = list(pairs_of(self.derivation, self.submitted))
        sure = (
            pair
            for pair in self._that_fit(pairs)
            if self.evidence.is_sure(self.wrong, pair.value, len(pairs))
        )
        return list(islice(sure, MOST_PAIRS))

    def _that_fit(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """The candidates whose value is the submitted one, each cause once."""
        alike = [each for each in candidates if each.value.shape == self.submitted.shape]
        if not alike:
            return
        # Compared all at once: there may be hundreds.
        near = self.tolerance.cells(np.stack([each.value for each in alike]), self.submitted)
        known = set()
        for index in np.flatnonzero(near.reshape(len(alike), -1).all(axis=1)):
            ids = tuple(mistake.id for mistake in alike[index].mistakes)
            if ids not in known:
                known.add(ids)
                yield alike[index]
