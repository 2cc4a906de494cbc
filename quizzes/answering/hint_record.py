"""How many hints of a variant a learner has seen: stored on the server, never decreasing."""

from django.db import IntegrityError, transaction

from quizzes.models import HintsShown, Learner

from .task import Task


def show_hints(learner: Learner, task: Task, count: int) -> int:
    """Records that the first `count` hints are now shown; returns how many have been shown.

    Repeating a request changes nothing: it names the hint it wants instead of asking for one more.
    Raises LearnerGone.
    """
    try:
        with transaction.atomic():
            return _show_hints(learner, task, count)
    except IntegrityError:
        learner.refuse_gone()
        raise


def _show_hints(learner: Learner, task: Task, count: int) -> int:
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
