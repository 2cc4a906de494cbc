"""What a learner takes along: tasks with their solutions, which from then on count as shown.

An answer is in no response before its task was answered or given up. So whoever takes the solutions
of some tasks along gives up these tasks at these numbers, and cannot earn a level with them.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from quizzes.answering.marking import mark_of
from quizzes.answering.running_quiz import running_items
from quizzes.answering.standing import SHOWS_THE_SOLUTION
from quizzes.answering.task import Task
from quizzes.models import Attempt, Item, ItemVersion, Learner, Mark
from quizzes.models.attempt import TAKEN_ALONG

# The key of an item, and the seed.
Variant = tuple[int, int]
# A token takes 32 characters.
_RANDOM = (32 - len(TAKEN_ALONG)) // 2


def may_be_taken(items: Sequence[Item], learner: Learner | None) -> list[Item]:
    """Those items that no unfinished quiz of the learner asks. One query."""
    waiting = running_items(learner)
    return [item for item in items if item.pk not in waiting]


def take_along(learner: Learner, tasks: Sequence[Task], now: datetime) -> list[Task]:
    """Stores that the learner has seen the solutions of these tasks, and returns them: all but
    those of an unfinished quiz. Taking a task along again stores nothing."""
    if not tasks:
        return []
    with transaction.atomic():
        if not learner.keep():
            learner.lock()
        waiting = running_items(learner)
        taken = [task for task in tasks if task.item.pk not in waiting]
        known = known_solutions(learner, taken)
        _give_up(learner, [task for task in taken if variant_of(task) not in known], now)
    return taken


def variant_of(task: Task) -> Variant:
    return task.item.pk, task.seed


def known_solutions(learner: Learner | None, tasks: Iterable[Task]) -> set[Variant]:
    """The variants of these tasks whose solution the learner has seen. One query."""
    if learner is None or learner.is_new:
        return set()
    items = {task.item.pk for task in tasks}
    rows = Attempt.marked.filter(
        learner=learner, item__in=items, item_version__version=F("item__version")
    )
    # As in `answering/standing.py`.
    shown = Q(way_shown=True) | Q(sitting__isnull=False) | Q(mark__verdict__in=SHOWS_THE_SOLUTION)
    return set(rows.filter(shown).order_by().values_list("item", "seed"))


def _give_up(learner: Learner, tasks: Sequence[Task], now: datetime) -> None:
    items = {task.item.pk for task in tasks}
    current = ItemVersion.objects.filter(item__in=items, version=F("item__version"))
    versions = {version.item_id: version for version in current.only("item", "version")}
    attempts = [
        Attempt(
            created_at=now,
            learner=learner,
            item=task.item,
            item_version=versions[task.item.pk],
            seed=task.seed,
            token=TAKEN_ALONG + secrets.token_hex(_RANDOM),
            way_shown=True,
        )
        for task in tasks
    ]
    Attempt.objects.bulk_create(attempts)
    Mark.objects.bulk_create(mark_of(attempt, None) for attempt in attempts)
