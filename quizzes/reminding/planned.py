"""Which reminders are due now: each becomes one row, whoever else looks at the same time."""

from datetime import datetime, timedelta

from django.db import transaction

from quizzes.learners.days import day_at
from quizzes.models import Reminder, ReminderKind, ReminderSettings, ReminderState

from .times import next_daily, next_weekly

# Later than this after its hour a mail would come at a time for which nobody asked.
USEFUL_FOR = {ReminderKind.DAILY: timedelta(hours=6), ReminderKind.WEEKLY: timedelta(hours=48)}
BATCH = 500


def plan(now: datetime) -> int:
    """Makes a waiting reminder of everything that is due, and sets each learner's next time.
    Returns how many. A second call at the same time makes none twice."""
    return sum(_plan_kind(kind, now) for kind in ReminderKind)


def _plan_kind(kind: ReminderKind, now: datetime) -> int:
    field, count = f"next_{kind}_at", 0
    due = ReminderSettings.objects.filter(**{f"{field}__lte": now}).order_by(field)
    while found := list(due[:BATCH]):
        count += sum(plan_one(own, kind, field, now) for own in found)
    return count


def plan_one(own: ReminderSettings, kind: ReminderKind, field: str, now: datetime) -> bool:
    """Whether this call made the reminder: not if the row is no longer as it was read."""
    due_at: datetime = getattr(own, field)
    with transaction.atomic():
        # Whoever changes this row first has the reminder; who reads the old time finds it changed.
        mine = ReminderSettings.objects.filter(pk=own.pk, **{field: due_at})
        if not mine.update(**{field: _next_time(own, kind, now)}):
            return False
        if now > due_at + USEFUL_FOR[kind]:
            return False
        _row, is_new = Reminder.objects.get_or_create(
            learner_id=own.learner_id,
            kind=kind,
            day=day_at(due_at, own.time_zone),
            defaults={
                "state": ReminderState.WAITING,
                "due_at": due_at,
                "try_at": now,
                "changed_at": now,
            },
        )
    return is_new


def _next_time(own: ReminderSettings, kind: ReminderKind, now: datetime) -> datetime:
    if kind == ReminderKind.DAILY:
        return next_daily(now, own.hour, own.time_zone)
    return next_weekly(now, own.weekday, own.hour, own.time_zone)
