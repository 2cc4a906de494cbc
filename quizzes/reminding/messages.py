"""The mail itself: plain text and the same as simple HTML, with the headers of one-click
unsubscribe (RFC 8058)."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac

from quizzes.models import Learner, Reminder, ReminderKind

from .contents import Contents
from .unsubscribing import off_path


def message_of(
    reminder: Reminder, learner: Learner, contents: Contents, address: str
) -> EmailMultiAlternatives:
    site = settings.ADDRESS_IN_MAILS
    off = site + off_path(learner)
    context = {
        "contents": contents,
        "practice": site + reverse("practice"),
        "progress": site + reverse("progress"),
        "settings": site + reverse("reminders"),
        "off": off,
        "is_weekly": reminder.kind == ReminderKind.WEEKLY,
    }
    message = EmailMultiAlternatives(
        subject=_subject(reminder, contents),
        body=render_to_string("quizzes/reminding/mail.txt", context),
        to=[address],
        headers={
            "Message-ID": message_id(reminder),
            "List-Unsubscribe": f"<{off}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            # Holiday notices do not answer it.
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(
        render_to_string("quizzes/reminding/mail.html", context), "text/html"
    )
    return message


def message_id(reminder: Reminder) -> str:
    """The same for the same reminder, whoever sends it; it names neither learner nor day."""
    digest = salted_hmac("quizzes.reminder", str(reminder.pk)).hexdigest()[:32]
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<reminder-{digest}@{host}>"


def _subject(reminder: Reminder, contents: Contents) -> str:
    if reminder.kind == ReminderKind.WEEKLY:
        return "Your week of practice"
    count = len(contents.due.cards)
    return f"{count} task{'s' * (count != 1)} to review today"
