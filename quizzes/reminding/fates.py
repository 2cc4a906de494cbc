"""What becomes of a reminder: how it ends, and when one that waits is tried again."""

import logging
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F

from quizzes.models import Reminder, ReminderState

logger = logging.getLogger(__name__)

# Whoever has been sending one mail for so long has ended.
GIVEN_UP_AFTER = timedelta(minutes=15)
KEPT = timedelta(days=60)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(minutes=40)

# A sender that was taken for dead may still come to its end.
HANDED_OVER = (ReminderState.SENDING, ReminderState.UNKNOWN)


def give_up_on_dead(now: datetime) -> int:
    """Says so of the reminders whose senders ended in the middle. They are not sent again."""
    dead = Reminder.objects.filter(state=ReminderState.SENDING, changed_at__lt=now - GIVEN_UP_AFTER)
    count = dead.update(state=ReminderState.UNKNOWN)
    if count:
        logger.warning(
            "%d reminders were being sent when their sender ended. They may have arrived, so they "
            "are not sent again.",
            count,
        )
    return count


def forget_old(now: datetime) -> int:
    """Removes what is long over: a day that has passed never comes again."""
    old = Reminder.objects.filter(due_at__lt=now - KEPT)
    return old.delete()[0]


def wait_after(tries: int, jitter: float) -> timedelta:
    """How long to wait after so many tries: twice as long each time, with up to half of it more,
    so that several senders do not come back at once. `jitter` is from 0 to 1."""
    return min(FIRST_WAIT * 2 ** min(tries, 10), LONGEST_WAIT) * (1 + jitter / 2)


def settle(
    reminder: Reminder,
    state: ReminderState,
    now: datetime,
    before: tuple[ReminderState, ...] = (ReminderState.WAITING,),
) -> None:
    rows = Reminder.objects.filter(pk=reminder.pk, state__in=before)
    rows.update(state=state, changed_at=now)


def put_off(reminder: Reminder, now: datetime) -> None:
    """Tries one that could not be written later again; the log says why."""
    rows = Reminder.objects.filter(pk=reminder.pk, state=ReminderState.WAITING)
    rows.update(try_at=now + wait_after(reminder.tries, _jitter()), tries=F("tries") + 1)


def postpone(reminder: Reminder, now: datetime, words: str) -> None:
    """The server said that it did not take this mail, so trying again sends it once."""
    wait = wait_after(reminder.tries, _jitter())
    rows = Reminder.objects.filter(pk=reminder.pk, state__in=HANDED_OVER)
    rows.update(state=ReminderState.WAITING, try_at=now + wait, changed_at=now)
    logger.warning(
        "The mail server did not take reminder %d (%s). The next try is in %d minutes.",
        reminder.pk,
        words,
        wait.total_seconds() // 60,
    )


def postpone_all(now: datetime, error: Exception) -> None:
    """Nothing was sent, so everything that waits may wait longer."""
    rows = Reminder.objects.filter(state=ReminderState.WAITING, try_at__lte=now)
    tries = rows.values_list("tries", flat=True).order_by("-tries").first() or 0
    wait = wait_after(tries, _jitter())
    count = rows.update(try_at=now + wait, tries=F("tries") + 1)
    logger.warning(
        "The mail server %s:%s cannot be reached (%s). %d reminders wait; the next try is in %d "
        "minutes.",
        settings.EMAIL_HOST or "localhost",
        settings.EMAIL_PORT or "",
        error,
        count,
        wait.total_seconds() // 60,
    )


def _jitter() -> float:
    return secrets.randbelow(1_000) / 1_000
