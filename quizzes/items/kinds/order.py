"""Lines to put in the right order."""

from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from attention_engine import AnswerSyntaxError

from ..judgement import Judgement, Probe
from ..posted import Posted, joined_texts
from ..spec import ItemSpec, ItemText, Strict, Text
from .exported import MOST_WRONG, ExportOption, shuffled
from .letters import LETTERS, InLetters, as_letters, read_letters

UNTOUCHED = (
    "The lines are as we showed them, which is never the right order. Move them, or choose a "
    "letter for each place."
)


class LineSpec(Strict):
    """A line with its reason: what it needs, and what breaks, where it comes too early."""

    text: Text
    too_early: Text


class OrderSpec(ItemSpec):
    kind: Literal["order"]
    lines: Annotated[list[Text | LineSpec], Field(min_length=3, max_length=8)]

    def own_texts(self) -> list[ItemText]:
        texts = []
        for index, line in enumerate(self.lines):
            where = ("lines", index)
            if isinstance(line, LineSpec):
                texts.append(ItemText((*where, "text"), line.text, is_line=True))
                texts.append(ItemText((*where, "too_early"), line.too_early))
            else:
                texts.append(ItemText(where, line, is_line=True))
        return texts

    def explains(self, line: int) -> bool:
        """Whether the author says what breaks where this line comes too early."""
        return isinstance(self.lines[line], LineSpec)

    def shown_order(self, rng: np.random.Generator) -> tuple[int, ...]:
        count = len(self.lines)
        order = tuple(int(index) for index in rng.permutation(count))
        # Lines that happen to be shown in the right order would give the answer away.
        return order if order != tuple(range(count)) else tuple(reversed(order))


class Order(InLetters):
    """The answer lists the shown lines (a, b, c, ...) from first to last. The source has the lines
    in the right order."""

    name = "order"
    spec_class = OrderSpec
    words = "Put in order"
    minutes = 1
    template = "order"
    typing_hint = "Choose a letter for each place, from first to last."

    def shown_lines(self) -> list[int]:
        return list(self.variant.order)

    def raw_from(self, posted: Posted, name: str) -> str:
        return joined_texts(posted, name)

    def judge(self, raw: str) -> Judgement:
        shown = self.shown_lines()
        if not raw.strip():
            raise AnswerSyntaxError(UNTOUCHED)
        given = read_letters(raw, len(shown))
        if len(given) != len(shown):
            raise AnswerSyntaxError(
                f"Place all {len(shown)} lines; you have placed {len(given)} so far."
            )
        places = [shown[position] for position in given]
        at_home = sum(place == index for index, place in enumerate(places))
        right = at_home == len(places)
        early = None if right else self._first_too_early(places)
        if right:
            detail = ""
        elif early is None:
            detail = f"{at_home} of {len(places)} lines are in the right place."
        else:
            # No count as well: together they could give the whole order away.
            detail = f"Line {LETTERS[shown.index(early)]} comes too early."
        return Judgement(
            verdict="right" if right else "wrong",
            score=at_home / len(places),
            detail=detail,
            submitted=as_letters(given),
        )

    def line_too_early(self, judgement: Judgement) -> int | None:
        shown = self.shown_lines()
        return self._first_too_early(
            [shown[place] for place in read_letters(judgement.submitted, len(shown))]
        )

    def _first_too_early(self, places: list[int]) -> int | None:
        """The first line that stands before one that belongs before it, and says what breaks."""
        return next(
            (
                line
                for place, line in enumerate(places)
                if line > min(places[place:]) and self.spec.explains(line)
            ),
            None,
        )

    def read_as(self, judgement: Judgement) -> str:
        return f"Your order is {judgement.submitted}."

    def right_answer(self) -> str:
        shown = self.shown_lines()
        return as_letters(sorted(range(len(shown)), key=shown.__getitem__))

    def export_options(self) -> list[ExportOption]:
        right = ExportOption(True, self.right_answer(), text=self.right_answer())
        return shuffled(self, [right, *self._wrong_orders()[:MOST_WRONG]])

    def export_words(self) -> str:
        return "Which order is right?"

    def _wrong_orders(self) -> list[ExportOption]:
        """Each line one place too early: first those about which the author says what breaks."""
        right = self.right_answer().split(", ")
        options = []
        for early in range(1, len(right)):
            letters = right.copy()
            letters[early - 1 : early + 1] = reversed(letters[early - 1 : early + 1])
            raw = ", ".join(letters)
            line = early if self.spec.explains(early) else -1
            why = "" if line >= 0 else self.judge(raw).detail
            options.append(ExportOption(False, raw, text=raw, line=line, why=why))
        return sorted(options, key=lambda option: option.line < 0)

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
