"""What other rooms store about a learner: bookmarks, notes, reports, classes, reminders."""

from collections.abc import Callable, Iterator

from quizzes.classes.own_data import own_memberships
from quizzes.keeping.own_data import own_bookmarks, own_notes, own_reports
from quizzes.learners.own_rows import OwnRows, Row
from quizzes.models import (
    Bookmark,
    Learner,
    Membership,
    Note,
    Reminder,
    ReminderSettings,
    Report,
)
from quizzes.reminding.own_data import own_reminder_settings, own_reminders

Listed = Callable[[Learner], list[Row]]


def _in_one_piece(listed: Listed) -> Callable[[Learner], Iterator[list[Row]]]:
    """There are few of these, so they fit one chunk."""

    def chunks(learner: Learner) -> Iterator[list[Row]]:
        if rows := listed(learner):
            yield rows

    return chunks


def _reminder_settings(learner: Learner) -> list[Row]:
    chosen = own_reminder_settings(learner)
    return [chosen] if chosen else []


KEPT_AND_JOINED = (
    OwnRows(
        "bookmarks",
        "bookmarks",
        lambda learner: Bookmark.objects.filter(learner=learner).count(),
        _in_one_piece(own_bookmarks),
    ),
    OwnRows(
        "notes",
        "notes on questions",
        lambda learner: Note.objects.filter(learner=learner).exclude(text="").count(),
        _in_one_piece(own_notes),
    ),
    OwnRows(
        "reports",
        "reports of problems with a task",
        lambda learner: Report.objects.filter(learner=learner).count(),
        _in_one_piece(own_reports),
    ),
    OwnRows(
        "classes_joined",
        "classes that you joined",
        lambda learner: Membership.objects.filter(learner=learner).count(),
        _in_one_piece(own_memberships),
    ),
    OwnRows(
        "reminder_settings",
        "choice of reminders",
        lambda learner: ReminderSettings.objects.filter(learner=learner).count(),
        _in_one_piece(_reminder_settings),
    ),
    OwnRows(
        "reminders",
        "reminders of the last weeks",
        lambda learner: Reminder.objects.filter(learner=learner).count(),
        _in_one_piece(own_reminders),
    ),
)
