"""How many hints to a variant a learner has been shown: kept on the server, only growing."""

from django.db import transaction

from quizzes.models import HintsShown, Learner

from .task import Task


def hints_shown(learner: Learner | None, task: Task) -> int:
    """The number of hints that this learner has seen of this variant."""
    if learner is None or learner.is_new:
        return 0
    return _rows(learner, task).values_list("count", flat=True).first() or 0


def show_hints(learner: Learner, task: Task, count: int) -> int:
    """Records that the first `count` hints are shown now; gives how many have been shown.

    The same request twice counts once: it says which hint it wants, not that it wants one more.
    """
    with transaction.atomic():
        learner.keep()
        row, is_new = _rows(learner, task).get_or_create(
            learner=learner,
            item=task.item,
            item_version=task.item.version,
            seed=task.seed,
            defaults={"count": count},
        )
        if is_new or row.count >= count:
            return row.count
        _rows(learner, task).filter(count__lt=count).update(count=count)
        return count


def _rows(learner: Learner, task: Task):
    return HintsShown.objects.filter(
        learner=learner, item=task.item, item_version=task.item.version, seed=task.seed
    )
