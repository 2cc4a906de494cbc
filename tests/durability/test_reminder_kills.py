"""A worker that is killed in the middle of sending: no reminder is sent twice, and only the one
that it was handing over can be missing.

`make test` kills a few times; `make soak KILLS=50` kills as often as you like.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.durability.conftest import ONE_QUESTION
from tests.durability.stored import rows
from tests.prepared import Content
from tests.serving import ROOT, Site
from tests.smtp_sink import Sink, running_sink

KILLS = int(os.environ.get("KILLS", "3"))
# Enough for a long run: some are sent between two kills.
LEARNERS = max(12, 3 * KILLS)
NOW = datetime(2026, 12, 1, 18, 1, tzinfo=UTC)
# After it a reminder that somebody was sending is given up.
STEP = timedelta(minutes=16)
MAKE_LEARNERS = f"""
from datetime import datetime, date, timedelta
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from quizzes.models import Card, Learner
from quizzes.planning.skills import skills_in_order
from quizzes.reminding.choosing import Choice, store
now = datetime.fromisoformat({NOW.isoformat()!r})
for number in range({LEARNERS}):
    user = User.objects.create_user(f"u{{number}}", f"u{{number}}@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    learner = Learner.objects.create(user=user)
    store(learner, Choice(True, False, 18, 6, "UTC"), now - timedelta(minutes=10))
    Card.objects.create(learner=learner, kind="skill", name=skills_in_order()[0], stability=1,
        difficulty=5, reviewed_on=date(2026, 11, 20), due_on=date(2026, 12, 1), reviews=3,
        lapses=0, streak=0, streak_days=0, streak_mixed=0)
"""
REMINDED = Content(
    "reminded",
    ONE_QUESTION.write,
    lambda site: site.manage("shell", "--no-imports", "--command", MAKE_LEARNERS),
)


class Workers:
    """Starts workers, each in a fork of one process that has imported everything."""

    def __init__(self, site: Site, sink: Sink) -> None:
        own = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "EMAIL_URL": sink.url,
            "SITE_ADDRESS": "https://quiz.example.org",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.durability.sending_reminders"],
            cwd=ROOT,
            env=site.environment | own,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def start(self, now: datetime) -> int:
        """The process id of a new worker."""
        assert self.process.stdin is not None
        print(now.isoformat(), file=self.process.stdin, flush=True)
        return int(self._line())

    def ended(self) -> int:
        """The exit code of the worker that was started last."""
        return int(self._line())

    def close(self) -> None:
        self.process.communicate()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()


@pytest.fixture
def site(prepared_site: Callable[..., Site]) -> Site:
    """A site with learners whose reminders are due, on SQLite and on PostgreSQL."""
    return prepared_site(REMINDED)


@pytest.fixture
def sink() -> Iterator[Sink]:
    with running_sink() as running:
        yield running


@pytest.fixture
def workers(site: Site, sink: Sink) -> Iterator[Workers]:
    made = Workers(site, sink)
    yield made
    made.close()


def states(site: Site) -> Counter[str]:
    return Counter(state for (state,) in rows(site, "SELECT state FROM quizzes_reminder"))


def arrived(sink: Sink) -> Counter[str]:
    """How often each reminder was accepted."""
    return Counter(mail["Message-ID"] for mail in sink.accepted)


def send_the_rest(workers: Workers, now: datetime) -> None:
    for round_ in range(2):
        workers.start(now + round_ * STEP)
        assert workers.ended() == 0


def test_killed_at_any_moment_none_is_sent_twice(site: Site, sink: Sink, workers: Workers) -> None:
    moments = random.Random(20261201)  # noqa: S311  moments, not secrets
    sink.seconds = 0.01
    now, killed = NOW, 0
    for _ in range(KILLS):
        now += timedelta(seconds=1)
        before = len(sink.accepted)
        worker = workers.start(now)
        until = time.monotonic() + 30
        wanted = before + moments.randint(0, 2)
        while len(sink.accepted) < wanted:
            assert time.monotonic() < until
            time.sleep(0.001)
        time.sleep(moments.random() * 0.05)
        os.kill(worker, signal.SIGKILL)
        killed += workers.ended() == -signal.SIGKILL
    send_the_rest(workers, now + STEP)
    found = states(site)
    assert set(arrived(sink).values()) == {1}, "none was sent twice"
    assert found["sent"] + found["unknown"] == LEARNERS, found
    assert found["unknown"] <= killed
    lost = LEARNERS - len(arrived(sink))
    assert lost <= found["unknown"]
    print(
        f"{killed} workers killed while sending {LEARNERS} reminders: 0 sent twice, "
        f"{found['unknown']} not known to be sent, of which {lost} did not arrive"
    )


def test_killed_after_the_server_accepted_it_is_there_once(
    site: Site, sink: Sink, workers: Workers
) -> None:
    worker = workers.start(NOW)
    sink.then = lambda _mail: os.kill(worker, signal.SIGKILL)
    assert workers.ended() == -signal.SIGKILL
    sink.then = lambda _mail: None
    send_the_rest(workers, NOW + STEP)
    assert list(arrived(sink).values()) == [1] * LEARNERS
    assert states(site)["unknown"] <= 1


def test_killed_before_the_server_accepted_only_that_one_is_missing(
    site: Site, sink: Sink, workers: Workers
) -> None:
    worker = workers.start(NOW)

    def kill(_mail: object) -> str:
        os.kill(worker, signal.SIGKILL)
        return "451 the sender is gone"

    sink.to_mail = kill
    assert workers.ended() == -signal.SIGKILL
    sink.to_mail = lambda _mail: "250 accepted"
    send_the_rest(workers, NOW + STEP)
    assert states(site) == {"sent": len(sink.accepted), "unknown": 1}
    assert set(arrived(sink).values()) == {1}
    assert len(sink.accepted) == LEARNERS - 1


def test_two_workers_at_once_send_each_reminder_once(
    site: Site, sink: Sink, workers: Workers
) -> None:
    other = Workers(site, sink)
    workers.start(NOW)
    other.start(NOW)
    assert (workers.ended(), other.ended()) == (0, 0)
    other.close()
    assert list(arrived(sink).values()) == [1] * LEARNERS
    assert states(site) == {"sent": LEARNERS}
