"""Closes practice that visitors without an account began and left, and removes practice in which
nobody answered anything."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from quizzes.models import PracticeSession, PracticeTask

BATCH = 100


def expire(before: datetime) -> int:
    """Closes the open sessions of nobody in which nothing was answered since this time. One with
    answers ends at the last of them, because it is part of the record; one without is deleted.
    Returns how many were closed.

    Each batch is a short transaction of its own, so that a running site hardly waits.
    """
    return sum(_expire(batch, before) for batch in _batches(before))


def remove_empty(before: datetime) -> int:
    """Deletes the sessions, anybody's, that ended before this time without an answer. Returns how
    many."""
    answered = PracticeTask.objects.filter(session=OuterRef("pk"), attempt__isnull=False)
    empty = PracticeSession.objects.filter(~Exists(answered), finished_at__lt=before)
    keys = list(empty.values_list("pk", flat=True))
    count = 0
    for start in range(0, len(keys), BATCH):
        _count, deleted = empty.filter(pk__in=keys[start : start + BATCH]).delete()
        count += deleted.get(PracticeSession._meta.label, 0)
    return count


def _batches(before: datetime) -> Iterator[list[UUID]]:
    keys = list(_left(before).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _expire(keys: list[UUID], before: datetime) -> int:
    with transaction.atomic():
        # Locked first, then asked again: their learners may have gone on meanwhile. Going on locks
        # the same row, so that it comes before or finds the session gone.
        list(PracticeSession.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        left = _left(before).filter(pk__in=keys)
        ended = left.filter(last_answer__isnull=False).update(
            finished_at=Greatest("last_answer", "started_at")
        )
        _count, deleted = left.filter(last_answer=None).delete()
    return ended + deleted.get(PracticeSession._meta.label, 0)


def _left(before: datetime) -> QuerySet[PracticeSession]:
    answered = PracticeTask.objects.filter(session=OuterRef("pk"), attempt__isnull=False)
    last = answered.order_by().values("session").annotate(last=Max("attempt__created_at"))
    return PracticeSession.objects.alias(last_answer=Subquery(last.values("last"))).filter(
        Q(last_answer=None) | Q(last_answer__lt=before),
        learner__user=None,
        finished_at=None,
        started_at__lt=before,
    )
