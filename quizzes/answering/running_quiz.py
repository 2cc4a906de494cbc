"""Whether a task belongs to a quiz that its learner has not finished. Until the end of the quiz
nothing tells its answer: the quiz would measure who looked it up. And where a whole class has the
same numbers, nothing does until the assignment closes: one would tell the others."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from quizzes.models import Item, Learner, Sitting

from .task import Task

SENTENCE = (
    "This task is part of a quiz that you have not finished, so nothing was checked or shown. "
    "Finish the quiz first; its results show the solution."
)
HELD = (
    "This task is part of an assignment that is still open and has the same numbers for the whole "
    "class, so nothing was checked or shown. Its solution is shown when the assignment closes."
)


class QuizRunning(Exception):
    """The task is part of `sitting`, which its learner has not finished, or whose solutions are
    held back."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(HELD if sitting.finished_at else SENTENCE)
        self.sitting = sitting


def sitting_that_asks(task: Task, sittings: Iterable[Sitting]) -> Sitting | None:
    """The one of these sittings that asks this task, if there is one.

    Other numbers are free, unless all of them have one answer: then all of them wait.
    """
    for seed, sitting in _seeds_in(sittings, task.item).items():
        if seed == task.seed or task.has_one_answer:
            return sitting
    return None


def refuse_running(task: Task, learner: Learner) -> None:
    """Raises QuizRunning for a task of an unfinished quiz."""
    if sitting := sitting_that_asks(task, _that_hold(learner)):
        raise QuizRunning(sitting)


def running_seeds(item: Item, learner: Learner | None) -> dict[int, Sitting]:
    """The seeds of this version of an item in the learner's sittings that are unfinished or held,
    with these."""
    return _seeds_in(_that_hold(learner), item)


def running_seeds_of(items: Iterable[Item], learner: Learner) -> dict[int, set[int]]:
    """The same for many items, by the key of each. One query."""
    sittings = list(_that_hold(learner))
    return {item.pk: {*_seeds_in(sittings, item)} for item in items}


def running_items(learner: Learner | None) -> set[int]:
    """The keys of all items that the learner's sittings ask while they hold their solutions back,
    at whichever numbers. One query."""
    return {row["item"] for sitting in _that_hold(learner) for row in sitting.plan}


def _that_hold(learner: Learner | None) -> Iterable[Sitting]:
    if learner is None or learner.is_new:
        return ()
    return that_hold_answers(Sitting.objects.filter(learner=learner)).only("plan", "finished_at")


def held_back(sitting: Sitting) -> Sitting | None:
    """The learner's sitting because of which the solutions of this one may not be shown yet: itself
    or another with the same numbers, of an assignment that is open."""
    mine = Sitting.objects.filter(learner=sitting.learner_id, finished_at__isnull=False)
    numbers = [_numbers_of(row) for row in sitting.plan]
    for holding in that_hold_answers(mine).select_related("assignment"):
        if any(_numbers_of(row) in numbers for row in holding.plan):
            return holding
    return None


def that_hold_answers(sittings: QuerySet[Sitting]) -> QuerySet[Sitting]:
    """Those whose solutions may not be shown yet."""
    # By the database's clock: whether a solution is shown is asked in many places.
    is_held = Q(assignment__same_numbers=True, assignment__closes_at__gt=Now())
    return sittings.filter(Q(finished_at=None) | is_held)


def _numbers_of(row: dict[str, int]) -> tuple[int, int, int]:
    return row["item"], row["version"], row["seed"]


def _seeds_in(sittings: Iterable[Sitting], item: Item) -> dict[int, Sitting]:
    return {
        row["seed"]: sitting
        for sitting in sittings
        for row in sitting.plan
        if (row["item"], row["version"]) == (item.pk, item.version)
    }
