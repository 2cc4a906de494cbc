"""The wrong results that known mistakes produce: one mistake at a time, or two at once."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress
from typing import NamedTuple

import numpy as np

from ..computations import Derivation
from ..inputs import quiet
from ..judging.tolerance import Tolerance
from .registry import MISTAKES, Mistake, Submitted
from .together import Made, Together, made_after, made_alone

# How far apart floating point puts the same number, computed in two ways.
SAME = Tolerance(atol=1e-12, rtol=1e-9, stated=1e-12)


class Candidate(NamedTuple):
    """A wrong result and the mistakes, one or two, that together produce it."""

    mistakes: tuple[Mistake, ...]
    value: np.ndarray


def singles_of(derivation: Derivation, submitted: Submitted = None) -> Iterator[Candidate]:
    """Every value of every mistake that is possible here; some may equal the right result."""
    return Candidates(derivation, submitted).singles()


def pairs_of(derivation: Derivation, submitted: Submitted = None) -> Iterator[Candidate]:
    """The same for two mistakes at once: in two steps, or in one step and in the whole result."""
    candidates = Candidates(derivation, submitted)
    pairs = [pair for block in candidates.pairs() for pair in block.candidates()]
    return iter(candidates.in_order(pairs))


class Block(NamedTuple):
    """Wrong results of one shape on a first axis, and the mistakes that produce each of them."""

    mistakes: Sequence[tuple[Mistake, ...]]
    values: np.ndarray

    def candidates(self) -> list[Candidate]:
        return list(map(Candidate, self.mistakes, self.values))


class Candidates:
    """`singles_of` and `pairs_of` one derivation: the pairs continue from the steps of their first
    mistake, which the singles have worked out. Where the computation takes stacked arrays, all
    mistakes are worked out together, else in turn."""

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
                one.mistake.id: value
                for group in self._groups
                for one, value in zip(
                    group.made, group.of_each(group.derivation.result), strict=True
                )
            }
            for each in self.possible:
                if each.change:
                    values = [made[each.id]] if each.id in made else []
                else:
                    values = each.make(self.derivation, self.submitted)
                for value in values:
                    yield Candidate((each,), value)

    def pairs(self) -> list[Block]:
        with quiet():
            return [block for group in self._groups for block in self._pairs_after(group)]

    def in_order(self, pairs: Iterable[Candidate]) -> list[Candidate]:
        """Pairs in the order of the steps, the mistakes of the whole result last."""
        order = [each for mistakes in self.of_step.values() for each in mistakes]
        place = {each.id: place for place, each in enumerate([*order, *self.of_result])}
        return sorted(pairs, key=lambda pair: [place[each.id] for each in pair.mistakes])

    @cached_property
    def _groups(self) -> list[Together]:
        return made_alone(self.derivation, self.of_step)

    @cached_property
    def _made(self) -> dict[str, bool]:
        """The mistakes of a step that can be made here, and whether that changes anything."""
        return {
            each.mistake.id: differs
            for group in self._groups
            for step, made in group.by_step().items()
            for each, differs in zip(made, _differ(made, self.derivation.steps[step]), strict=True)
        }

    def _pairs_after(self, group: Together) -> Iterator[Block]:
        """The mistakes of a group, each with every mistake of a later step or of the result."""
        for step, seconds in self.of_step.items():
            if first := group.before(step):
                yield from self._in_step(step, seconds, first)
        for second in self.of_result:
            yield from self._in_result(second, group)

    def _in_step(self, step: str, seconds: list[Mistake], first: Together) -> Iterator[Block]:
        left = {each.id: each for each in seconds}
        for second, results in made_after(first, step, seconds):
            left.pop(second.id, None)
            yield self._block(first, second, results)
        # The others cannot be made after every mistake of a stack, but may be after some.
        alone = [each.before(step) for each in first.in_turn()] if left and first.stacked else []
        for second in left.values():
            places = [place for place, values in enumerate(alone) if second.can_be_made(values)]
            if places:
                some = first.at(places)
                for _, results in made_after(some, step, [second]):
                    yield self._block(some, second, results)

    def _in_result(self, second: Mistake, first: Together) -> Iterator[Block]:
        if second.rearrange:
            results = first.of_each(first.derivation.result)
            ways = second.rearrange(results, self.submitted)
            yield from (self._block(first, second, way) for way in ways)
            return
        found = [first.of_each(x) for x in second.make(first.derivation, self.submitted)]
        yield from (self._block(first, second, results) for results in found)
        if first.stacked and not found and self._has_results(second):
            for at, each in enumerate(first.in_turn()):
                for result in second.make(each, self.submitted):
                    yield self._block(first.at([at]), second, result[None])

    def _has_results(self, mistake: Mistake) -> bool:
        return any(True for _ in mistake.make(self.derivation, self.submitted))

    def _block(self, first: Together, second: Mistake, results: np.ndarray) -> Block:
        # A mistake that changes nothing here was not made.
        made = [self._made[each.mistake.id] for each in first.made]
        pairs = [(each.mistake, second) for each in compress(first.made, made)]
        return Block(pairs, results if all(made) else results[made])


def _differ(made: Sequence[Made], right: np.ndarray) -> Sequence[bool]:
    """Whether each of these values of one step is another than the right one."""
    if made[0].value.shape != right.shape:
        return [True] * len(made)
    same = SAME.cells(right, np.stack([each.value for each in made]))
    return list(~np.all(same.reshape(len(made), -1), axis=1))


def possible_in(derivation: Derivation) -> Iterator[Mistake]:
    """The mistakes of the catalogue for this computation and its steps."""
    for each in MISTAKES.values():
        applies = not each.of or derivation.computation.name in each.of
        if applies and (not each.at or each.step_in(derivation.applied)):
            yield each


def is_other(value: np.ndarray, right: np.ndarray) -> bool:
    """Whether two arrays differ by more than floating point explains."""
    return value.shape != right.shape or not SAME.cells(right, value).all()
