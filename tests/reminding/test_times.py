"""An hour of the clock where the learner is, across every odd day of a calendar."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.reminding.times import next_daily, next_weekly, zones_by_region

NEW_YORK, SAMOA = "America/New_York", "Pacific/Apia"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def test_the_hour_is_that_of_the_learner() -> None:
    assert next_daily(utc(2026, 12, 1, 12), 18, NEW_YORK) == utc(2026, 12, 1, 23)
    assert next_daily(utc(2026, 12, 1, 23), 18, NEW_YORK) == utc(2026, 12, 2, 23)
    assert next_daily(utc(2026, 7, 1, 12), 18, NEW_YORK) == utc(2026, 7, 1, 22)


def test_an_hour_that_is_left_out_comes_one_later() -> None:
    """On 14 March 2027 clocks in New York go from 2:00 to 3:00."""
    moment = next_daily(utc(2027, 3, 13, 12), 2, NEW_YORK)
    assert moment == utc(2027, 3, 14, 7)
    assert moment.astimezone(ZoneInfo(NEW_YORK)).hour == 3
    assert next_daily(moment, 2, NEW_YORK) == utc(2027, 3, 15, 6)


def test_an_hour_that_comes_twice_is_taken_once_and_first() -> None:
    """On 1 November 2026 clocks in New York show 1:30 twice."""
    moment = next_daily(utc(2026, 10, 31, 12), 1, NEW_YORK)
    assert moment == utc(2026, 11, 1, 5)
    assert next_daily(moment, 1, NEW_YORK) == utc(2026, 11, 2, 6)


def test_a_day_that_a_country_left_out_has_no_reminder_of_its_own() -> None:
    """Samoa had no 30 December 2011."""
    moments = [utc(2011, 12, 29, 12)]
    for _ in range(3):
        moments.append(next_daily(moments[-1], 18, SAMOA))
    days = [moment.astimezone(ZoneInfo(SAMOA)).day for moment in moments[1:]]
    assert days == [29, 31, 1]


def test_a_week_begins_on_monday() -> None:
    assert next_weekly(utc(2026, 12, 1, 12), 1, 18, "UTC") == utc(2026, 12, 1, 18)
    assert next_weekly(utc(2026, 12, 1, 18), 1, 18, "UTC") == utc(2026, 12, 8, 18)
    assert next_weekly(utc(2026, 12, 1, 18), 0, 18, "UTC") == utc(2026, 12, 7, 18)


def test_a_zone_that_does_not_exist_counts_as_utc() -> None:
    assert next_daily(utc(2026, 12, 1, 12), 18, "Mars/Olympus") == utc(2026, 12, 1, 18)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 23),
    st.sampled_from([NEW_YORK, "Europe/London", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]),
)
def test_each_day_has_exactly_one_moment(after: datetime, hour: int, zone: str) -> None:
    first = next_daily(after, hour, zone)
    second = next_daily(first, hour, zone)
    assert after < first <= after + timedelta(hours=26)
    assert timedelta(hours=22) <= second - first <= timedelta(hours=26)
    days = [moment.astimezone(ZoneInfo(zone)).date() for moment in (first, second)]
    assert days[1] - days[0] == timedelta(1)


@pytest.mark.parametrize("zone", [NEW_YORK, "Europe/Berlin", "Asia/Kolkata", SAMOA])
def test_people_find_their_zone(zone: str) -> None:
    assert zone in zones_by_region()[zone.partition("/")[0]]
