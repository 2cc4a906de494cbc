"""What a learner chooses: which mails, at which hour of which time zone."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from quizzes.models import Learner, Reminder, ReminderKind, ReminderSettings, ReminderState

from .times import next_daily, next_weekly

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
USUAL_HOUR, USUAL_WEEKDAY = 18, 6


def mail_address_of(learner: Learner) -> str:
    """Where this learner's mail goes: the address that the account has proven; empty without."""
    proven = EmailAddress.objects.filter(user=learner.user_id, verified=True, primary=True)
    return proven.values_list("email", flat=True).first() or "" if learner.user_id else ""


def links_are_possible() -> bool:
    """Whether a mail can lead back here: a job has no request that would name the site."""
    return bool(settings.ADDRESS_IN_MAILS)


@dataclass(frozen=True)
class Choice:
    daily: bool
    weekly: bool
    hour: int
    weekday: int
    time_zone: str


def choice_of(learner: Learner | None, time_zone: str) -> Choice:
    """What is stored; for who has stored nothing everything is off, in this time zone."""
    own = ReminderSettings.objects.filter(learner=learner).first() if learner else None
    if own is None:
        return Choice(False, False, USUAL_HOUR, USUAL_WEEKDAY, time_zone)
    return Choice(
        own.next_daily_at is not None,
        own.next_weekly_at is not None,
        own.hour,
        own.weekday,
        own.time_zone,
    )


def store(learner: Learner, choice: Choice, now: datetime) -> None:
    """Stores the choice; what waits of a kind that is off now is not sent."""
    with transaction.atomic():
        learner.keep()
        learner.lock()
        known = ReminderSettings.objects.filter(learner=learner).first()
        facts = {"hour": choice.hour, "weekday": choice.weekday, "time_zone": choice.time_zone}
        times = _next_times(known, choice, now)
        ReminderSettings.objects.update_or_create(learner=learner, defaults=facts | times)
        off = [kind for kind in ReminderKind if times[f"next_{kind}_at"] is None]
        waiting = Reminder.objects.filter(learner=learner, kind__in=off)
        waiting.filter(state=ReminderState.WAITING).update(
            state=ReminderState.SKIPPED, changed_at=now
        )


def _next_times(
    known: ReminderSettings | None, choice: Choice, now: datetime
) -> dict[str, datetime | None]:
    """A mail whose time stays as it was keeps its next one, so that saving the form again in the
    minute in which it is due does not lose it."""
    hour, weekday, zone = choice.hour, choice.weekday, choice.time_zone
    daily = weekly = None
    if known is not None and (known.hour, known.time_zone) == (hour, zone):
        daily = known.next_daily_at
        weekly = known.next_weekly_at if known.weekday == weekday else None
    return {
        "next_daily_at": (daily or next_daily(now, hour, zone)) if choice.daily else None,
        "next_weekly_at": (weekly or next_weekly(now, weekday, hour, zone))
        if choice.weekly
        else None,
    }
