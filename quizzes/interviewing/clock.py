"""The clock of an interview: it runs while a prompt is open and not paused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from quizzes.models import Interview, Turn


@dataclass(frozen=True)
class Clock:
    """`left` and `used` in seconds; `runs` while a prompt is open. `paused_since` is the start of
    the pause that is going on."""

    used: int
    left: int
    runs: bool
    paused_since: datetime | None = None

    @property
    def is_out(self) -> bool:
        return self.left == 0


# Anything longer is a forgotten tab, not an answer.
LONGEST_SECONDS = 60 * 60


def seconds_of(turn: Turn, now: datetime) -> int:
    """How long the clock has run for a prompt."""
    end = turn.answered_at or turn.paused_at or now
    seconds = int((end - turn.asked_at).total_seconds()) - turn.paused_seconds
    return min(LONGEST_SECONDS, max(0, seconds))


def clock_of(interview: Interview, turns: Iterable[Turn], now: datetime) -> Clock:
    turns = list(turns)
    used = sum(seconds_of(turn, now) for turn in turns)
    left = max(0, 60 * interview.minutes - used)
    is_open = interview.finished_at is None and bool(turns) and turns[-1].answered_at is None
    paused_since = turns[-1].paused_at if is_open else None
    return Clock(used, left, is_open and paused_since is None, paused_since)
