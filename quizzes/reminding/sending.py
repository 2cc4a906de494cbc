"""Sends the reminders that wait, each at most once.

A reminder goes from waiting to sending in the transaction that looks at the switch once more, and
from sending to sent when the mail server has accepted it. From sending it never goes back, unless
the server said that it did not take the mail. A worker that was killed in between leaves it: it
may have been delivered, and it is not sent again.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.db import DatabaseError, transaction
from django.db.models import F

from quizzes.models import Reminder, ReminderKind, ReminderSettings, ReminderState

from .choosing import links_are_possible, mail_address_of
from .contents import contents_of
from .fates import HANDED_OVER, give_up_on_dead, postpone, postpone_all, put_off, settle
from .mail_server import Fate, connect, disconnect, hand_over
from .messages import message_of
from .planned import USEFUL_FOR

logger = logging.getLogger(__name__)

MOST_A_RUN = 300


def never() -> bool:
    return False


def send_waiting(now: datetime, is_stopping: Callable[[], bool] = never) -> int:
    """Sends what waits and returns how many were accepted. Stops early if told to, and if the mail
    server cannot be reached."""
    give_up_on_dead(now)
    if not links_are_possible():
        return 0
    sent = 0
    rows = Reminder.objects.filter(state=ReminderState.WAITING, try_at__lte=now)
    for reminder in list(rows.select_related("learner")[:MOST_A_RUN]):
        if is_stopping():
            break
        message = _message_or_later(reminder, now)
        if message is None:
            continue
        try:
            connection = connect()
        except (OSError, SMTPException) as error:
            postpone_all(now, error)
            break
        try:
            sent += _send(reminder, message, connection, now)
        finally:
            disconnect(connection)
    return sent


def _message_or_later(reminder: Reminder, now: datetime) -> EmailMessage | None:
    """None if it is not to be sent, or not now. A fault with one learner's must not keep back the
    others'."""
    try:
        message = _message(reminder, now)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("Reminder %d could not be written", reminder.pk)
        put_off(reminder, now)
        return None
    if message is None:
        settle(reminder, ReminderState.SKIPPED, now)
    return message


def _message(reminder: Reminder, now: datetime) -> EmailMessage | None:
    """None if there is nothing to tell any more, nobody to tell it to, or it is too late."""
    learner, kind = reminder.learner, ReminderKind(reminder.kind)
    address = mail_address_of(learner)
    if not address or now > reminder.due_at + USEFUL_FOR[kind]:
        return None
    contents = contents_of(learner, kind, reminder.day)
    if not contents.is_worth_a_mail:
        return None
    return message_of(reminder, learner, contents, address)


def _send(reminder: Reminder, message: EmailMessage, connection: Any, now: datetime) -> bool:
    """Whether the mail was accepted."""
    if not _claim(reminder, message, now):
        return False
    fate, words = hand_over(message, connection)
    if fate is Fate.ACCEPTED:
        settle(reminder, ReminderState.SENT, now, HANDED_OVER)
        return True
    if fate is Fate.NOT_NOW:
        postpone(reminder, now, words)
    elif fate is Fate.REFUSED:
        settle(reminder, ReminderState.REFUSED, now, HANDED_OVER)
        logger.warning("The mail server refused reminder %d: %s", reminder.pk, words)
    else:
        settle(reminder, ReminderState.UNKNOWN, now, HANDED_OVER)
        logger.warning(
            "The connection ended while the mail server had reminder %d, so it is not sent again: "
            "%s",
            reminder.pk,
            words,
        )
    return False


def _claim(reminder: Reminder, message: EmailMessage, now: datetime) -> bool:
    """Whether this call may send it: nobody else does, and it is still wanted."""
    with transaction.atomic():
        # Switching off locks the same row, so it comes before, or after the claim.
        own = ReminderSettings.objects.select_for_update().filter(learner=reminder.learner_id)
        found = own.first()
        if found is None or getattr(found, f"next_{reminder.kind}_at") is None:
            settle(reminder, ReminderState.SKIPPED, now)
            return False
        if [mail_address_of(found.learner)] != message.to:
            # It changed since the mail was written; the next run writes to the new one.
            return False
        waiting = Reminder.objects.filter(pk=reminder.pk, state=ReminderState.WAITING)
        return bool(
            waiting.filter(try_at__lte=now).update(
                state=ReminderState.SENDING, changed_at=now, tries=F("tries") + 1
            )
        )
