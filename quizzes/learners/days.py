"""The learner's own day: what is due depends on the date where the learner is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from quizzes.models import Learner

UTC = "UTC"


def known_zone(name: str, otherwise: str = UTC) -> str:
    """The name if it is that of a time zone (IANA)."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return otherwise


def local_at(moment: datetime, time_zone: str) -> datetime:
    """The same moment as the clocks of a time zone show it."""
    return moment.astimezone(ZoneInfo(known_zone(time_zone)))


def day_at(moment: datetime, time_zone: str) -> date:
    """The date at a moment in a time zone."""
    return local_at(moment, time_zone).date()


def day_of(learner: Learner | None, moment: datetime) -> date:
    """The date at a moment where the learner is; in UTC for a newcomer."""
    return day_at(moment, learner.time_zone if learner else UTC)
