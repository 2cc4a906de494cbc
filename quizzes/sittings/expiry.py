"""Removes sittings that visitors without an account began and left."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from quizzes.models import SavedAnswer, Sitting

KEPT_DAYS = 30
BATCH = 100


def expire(before: datetime) -> int:
    """Deletes the unfinished sittings of nobody that were last touched before this time, with
    what was typed in them. Returns how many. The record is not touched: it begins at the end of a
    sitting.

    Each batch is a short transaction of its own, so that a running site hardly waits.
    """
    return sum(_expire(batch, before) for batch in _batches(before))


def _batches(before: datetime) -> Iterator[list]:
    keys = list(_left(before).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _expire(keys: list, before: datetime) -> int:
    with transaction.atomic():
        # Locked first, then asked again: their learners may have gone on meanwhile. Saving and
        # finishing lock the same row, so that they come before or find the sitting gone.
        list(Sitting.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        _count, deleted = _left(before).filter(pk__in=keys).delete()
    return deleted.get(Sitting._meta.label, 0)


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
