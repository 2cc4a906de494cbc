"""Lines to be put in the right order."""

from collections.abc import Iterator

from attention_engine import AnswerSyntaxError

from ..judgement import Judgement, Probe
from .base import Kind
from .letters import LETTERS, as_letters, read_letters


class Order(Kind):
    """The answer names the shown lines (a, b, c, ...) from first to last."""

    def shown(self) -> list[int]:
        """For each shown line its place in the right order, from 0."""
        return list(self.variant.order)

    def judge(self, raw: str) -> Judgement:
        shown = self.shown()
        given = read_letters(raw, len(shown))
        if len(given) != len(shown):
            raise AnswerSyntaxError(
                f"Place all {len(shown)} lines; you have placed {len(given)} so far."
            )
        places = [shown[position] for position in given]
        at_home = sum(place == index for index, place in enumerate(places))
        right = at_home == len(places)
        detail = "" if right else f"{at_home} of {len(places)} lines stand in their place."
        return Judgement(
            verdict="right" if right else "wrong",
            score=at_home / len(places),
            detail=detail,
            submitted=as_letters(given),
        )

    def right_answer(self) -> str:
        return as_letters(sorted(range(len(self.shown())), key=self.shown().__getitem__))

    def probes(self) -> Iterator[Probe]:
        right = self.right_answer().split(", ")
        yield Probe(", ".join(right), "right", what="the right order")
        yield Probe(", ".join(reversed(right)), "wrong", what="the reverse order")
        for index in range(len(right) - 1):
            swapped = right.copy()
            swapped[index : index + 2] = reversed(swapped[index : index + 2])
            yield Probe(
                ", ".join(swapped), "wrong", what=f"lines {index + 1} and {index + 2} swapped"
            )
        yield from (
            Probe(text, None, what="nonsense")
            for text in ("", "a", "a, a, b", "x", ", ".join(LETTERS[: len(right) - 1]))
        )
