"""The tasks that a learner got wrong and has not answered right since, each with new numbers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Max

from attention_engine import mistake_ids, mistake_title
from quizzes.answering.running_quiz import running_seeds_of
from quizzes.answering.task import Task
from quizzes.items import KINDS
from quizzes.learners.days import day_of
from quizzes.models import Attempt, Item, Learner, Verdict

from .slip_steps import slip_step

# Of the latest answers so many are looked at, however many a learner has, and so many tasks shown.
MOST_LOOKED_AT, MOST_SHOWN = 2_000, 20
_IS_WRONG = (Verdict.WRONG, Verdict.GIVEN_UP)


@dataclass(frozen=True)
class WrongTask:
    """`address` is the task at numbers that were never answered, or longest ago; `again` says so
    for its link. `slip` is the title of the likeliest mistake, and `step` that of the step in
    which it is made; either may be unknown."""

    title: str
    address: str
    again: str
    day: date
    was_shown: bool
    slip: str
    step: str


class Wrong(NamedTuple):
    """An attempt at an item that was wrong, or at which the solution was asked for."""

    item: int
    moment: datetime
    verdict: str
    mistakes: list[str]


def wrong_tasks(learner: Learner | None) -> tuple[list[WrongTask], int]:
    """Some of them, the newest first, and how many more there are. Four queries."""
    wrong = {each.item: each for each in _wrong(learner)} if learner else {}
    if learner is None or not wrong:
        return [], 0
    public = Item.published.filter(pk__in=wrong).exclude(seeds=[]).in_bulk()
    open_ones = [(public[pk], each) for pk, each in wrong.items() if pk in public]
    shown = open_ones[:MOST_SHOWN]
    again = _again(learner, [item for item, _wrong in shown])
    tasks = [_task(learner, again[item.pk], each) for item, each in shown]
    return tasks, len(open_ones) - len(shown)


def wrong_items(learner: Learner) -> list[int]:
    """The keys of the items of all these tasks, the latest first. One query."""
    return [each.item for each in _wrong(learner)]


def _wrong(learner: Learner) -> list[Wrong]:
    """The latest wrong attempt at each item, where no right one came after it. What was typed
    after the solution was seen proves nothing."""
    # These first and then their marks: else PostgreSQL reads the marks of all who answered since.
    latest = Attempt.objects.filter(learner=learner).order_by("-pk").values("pk")[:MOST_LOOKED_AT]
    counted = Attempt.marked.that_count().filter(pk__in=latest, mark__isnull=False)
    fields = ("item", "created_at", "mark__verdict", "mark__mistakes")
    decided: dict[int, Wrong] = {}
    for row in counted.select_related(None).order_by("-pk").values_list(*fields):
        each = Wrong(*row)
        if each.verdict in (*_IS_WRONG, Verdict.RIGHT):
            decided.setdefault(each.item, each)
    return [each for each in decided.values() if each.verdict in _IS_WRONG]


def _again(learner: Learner, items: Sequence[Item]) -> dict[int, Task]:
    """Each item at the numbers that the learner answered longest ago, if ever; not at those of an
    unfinished quiz, if there are others."""
    versions = {item.pk: item.version for item in items}
    attempts = Attempt.objects.filter(learner=learner, item__in=versions).order_by()
    rows = attempts.values_list("item", "item_version__version", "seed").annotate(last=Max("pk"))
    answered: dict[int, dict[int, int]] = defaultdict(dict)
    for item, version, seed, last in rows:
        if versions[item] == version:
            answered[item][seed] = last
    running = running_seeds_of(items, learner)

    def order(item: Item, seed: int) -> tuple[bool, int]:
        return seed in running[item.pk], answered[item.pk].get(seed, 0)

    return {item.pk: Task(item, min(item.seeds, key=lambda s: order(item, s))) for item in items}


def _task(learner: Learner, task: Task, wrong: Wrong) -> WrongTask:
    item = task.item
    known = [slip for slip in wrong.mistakes if slip in mistake_ids()]
    return WrongTask(
        f"{KINDS[item.kind].words}, from “{item.question.title}”",
        task.address,
        "Try again with new numbers" if task.spec.is_computed and task.other else "Try again",
        day_of(learner, wrong.moment),
        wrong.verdict == Verdict.GIVEN_UP,
        mistake_title(known[0]) if known else "",
        slip_step(known[0], item.skill) if known else "",
    )
