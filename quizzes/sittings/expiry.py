"""Removes what visitors without an account began and left: sittings, and quizzes of their own."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from quizzes.models import CustomQuiz, SavedAnswer, Sitting

KEPT_DAYS = 30
BATCH = 100


Left = Callable[[datetime], QuerySet]


def expire(before: datetime) -> int:
    """Deletes the unfinished sittings of nobody that were last touched before this time, with
    what was typed in them. Returns how many. The record is not touched: it begins at the end of a
    sitting.

    Each batch is a short transaction of its own, so that a running site hardly waits.
    """
    return sum(_expire(_left, batch, before) for batch in _batches(_left, before))


def expire_custom(before: datetime) -> int:
    """Deletes the custom quizzes of nobody that were made before this time and of which there is no
    sitting and no assignment. Returns how many."""
    return sum(_expire(_unused, batch, before) for batch in _batches(_unused, before))


def _batches(left: Left, before: datetime) -> Iterator[list]:
    keys = list(left(before).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _expire(left: Left, keys: list, before: datetime) -> int:
    found = left(before)
    rows = found.model._default_manager
    with transaction.atomic():
        # Locked first, then asked again: their learners may have gone on meanwhile. Saving,
        # finishing and starting lock the same row, so that they come before or find it gone.
        list(rows.select_for_update().filter(pk__in=keys).order_by("pk"))
        _count, deleted = found.filter(pk__in=keys).delete()
    return deleted.get(found.model._meta.label, 0)


def _unused(before: datetime) -> QuerySet[CustomQuiz]:
    # Without a learner, too: it was deleted.
    nobodys = CustomQuiz.objects.filter(learner__user=None, created_at__lt=before)
    return nobodys.filter(sittings=None, assignments=None)


def _left(before: datetime) -> QuerySet[Sitting]:
    touched = SavedAnswer.objects.filter(sitting=OuterRef("pk"), saved_at__gte=before)
    return Sitting.objects.filter(
        ~Exists(touched),
        learner__user=None,
        finished_at=None,
        # What is saved under a clock is judged when its time is out.
        ends_at=None,
        started_at__lt=before,
        # None has an attempt before its end. If one ever had, it would be part of the record.
        attempts=None,
    )
