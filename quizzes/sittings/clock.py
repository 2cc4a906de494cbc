"""The clock of a sitting. Only the server's time counts; a browser shows what it was told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from quizzes.learners.days import UTC, local_at
from quizzes.models import Sitting

# What was sent in time may be on its way for so long.
GRACE = timedelta(seconds=5)
MOST_MINUTES = 300


class NoSuchClock(ValueError):
    """A number of minutes that no form of ours offers."""


@dataclass(frozen=True)
class ClockChoice:
    minutes: int
    words: str


@dataclass(frozen=True)
class Pace:
    """How long a clock runs, as a multiple of the minutes that the tasks take."""

    words: str
    factor: float


PACES = {"interview": Pace("interview pace", 1), "unhurried": Pace("50% more time", 1.5)}


@dataclass(frozen=True)
class Clock:
    """What a page says of the time left. `ends` and `zone` are words for the end; `left` is how
    much was left, in words, when the page was made, `milliseconds` the same for the countdown."""

    ends: str
    zone: str
    left: str
    milliseconds: int


def clock_choices(minutes: int) -> list[ClockChoice]:
    """The clocks to choose from for tasks that take so many minutes."""
    return [ClockChoice(minutes_at(name, minutes), pace.words) for name, pace in PACES.items()]


def minutes_at(pace: str, minutes: int) -> int:
    """How long a clock of this pace runs for tasks that take so many minutes."""
    return min(round(minutes * PACES[pace].factor), MOST_MINUTES)


def minutes_from(text: str) -> int | None:
    """The chosen minutes; None for no clock. Raises NoSuchClock."""
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= MOST_MINUTES:
        return int(text)
    raise NoSuchClock(f"Choose a time limit of 1 to {MOST_MINUTES} minutes, not {text[:20]!r}.")


def minutes_of(sitting: Sitting) -> int | None:
    """How long the clock of a sitting was set to run."""
    if sitting.ends_at is None:
        return None
    return max(1, round((sitting.ends_at - sitting.started_at) / timedelta(minutes=1)))


def end_of(now: datetime, minutes: int | None) -> datetime | None:
    return None if minutes is None else now + timedelta(minutes=minutes)


def clock_of(sitting: Sitting, now: datetime) -> Clock | None:
    if sitting.ends_at is None:
        return None
    zone, left = sitting.learner.time_zone, _left(sitting.ends_at, now)
    return Clock(
        _at(sitting.ends_at, now, zone, "%H:%M"), zone_words(zone), in_words(left), _ms(left)
    )


def milliseconds_left(sitting: Sitting, now: datetime) -> int | None:
    return None if sitting.ends_at is None else _ms(_left(sitting.ends_at, now))


def is_over(sitting: Sitting, now: datetime) -> bool:
    """Whether the time is out and nothing that was sent in time can still be on its way."""
    return sitting.ends_at is not None and is_after(sitting.ends_at, now)


def is_after(ends_at: datetime, now: datetime) -> bool:
    return now > ends_at + GRACE


def is_at_its_end(sitting: Sitting, now: datetime) -> bool:
    return sitting.ends_at is not None and now >= sitting.ends_at


def late_words(sitting: Sitting, now: datetime) -> str:
    """Why an answer to a sitting that is over was not counted."""
    zone = sitting.learner.time_zone
    by_clock = not sitting.is_in_time or sitting.finished_at is None
    end = sitting.ends_at if by_clock else sitting.finished_at
    assert end is not None  # noqa: S101 - it is finished, or its time is out
    when = f"{_at(end, now, zone, '%H:%M:%S')} {zone_words(zone)}"
    happened = f"Time was up at {when}." if by_clock else f"You submitted this quiz at {when}."
    return f"{happened} This answer arrived {in_words(now - end)} later and was not counted."


def time_taken(sitting: Sitting) -> str:
    """How long a finished sitting with a clock took, in words."""
    if sitting.ends_at is None or sitting.finished_at is None:
        return ""
    return in_words(max(sitting.finished_at - sitting.started_at, timedelta(seconds=1)))


def moment_words(moment: datetime, now: datetime, zone: str) -> str:
    """When it is where the learner is: `18:00 on December 5, 2026 your time`."""
    return f"{_at(moment, now, zone, '%H:%M')} {zone_words(zone)}"


def zone_words(zone: str) -> str:
    return "UTC" if zone == UTC else "your time"


def in_words(span: timedelta) -> str:
    """The span in its largest unit, rounded down: 20 seconds, 12 minutes."""
    seconds = max(0, int(span.total_seconds()))
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        # Ninety minutes say more than an hour.
        if seconds >= (length if unit == "minute" else 2 * length):
            return _counted(seconds // length, unit)
    return _counted(seconds, "second")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _left(ends_at: datetime, now: datetime) -> timedelta:
    return max(ends_at - now, timedelta())


def _ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


def _at(moment: datetime, now: datetime, zone: str, form: str) -> str:
    """The time where the learner is, with the date if that is not today's."""
    there = local_at(moment, zone)
    is_today = there.date() == local_at(now, zone).date()
    return (
        f"{there:{form}}" if is_today else f"{there:{form}} on {there:%B} {there.day}, {there.year}"
    )
