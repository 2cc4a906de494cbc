"""The answer boxes of a task: what was typed becomes one text, and that text fills them again.

Every kind is judged, stored and shown again from this one text, `raw`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

from attention_engine import AnswerSyntaxError
from quizzes.items.kinds.choice import ComputedChoice
from quizzes.items.kinds.letters import LETTERS
from quizzes.items.number_box import BoxForm, form_of_step

from .echo import Reading, reading_of
from .task import Task

FIELD = "answer"
# Beyond this nothing is kept: it is what the reader of numbers takes at most.
MAX_CHARACTERS = 100_000

_FORMS: dict[str, BoxForm] = {"number": "number", "vector": "array", "matrix": "array"}
_TEMPLATES = {
    "choice": "options",
    "computed_choice": "options",
    "choices": "options",
    "order": "order",
    "matrix": "matrix",
    "steps": "steps",
}


@dataclass(frozen=True)
class OptionBox:
    letter: str
    chosen: bool
    html: SafeString | None = None
    value: np.ndarray | None = None


@dataclass(frozen=True)
class PlaceBox:
    """The select of one place of an order, and the letter that stands in it."""

    number: int
    letter: str


@dataclass(frozen=True)
class StepBox:
    """The box of one step: its field name and id in the page, and what it takes."""

    field: str
    id: str
    title: str
    text: str
    form: BoxForm
    reading: Reading | None = None


@dataclass(frozen=True)
class AnswerBoxes:
    """The boxes of one task under a field name, filled with `raw`; `fault` is told beside them.

    `shows_reading`: under each box for numbers stands how it is read.
    """

    task: Task
    raw: str = ""
    fault: AnswerSyntaxError | None = None
    name: str = FIELD
    shows_reading: bool = False

    @property
    def error(self) -> str:
        return "" if self.fault is None else str(self.fault)

    @property
    def form(self) -> BoxForm | None:
        """What the one box takes; None where it takes no numbers, or there are several."""
        return _FORMS.get(self.task.item.kind)

    @property
    def takes_numbers(self) -> bool:
        return self.form is not None or self.task.item.kind == "steps"

    @property
    def reading(self) -> Reading | None:
        if not self.shows_reading or self.form is None:
            return None
        return reading_of(self.raw, self.form)

    @property
    def id(self) -> str:
        return f"{self.name}-{self.task.item.key}"

    @property
    def template(self) -> str:
        return f"quizzes/answering/kinds/{_TEMPLATES.get(self.task.item.kind, 'line')}.html"

    @property
    def takes_many(self) -> bool:
        return self.task.item.kind == "choices"

    def options(self) -> list[OptionBox]:
        kind, chosen = self.task.kind, self._letters()
        texts = self.task.item.spec["rendered"].get("options", [])
        return [
            OptionBox(
                letter,
                letter in chosen,
                mark_safe(texts[option.index]["text"]) if option.index >= 0 else None,  # noqa: S308
                option.value,
            )
            for letter, option in zip(LETTERS, kind.options(), strict=False)
        ]

    @property
    def option_decimals(self) -> int:
        return self.task.spec.decimals if isinstance(self.task.kind, ComputedChoice) else 0

    def lines(self) -> list[tuple[str, SafeString]]:
        texts = self.task.item.spec["rendered"]["lines"]
        order = self.task.kind.shown()
        return [
            (letter, mark_safe(texts[index]))  # noqa: S308 - sanitised when it was rendered
            for letter, index in zip(LETTERS, order, strict=False)
        ]

    def places(self) -> list[PlaceBox]:
        count = len(self.task.kind.shown())
        letters = [*self._letters(), *[""] * count]
        return [PlaceBox(index + 1, letters[index]) for index in range(count)]

    def steps(self) -> list[StepBox]:
        typed = _step_texts(self.raw)
        return [
            self._step(name, title, typed.get(name, ""))
            for name, title in self.task.step_titles.items()
        ]

    def rows(self) -> int:
        """Lines of the box for a matrix: its own, or as many as were typed."""
        return min(12, max(4, self.raw.count("\n") + 2))

    def _step(self, name: str, title: str, text: str) -> StepBox:
        form = form_of_step(name)
        told = self.shows_reading and bool(text.strip())
        reading = reading_of(text, form) if told else None
        return StepBox(f"{self.name}-{name}", f"{self.id}-{name}", title, text, form, reading)

    def _letters(self) -> list[str]:
        return [part.strip() for part in self.raw.split(",")]


def read_boxes(task: Task, data: QueryDict, name: str = FIELD) -> str:
    """What was typed into the boxes of a task as one text; empty where all are empty."""
    if task.item.kind == "steps":
        boxes = {step: _clean(data.get(f"{name}-{step}", "")) for step in task.step_titles}
        filled = {step: text for step, text in boxes.items() if text.strip()}
        return json.dumps(filled, ensure_ascii=False) if filled else ""
    if task.item.kind in ("choices", "order"):
        raw = ", ".join(data.getlist(name))
        return _clean(raw) if raw.strip(" ,") else ""
    text = _clean(data.get(name, ""))
    return text if text.strip() else ""


def _clean(text: str) -> str:
    # A browser sends CRLF; PostgreSQL cannot hold a null character.
    return text.replace("\r\n", "\n").replace("\x00", "\ufffd")[: MAX_CHARACTERS + 1]


def _step_texts(raw: str) -> Mapping[str, Any]:
    try:
        texts = json.loads(raw)
    except ValueError:
        return {}
    return texts if isinstance(texts, dict) else {}
