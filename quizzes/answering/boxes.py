"""The answer boxes of a task as its page shows them, refilled with what was typed.

Every kind is judged, stored and redisplayed from one string, `raw`.
"""

from dataclasses import dataclass

import numpy as np
from django.utils.safestring import SafeString, mark_safe

from attention_engine import AnswerSyntaxError
from quizzes.items import Kind
from quizzes.items.kinds.letters import LETTERS
from quizzes.items.kinds.shown import TypedStep
from quizzes.items.number_box import NumberBox

from .echo import Reading, reading_of
from .task import Task

FIELD = "answer"


@dataclass(frozen=True)
class OptionBox:
    letter: str
    chosen: bool
    html: SafeString | None = None
    value: np.ndarray | None = None
    decimals: int = 0


@dataclass(frozen=True)
class PlaceBox:
    """The select for one place in an ordering, and the letter chosen for it."""

    number: int
    letter: str


@dataclass(frozen=True)
class StepBox:
    """The box of one step: its field name, its id in the page, and what it accepts."""

    field: str
    id: str
    title: str
    text: str
    takes: NumberBox
    reading: Reading | None = None


@dataclass(frozen=True)
class AnswerBoxes:
    """The boxes of one task under a field name, filled with `raw`; `fault` is shown beside them.

    With `shows_reading`, each number box shows how its text was parsed.
    """

    task: Task
    raw: str = ""
    fault: AnswerSyntaxError | None = None
    name: str = FIELD
    shows_reading: bool = False

    @property
    def kind(self) -> Kind:
        return self.task.kind

    @property
    def error(self) -> str:
        return "" if self.fault is None else str(self.fault)

    @property
    def takes(self) -> NumberBox | None:
        """What the one box accepts; None if it takes no numbers or there are several boxes."""
        boxes = self.kind.number_boxes()
        return boxes[0] if len(boxes) == 1 else None

    @property
    def takes_numbers(self) -> bool:
        return bool(self.kind.number_boxes())

    @property
    def takes_arrays(self) -> bool:
        return any(box.form != "number" for box in self.kind.number_boxes())

    @property
    def reading(self) -> Reading | None:
        if not self.shows_reading or self.takes is None:
            return None
        return reading_of(self.raw, self.takes)

    @property
    def id(self) -> str:
        return f"{self.name}-{self.task.item.key}"

    @property
    def template(self) -> str:
        return f"quizzes/answering/kinds/{self.kind.template}.html"

    def options(self) -> list[OptionBox]:
        chosen = self.kind.letters(self.raw)
        texts = self.task.rendered.get("options", [])
        return [
            OptionBox(
                letter,
                letter in chosen,
                mark_safe(texts[option.index]["text"]) if option.index >= 0 else None,  # noqa: S308
                option.value,
                option.decimals,
            )
            for letter, option in zip(LETTERS, self.kind.options(), strict=False)
        ]

    def lines(self) -> list[tuple[str, SafeString]]:
        return [
            (letter, mark_safe(self.task.line_html(index)))  # noqa: S308 - sanitized when rendered
            for letter, index in zip(LETTERS, self.kind.shown_lines(), strict=False)
        ]

    def places(self) -> list[PlaceBox]:
        count = len(self.kind.shown_lines())
        letters = [*self.kind.letters(self.raw), *[""] * count]
        return [PlaceBox(index + 1, letters[index]) for index in range(count)]

    def steps(self) -> list[StepBox]:
        return [self._step_box(step) for step in self.kind.typed_steps(self.raw)]

    def rows(self) -> int:
        """Height of a matrix box in lines: room for what was typed, between 4 and 12."""
        return min(12, max(4, self.raw.count("\n") + 2))

    def _step_box(self, step: TypedStep) -> StepBox:
        told = self.shows_reading and bool(step.text.strip())
        reading = reading_of(step.text, step.box) if told else None
        field, box_id = f"{self.name}-{step.name}", f"{self.id}-{step.name}"
        return StepBox(field, box_id, step.title, step.text, step.box, reading)
