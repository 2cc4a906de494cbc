"""The tasks of a sitting, with what is saved for each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from attention_engine import AnswerSyntaxError
from quizzes.answering.task import Task
from quizzes.models import Item, SavedAnswer, Sitting
from quizzes.models.item import LONG_TEXTS

# What a plan says of one task: its item, version and seed.
Row = dict[str, int]


@dataclass(frozen=True)
class Planned:
    """A task of a sitting with what was saved for it. `task` is None if the task was changed or
    withdrawn after the start, so that it can no longer be judged as planned; `item` is None, too,
    if its question was deleted."""

    number: int
    item: Item | None
    task: Task | None
    raw: str
    flagged: bool = False

    @property
    def is_blank(self) -> bool:
        return self.task is not None and not self.raw


def planned(sitting: Sitting) -> list[Planned]:
    """The tasks of a sitting in order."""
    saved = {answer.item_id: answer for answer in sitting.answers.all()}
    tasks = []
    for number, (row, item, task) in enumerate(_tasks(sitting.plan), start=1):
        answer = saved.get(row["item"]) or SavedAnswer()
        tasks.append(Planned(number, item, task, answer.raw, answer.flagged))
    return tasks


def tasks_of(plan: Sequence[Row]) -> list[Task]:
    """The tasks of a plan that can still be answered as planned."""
    return [task for _row, _item, task in _tasks(plan) if task is not None]


def _tasks(plan: Sequence[Row]) -> Iterator[tuple[Row, Item | None, Task | None]]:
    rows = Item.objects.select_related("question").defer(*LONG_TEXTS)
    items = rows.in_bulk([row["item"] for row in plan])
    public = set(Item.published.filter(pk__in=items).values_list("pk", flat=True))
    for row in plan:
        item, task = items.get(row["item"]), None
        if item is not None and item.pk in public and item.version == row["version"]:
            task = Task(item, row["seed"])
        yield row, item, task


def public_items(keys: Sequence[int]) -> list[Item]:
    """The items with these keys in their order, without what was withdrawn."""
    found = Item.published.in_bulk(list(keys))
    return [found[key] for key in keys if key in found and found[key].seeds]


def too_long(typed: Iterable[tuple[Task, str]]) -> dict[int, AnswerSyntaxError]:
    """The errors of the typed answers that no box of their kind may hold, by item."""
    faults = {}
    for task, raw in typed:
        try:
            task.kind.refuse_too_long(raw)
        except AnswerSyntaxError as error:
            faults[task.item.pk] = error
    return faults


def unreadable(entries: Iterable[Planned]) -> dict[int, AnswerSyntaxError]:
    """The errors of the saved answers that cannot be parsed, by item."""
    faults = {}
    for entry in entries:
        if entry.task is not None and entry.raw:
            try:
                entry.task.kind.judge(entry.raw)
            except AnswerSyntaxError as error:
                faults[entry.task.item.pk] = error
    return faults
