"""The weeks that a learner's progress is shown for, from Monday to Sunday."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from quizzes.learners.days import known_zone

WEEKS = 12


@dataclass(frozen=True)
class Week:
    """`last` is its Sunday; of the week that is not over yet, today."""

    first: date
    last: date


def weeks_until(today: date) -> list[Week]:
    """The last weeks, the latest of which has `today` in it."""
    monday = today - timedelta(today.weekday())
    mondays = [monday - timedelta(7 * n) for n in reversed(range(WEEKS))]
    return [Week(first, min(first + timedelta(6), today)) for first in mondays]


def begins_at(day: date, time_zone: str) -> datetime:
    """The moment at which a day begins in a time zone."""
    return datetime.combine(day, time.min, ZoneInfo(known_zone(time_zone)))
