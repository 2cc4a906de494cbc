"""The window of an assignment: typed and read in somebody's own time zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from quizzes.learners.days import local_at
from quizzes.models import Assignment
from quizzes.sittings.clock import in_words

FARTHEST = timedelta(days=366)
_FORM = "%Y-%m-%dT%H:%M"


class BadMoment(ValueError):
    """A date and time that cannot begin or end a window."""


def moment_in(text: str, zone: str) -> datetime:
    """The moment that a form names by the clocks of a time zone. Raises BadMoment."""
    try:
        typed = datetime.strptime(text.strip(), _FORM)
        moment = typed.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        is_on_the_clock = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == typed
    except (ValueError, OverflowError):
        raise BadMoment(
            f"“{text[:30]}” is not a date with a time. Enter it as in 2027-03-08T18:00."
        ) from None
    if not is_on_the_clock:
        raise BadMoment(
            f"There is no {typed:%H:%M} on {typed:%B} {typed.day}, {typed.year} in {zone}: the "
            "clocks are set forward. Choose another time."
        )
    return moment


def text_of(moment: datetime, zone: str) -> str:
    """The moment as a form shows it."""
    return local_at(moment, zone).strftime(_FORM)


def words_of(moment: datetime, zone: str) -> str:
    there = local_at(moment, zone)
    return f"{there:%B} {there.day}, {there.year}, {there:%H:%M}"


def fault_of_end(opens_at: datetime, closes_at: datetime, now: datetime, zone: str) -> str:
    """Why a window cannot end then; empty if it can."""
    if closes_at <= now:
        return f"{words_of(closes_at, zone)} has passed. Choose a later time."
    if closes_at <= opens_at:
        return (
            f"It would close at {words_of(closes_at, zone)}, but it opens at "
            f"{words_of(opens_at, zone)}. Choose a later time to close."
        )
    if closes_at > now + FARTHEST:
        return f"{words_of(closes_at, zone)} is more than a year away. Choose an earlier time."
    return ""


def state_of(assignment: Assignment, now: datetime) -> str:
    """In words that follow its title: `open, 2 days left`."""
    if now < assignment.opens_at:
        return f"opens in {in_words(assignment.opens_at - now)}"
    if now < assignment.closes_at:
        return f"open, {in_words(assignment.closes_at - now)} left"
    return "closed"
