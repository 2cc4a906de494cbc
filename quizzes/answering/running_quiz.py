"""Whether a task belongs to a quiz that its learner has not finished. Until the end of the quiz
nothing tells its answer: the quiz would measure who looked it up."""

from collections.abc import Iterable

from quizzes.models import Item, Learner, Sitting

from .task import Task

SENTENCE = (
    "This task is part of a quiz that you have not finished, so nothing was checked or shown. "
    "Finish the quiz first; its results show the solution."
)


class QuizRunning(Exception):
    """The task is part of `sitting`, which its learner has not finished."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(SENTENCE)
        self.sitting = sitting


def sitting_that_asks(task: Task, sittings: Iterable[Sitting]) -> Sitting | None:
    """The one of a learner's unfinished sittings that asks this task, if there is one.

    Other numbers are free, unless all of them have one answer: then all of them wait.
    """
    for seed, sitting in _seeds_in(sittings, task.item).items():
        if seed == task.seed or task.has_one_answer:
            return sitting
    return None


def refuse_running(task: Task, learner: Learner) -> None:
    """Raises QuizRunning for a task of an unfinished quiz."""
    if sitting := sitting_that_asks(task, _unfinished(learner)):
        raise QuizRunning(sitting)


def running_seeds(item: Item, learner: Learner | None) -> dict[int, Sitting]:
    """The seeds of this version of an item in the learner's unfinished sittings, with these."""
    return _seeds_in(_unfinished(learner), item)


def running_seeds_of(items: Iterable[Item], learner: Learner) -> dict[int, set[int]]:
    """The same for many items, by the key of each. One query."""
    sittings = list(_unfinished(learner))
    return {item.pk: {*_seeds_in(sittings, item)} for item in items}


def running_items(learner: Learner | None) -> set[int]:
    """The keys of all items that the learner's unfinished sittings ask, at whichever numbers. One
    query."""
    return {row["item"] for sitting in _unfinished(learner) for row in sitting.plan}


def _unfinished(learner: Learner | None) -> Iterable[Sitting]:
    if learner is None or learner.is_new:
        return ()
    return Sitting.objects.filter(learner=learner, finished_at=None).only("plan")


def _seeds_in(sittings: Iterable[Sitting], item: Item) -> dict[int, Sitting]:
    return {
        row["seed"]: sitting
        for sitting in sittings
        for row in sitting.plan
        if (row["item"], row["version"]) == (item.pk, item.version)
    }
