"""What is stored about one's own reminders, as plain data for the export of one's own data."""

from typing import Any

from quizzes.models import Learner, Reminder, ReminderSettings

from .choosing import WEEKDAYS


def own_reminder_settings(learner: Learner) -> dict[str, Any] | None:
    """What a learner has chosen; None for who has never chosen."""
    own = ReminderSettings.objects.filter(learner=learner.pk).first()
    if own is None:
        return None
    return {
        "daily": own.next_daily_at is not None,
        "weekly": own.next_weekly_at is not None,
        "hour": own.hour,
        "weekday": WEEKDAYS[own.weekday],
        "time_zone": own.time_zone,
    }


def own_reminders(learner: Learner) -> list[dict[str, Any]]:
    """The mails of the last weeks; older ones are forgotten."""
    rows = Reminder.objects.filter(learner=learner.pk).order_by("day", "kind")
    return [
        {
            "kind": row.kind,
            "day": row.day.isoformat(),
            "state": row.state,
            "changed_at": row.changed_at.isoformat(),
        }
        for row in rows
    ]
