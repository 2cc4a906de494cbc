"""The form of a running sitting: what was typed into it, and its boxes with what is saved."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from attention_engine import AnswerSyntaxError
from quizzes.answering.boxes import AnswerBoxes
from quizzes.answering.prompt import givens_of
from quizzes.answering.task import Task

from .plan import Planned


def typed_in(data: QueryDict, entries: Iterable[Planned], only: str = "") -> list[tuple[Task, str]]:
    """What was typed: for all tasks, or for the one task that is being autosaved."""
    return [
        (entry.task, entry.task.kind.raw_from(data, _field(entry.task)))
        for entry in entries
        if entry.task is not None and only in ("", str(entry.task.item.pk))
    ]


def was_dropped(data: QueryDict, typed: Iterable[tuple[Task, str]]) -> bool:
    """Whether something was typed for a task that was changed or withdrawn meanwhile."""
    fields = tuple(_field(task) for task, _raw in typed)
    return any(
        name.startswith("answer-") and not name.startswith(fields) and str(text).strip()
        for name, text in data.items()
    )


def shown_entry(
    entry: Planned,
    faults: Mapping[int, AnswerSyntaxError],
    unsaved: Mapping[int, str],
    *,
    shows_reading: bool,
) -> dict[str, Any]:
    """What a template needs to show a task of the form. `unsaved` is what was typed, by item, where
    some of it was too long to be saved."""
    shown = {"number": entry.number, "item": entry.item, "flagged": entry.flagged}
    if (task := entry.task) is None:
        return shown
    boxes = AnswerBoxes(
        task,
        unsaved.get(task.item.pk, entry.raw),
        faults.get(task.item.pk),
        _field(task),
        shows_reading=shows_reading and bool(entry.raw),
    )
    return shown | {"task": task, "boxes": boxes, "givens": givens_of(task)}


def _field(task: Task) -> str:
    return f"answer-{task.item.pk}"
