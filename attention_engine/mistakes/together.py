"""Mistakes made side by side, each alone, with their values on a new first axis.

Numpy takes about as long for twenty small matrices as for one. So a computation is worked out once
for all single mistakes, and once for each step in which a second one can be made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..computations import Change, Derivation, Values
from .registry import Mistake


class Made(NamedTuple):
    """A mistake made in a right derivation, and the wrong value of its step."""

    mistake: Mistake
    step: str
    change: Change
    value: np.ndarray


@dataclass(frozen=True, eq=False)
class Together:
    """`made`, in the order of the steps, and the `derivation` that follows. If it is `stacked`, the
    first axis of the first wrong step and of every later one has a place for each mistake, else
    there is only one."""

    made: Sequence[Made]
    derivation: Derivation
    stacked: bool

    def of_each(self, value: np.ndarray) -> np.ndarray:
        """What belongs to each mistake, on a first axis, in a value that follows from them."""
        return value if self.stacked else value[None]

    def by_step(self) -> dict[str, list[Made]]:
        found: dict[str, list[Made]] = {}
        for each in self.made:
            found.setdefault(each.step, []).append(each)
        return found

    def before(self, step: str) -> "Together | None":
        """Only the mistakes made before this step; None if there are none."""
        names = list(self.derivation.applied)
        earlier = names[: names.index(step)]
        count = sum(each.step in earlier for each in self.made)
        return self._only(self.made[:count], slice(count)) if count else None

    def at(self, places: Sequence[int]) -> "Together":
        """Only the mistakes in these places of a stack."""
        return self._only([self.made[place] for place in places], list(places))

    def in_turn(self) -> list[Derivation]:
        """A derivation of its own for each mistake."""
        if not self.stacked:
            return [self.derivation]
        return [
            self.derivation.of_stack(place, self.made[0].step, {each.step: each.change})
            for place, each in enumerate(self.made)
        ]

    def _only(self, made: Sequence[Made], places: slice | list[int]) -> "Together":
        if len(made) == len(self.made):
            return self
        return Together(made, self.derivation.of_stack(places, self.made[0].step, {}), True)


def made_alone(derivation: Derivation, of_step: Mapping[str, Iterable[Mistake]]) -> list[Together]:
    """Every mistake that can be made in a right derivation. If the computation takes stacked
    arrays, those that keep the shape of their step are one stack, and those that give a step one
    other shape are another."""
    alike: dict[object, list[Made]] = {}
    for step, mistakes in of_step.items():
        right, values = derivation.steps[step], derivation.before(step)
        for each in mistakes:
            if each.change is None or (value := each.change(values)) is None:
                continue
            value = np.asarray(value)
            kind: object = value.shape, value.dtype
            if not derivation.computation.stacks:
                kind = each
            elif kind != (right.shape, right.dtype):
                kind = step, kind
            else:
                kind = None
            alike.setdefault(kind, []).append(Made(each, step, each.change, value))
    work_out = _stack if derivation.computation.stacks else _in_one
    return [work_out(derivation, made) for made in alike.values()]


def made_after(
    first: Together, step: str, mistakes: Iterable[Mistake]
) -> Iterator[tuple[Mistake, np.ndarray]]:
    """Each mistake of `step` that can be made after all those of `first`, and the results, one for
    each of these."""
    start = first.derivation
    values = start.before(step)
    alike: dict[object, list[tuple[Mistake, np.ndarray]]] = {}
    for each in mistakes:
        if each.change is None or (value := each.change(values)) is None:
            continue
        value = np.asarray(value)
        if first.stacked and value.ndim < start.steps[step].ndim:
            # What was done wrong before makes no difference to it.
            value = np.broadcast_to(value, (len(first.made), *value.shape))
        kind = (value.shape, value.dtype) if first.stacked else each
        alike.setdefault(kind, []).append((each, value))
    for group in alike.values():
        seconds, wrong = zip(*group, strict=True)
        value = np.stack(wrong) if first.stacked else wrong[0]
        after = start.altered({step: lambda values, value=value: value})
        if after is not None:
            results = after.result if first.stacked else [after.result]
            for second, result in zip(seconds, results, strict=True):
                yield second, first.of_each(result)


def _in_one(derivation: Derivation, made: Sequence[Made]) -> Together:
    (one,) = made
    wrong = derivation.altered({one.step: one.change}, {one.step: lambda values: one.value})
    return Together(made, wrong or derivation, stacked=False)


def _stack(derivation: Derivation, made: Sequence[Made]) -> Together:
    names = list(derivation.applied)
    stacked = names[names.index(made[0].step) :]
    changes: dict[str, Change] = {}
    known: dict[str, Change] = {}
    for step in dict.fromkeys(each.step for each in made):
        mine = [place for place, each in enumerate(made) if each.step == step]
        places = slice(mine[0], mine[-1] + 1)
        rest = derivation.applied[step].compute if len(mine) < len(made) else None
        changes[step] = _wrong_in(places, made, rest, stacked)
        known[step] = _known_in(places, made, rest)
    wrong = derivation.altered(changes, known)
    return Together(made, wrong or derivation, stacked=True)


def _wrong_in(
    places: slice, made: Sequence[Made], rest: Change | None, stacked: Iterable[str]
) -> Change:
    """The mistakes in these places of a stack, all of one step, which the `rest` does right."""

    def change(values: Values) -> np.ndarray | None:
        # Up to now all of these did the same, so that the first one's values do for each.
        own = {**values, **{n: values[n][places.start] for n in stacked if n in values}}
        found = [each.change(own) for each in made[places]]
        wrong = [value for value in found if value is not None]
        if len(wrong) < len(found):
            return None
        return _put(np.stack(wrong), places, len(made), rest(values) if rest else None)

    return change


def _known_in(places: slice, made: Sequence[Made], rest: Change | None) -> Change:
    wrong = np.stack([each.value for each in made[places]])
    return lambda values: _put(wrong, places, len(made), rest(values) if rest else None)


def _put(wrong: np.ndarray, places: slice, count: int, right: np.ndarray | None) -> np.ndarray:
    """A stack of the wrong values in their places and the right one in all others."""
    stack = np.empty((count, *wrong.shape[1:]), wrong.dtype)
    if right is not None:
        stack[:] = right
    stack[places] = wrong
    return stack
