"""Switching reminders off from a mail: whoever holds its token may do it, signed in or not."""

from datetime import datetime

from django.core import signing
from django.db import transaction
from django.urls import reverse

from quizzes.models import Learner, Reminder, ReminderSettings, ReminderState

_SALT = "quizzes.reminders-off"


def off_path(learner: Learner) -> str:
    """The path of the page that switches this learner's reminders off."""
    return reverse("reminders-off", args=[signing.dumps(learner.pk, salt=_SALT)])


def learner_key_in(token: str) -> int | None:
    """The key of the learner whose reminders a token of ours switches off; None for any other.
    The learner may be gone."""
    try:
        return signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None


def switch_off(learner_key: int, now: datetime) -> None:
    """Switches all reminders off, those that wait, too. Does nothing where they are off already,
    and where the learner is gone."""
    with transaction.atomic():
        # Sending locks the same row before it asks whether the switch is on.
        own = ReminderSettings.objects.filter(learner=learner_key)
        own.update(next_daily_at=None, next_weekly_at=None)
        waiting = Reminder.objects.filter(learner=learner_key, state=ReminderState.WAITING)
        waiting.update(state=ReminderState.SKIPPED, changed_at=now)
