"""The wrong results that known mistakes produce: one mistake at a time, or two at once."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, zip_longest
from typing import NamedTuple

import numpy as np

from ..computations import Derivation
from ..inputs import quiet
from ..judging.tolerance import Tolerance
from .registry import MISTAKES, Mistake, Submitted
from .together import Together, made_together

# How far apart floating point puts the same number, computed in two ways.
SAME = Tolerance(atol=1e-12, rtol=1e-9, stated=1e-12)

# One result for each mistake of a group; None where it has none.
OfEach = Sequence[np.ndarray | None]


class Candidate(NamedTuple):
    """A wrong result and the mistakes, one or two, that together produce it."""

    mistakes: tuple[Mistake, ...]
    value: np.ndarray


def singles_of(derivation: Derivation, submitted: Submitted = None) -> Iterator[Candidate]:
    """Every value of every mistake that is possible here; some may equal the right result."""
    return Candidates(derivation, submitted).singles()


def pairs_of(derivation: Derivation, submitted: Submitted = None) -> Iterator[Candidate]:
    """The same for two mistakes at once: in two steps, or in one step and in the whole result."""
    return Candidates(derivation, submitted).pairs()


class Candidates:
    """`singles_of` and `pairs_of` one derivation: the pairs continue from the steps of their first
    mistake, which the singles have worked out. Where the computation takes stacked arrays, all
    mistakes of a step are worked out together, else in turn."""

    def __init__(self, derivation: Derivation, submitted: Submitted = None) -> None:
        self.derivation, self.submitted = derivation, submitted
        self.possible = list(possible_in(derivation))
        # In the order of the steps.
        self.of_step: dict[str, list[Mistake]] = {step: [] for step in derivation.applied}
        # The mistakes of the whole result.
        self.of_result: list[Mistake] = []
        for each in self.possible:
            step = each.step_in(derivation.applied)
            (self.of_step[step] if step else self.of_result).append(each)

    def singles(self) -> Iterator[Candidate]:
        with quiet():
            made = {
                each.id: value
                for group in self._groups
                for each, value in zip(
                    group.mistakes, group.of_each(group.derivation.result), strict=True
                )
            }
            for each in self.possible:
                if each.change:
                    values = [made[each.id]] if each.id in made else []
                else:
                    values = each.make(self.derivation, self.submitted)
                for value in values:
                    yield Candidate((each,), value)

    def pairs(self) -> Iterator[Candidate]:
        with quiet():
            found = [pair for group in self._groups for pair in self._pairs_after(group)]
        # In the order of the steps, the mistakes of the whole result last.
        order = [each for mistakes in self.of_step.values() for each in mistakes]
        place = {each.id: place for place, each in enumerate([*order, *self.of_result])}
        found.sort(key=lambda pair: [place[each.id] for each in pair.mistakes])
        yield from found

    @cached_property
    def _groups(self) -> list[Together]:
        return [
            group
            for step, mistakes in self.of_step.items()
            for group in made_together(self.derivation, step, mistakes)
        ]

    def _pairs_after(self, group: Together) -> Iterator[Candidate]:
        """The mistakes of a group, each with every mistake of a later step or of the result."""
        right, wrong = self.derivation.steps[group.step], group.derivation.steps[group.step]
        # A mistake that changes nothing here was not made.
        made: list[Mistake | None] = list(group.mistakes)
        if right.shape == (wrong.shape[1:] if group.stacked else wrong.shape):
            same = SAME.cells(right, wrong).reshape(len(made), -1)
            made = [None if x.all() else first for x, first in zip(same, made, strict=True)]
        if not any(made):
            return
        for second, results in chain(self._later_after(group), self._of_result_after(group)):
            for first, result in zip(made, results, strict=True):
                if first and result is not None:
                    yield Candidate((first, second), result)

    def _later_after(self, group: Together) -> Iterator[tuple[Mistake, OfEach]]:
        """Every mistake of a later step, with its result after each mistake of the group."""
        steps = list(self.of_step)
        for step in steps[steps.index(group.step) + 1 :]:
            seconds = self.of_step[step]
            for both in made_together(self.derivation, step, seconds, group):
                results = both.of_each(both.derivation.result)
                for second, result in zip(both.mistakes, results, strict=True):
                    seconds = [each for each in seconds if each is not second]
                    yield second, group.of_each(result)
            if group.stacked:
                # Some cannot be made after every mistake of the group.
                yield from self._in_turn(seconds, group)

    def _of_result_after(self, group: Together) -> Iterator[tuple[Mistake, OfEach]]:
        """The same for the mistakes of the whole result, some with several results."""
        for second in self.of_result:
            if second.rearrange:
                results = group.of_each(group.derivation.result)
                ways = [second.rearrange(result, self.submitted) for result in results]
                yield from ((second, values) for values in zip_longest(*ways))
                continue
            found = [group.of_each(x) for x in second.make(group.derivation, self.submitted)]
            yield from ((second, values) for values in found)
            if group.stacked and not found:
                yield from self._in_turn([second], group)

    def _in_turn(self, seconds: list[Mistake], group: Together) -> Iterator[tuple[Mistake, OfEach]]:
        for second in seconds:
            if any(True for _ in second.make(self.derivation, self.submitted)):
                ways = [second.make(each, self.submitted) for each in group.in_turn()]
                yield from ((second, values) for values in zip_longest(*ways))


def possible_in(derivation: Derivation) -> Iterator[Mistake]:
    """The mistakes of the catalogue for this computation and its steps."""
    for each in MISTAKES.values():
        applies = not each.of or derivation.computation.name in each.of
        if applies and (not each.at or each.step_in(derivation.applied)):
            yield each


def is_other(value: np.ndarray, right: np.ndarray) -> bool:
    """Whether two arrays differ by more than floating point explains."""
    return value.shape != right.shape or not SAME.cells(right, value).all()
