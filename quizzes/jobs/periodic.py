"""What is done again and again, and how often.

Each job takes the time and whether it should stop. It may run twice at once, on any number of
machines: what it does is claimed row by row. It may be killed anywhere: the next run goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings

from quizzes.accounts.expiry import remove_unconfirmed
from quizzes.interviewing import expiry as interviewing
from quizzes.practice import expiry as practice
from quizzes.reminding.fates import forget_old
from quizzes.reminding.planned import plan
from quizzes.reminding.sending import send_waiting
from quizzes.sittings.expiry import KEPT_DAYS, expire, expire_custom
from quizzes.sittings.lifecycle import close_overdue

IsStopping = Callable[[], bool]


@dataclass(frozen=True)
class Job:
    name: str
    run: Callable[[datetime, IsStopping], None]
    every: timedelta


def remind(now: datetime, is_stopping: IsStopping) -> None:
    plan(now)
    send_waiting(now, is_stopping)


def judge_overdue(now: datetime, is_stopping: IsStopping) -> None:
    """The quizzes whose time is out and whose learners have not come back."""
    close_overdue(now)


def clear_away(now: datetime, is_stopping: IsStopping) -> None:
    """What was left alone, or is over, for so long that nobody asks for it."""
    before = now - timedelta(days=KEPT_DAYS)
    for clear in (
        expire,
        expire_custom,
        practice.expire,
        practice.remove_empty,
        interviewing.expire,
        remove_unconfirmed,
        lambda _before: forget_old(now),
        lambda _before: _clear_sessions(),
    ):
        if is_stopping():
            return
        clear(before)


def _clear_sessions() -> None:
    """Sessions that have run out, as Django's `clearsessions` does it."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


JOBS = (
    Job("remind", remind, every=timedelta(minutes=2)),
    Job("judge_overdue", judge_overdue, every=timedelta(minutes=5)),
    Job("clear_away", clear_away, every=timedelta(hours=6)),
)
