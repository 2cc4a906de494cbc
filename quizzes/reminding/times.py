"""When the next reminder is due: an hour of the clock where the learner is, as a moment.

Where clocks are put forward and the hour is left out, its moment is as long after midnight as on
other days, so the clock shows a later hour. Where clocks are put back and the hour comes twice,
it is the first time.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from quizzes.learners.days import day_at, known_zone

# More than a week, and a day that a country has left out.
DAYS_AHEAD = 9


def next_daily(after: datetime, hour: int, time_zone: str) -> datetime:
    """The first moment after this one at which it is this hour there."""
    return next(_moments(after, hour, time_zone))[1]


def next_weekly(after: datetime, weekday: int, hour: int, time_zone: str) -> datetime:
    """The same on this day of the week; 0 is Monday."""
    found = _moments(after, hour, time_zone)
    return next(moment for day, moment in found if day.weekday() == weekday)


def _moments(after: datetime, hour: int, time_zone: str) -> Iterator[tuple[date, datetime]]:
    zone, today = ZoneInfo(known_zone(time_zone)), day_at(after, time_zone)
    for days in range(DAYS_AHEAD):
        day = today + timedelta(days)
        moment = datetime.combine(day, time(hour), zone).astimezone(UTC)
        if moment > after:
            yield day, moment


@cache
def zones_by_region() -> dict[str, list[str]]:
    """The names of time zones that a person would choose, by their region."""
    regions: dict[str, list[str]] = {}
    for name in sorted(available_timezones()):
        region, _, place = name.partition("/")
        if place and region not in {"Etc", "SystemV", "US", "posix", "right"}:
            regions.setdefault(region, []).append(name)
    return regions
