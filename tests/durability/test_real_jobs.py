"""Jobs by a real server without Redis, and by a real worker of Celery with it: killed in the middle
they double nothing, and lose nothing but the one mail that was being handed over."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.durability.bank import write_bank
from tests.durability.conftest import ONE_QUESTION
from tests.durability.stored import rows
from tests.durability.test_reminder_kills import arrived
from tests.jobs.test_beside_the_server import jobs_of
from tests.prepared import Content
from tests.redis_server import running_redis
from tests.serving import ROOT, Site
from tests.smtp_sink import Sink, running_sink

REDIS = pytest.mark.redis
LEARNERS = 8
LONGEST_SECONDS = 90
# Due now by the clock of this machine, which Celery goes by.
MAKE_LEARNERS = f"""
from datetime import timedelta
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.utils import timezone
from quizzes.models import Card, Learner, ReminderSettings
from quizzes.planning.skills import skills_in_order
now = timezone.now()
for number in range({LEARNERS}):
    user = User.objects.create_user(f"u{{number}}", f"u{{number}}@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    learner = Learner.objects.create(user=user)
    ReminderSettings.objects.create(learner=learner, time_zone="UTC", hour=18, weekday=6,
        next_daily_at=now)
    day = now.date()
    Card.objects.create(learner=learner, kind="skill", name=skills_in_order()[0], stability=1,
        difficulty=5, reviewed_on=day - timedelta(20), due_on=day - timedelta(9), reviews=3,
        lapses=0, streak=0, streak_days=0, streak_mixed=0)
"""
WANTING = Content(
    "wanting",
    ONE_QUESTION.write,
    lambda site: site.manage("shell", "--no-imports", "--command", MAKE_LEARNERS),
)
ASK = "from quizzes.jobs.tasks import TASKS; TASKS['remind'].delay()"


@pytest.fixture
def sink() -> Iterator[Sink]:
    with running_sink() as running:
        yield running


@pytest.fixture
def alone(prepared_site: Callable[..., Site], sink: Sink) -> Site:
    """A site without Redis, with the content that it has loaded already."""
    site = prepared_site(WANTING)
    content = site.folder / "bank"
    write_bank(content, 1)
    site.environment |= {
        "CONTENT_DIR": str(content),
        "EMAIL_URL": sink.url,
        "SITE_ADDRESS": "https://quiz.example.org",
    }
    return site


@pytest.fixture
def site(alone: Site) -> Iterator[Site]:
    """The same with Redis."""
    with running_redis() as url:
        alone.environment["REDIS_URL"] = url
        yield alone


@contextmanager
def part(site: Site, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """`manage.py run_jobs worker` or `beat`, as it is started by hand."""
    with (site.folder / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run_jobs", name],
            cwd=ROOT,
            env=site.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(what: Callable[[], object], site: Site) -> None:
    until = time.monotonic() + LONGEST_SECONDS
    while not what():
        logs = "\n".join(path.read_text() for path in site.folder.glob("*.log"))
        assert time.monotonic() < until, logs
        time.sleep(0.05)


def ask(site: Site) -> None:
    site.manage("shell", "--no-imports", "--command", ASK)


def open_ones(site: Site) -> int:
    query = "SELECT count(*) FROM quizzes_reminder WHERE state IN ('waiting', 'sending')"
    return rows(site, query)[0][0]


def children(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in path.read_text().split()]


def test_without_redis_the_server_sends_and_goes_on_after_a_kill(alone: Site, sink: Sink) -> None:
    killed = []

    def kill(_mail: object) -> None:
        if not killed and len(sink.accepted) == 3:
            process = jobs_of(alone)
            assert process is not None
            killed.append(process)
            os.kill(process, signal.SIGKILL)

    sink.then = kill
    alone.start()
    wait_for(lambda: len(sink.accepted) == LEARNERS, alone)
    wait_for(lambda: open_ones(alone) <= 1, alone)
    assert killed
    assert list(arrived(sink).values()) == [1] * LEARNERS


@REDIS
def test_a_worker_sends_what_is_asked_twice_once(site: Site, sink: Sink) -> None:
    ask(site)
    ask(site)
    with part(site, "worker"):
        wait_for(lambda: len(sink.accepted) == LEARNERS, site)
        wait_for(lambda: not open_ones(site), site)
    assert list(arrived(sink).values()) == [1] * LEARNERS


@REDIS
def test_a_job_whose_process_is_killed_is_done_by_the_next(site: Site, sink: Sink) -> None:
    """The worker gives the job back, and what waited is sent without anybody asking again."""
    killed = []

    def kill(_mail: object) -> None:
        if not killed and len(sink.accepted) == 3:
            killed.extend(children(worker.pid))
            for process in killed:
                os.kill(process, signal.SIGKILL)

    sink.then = kill
    ask(site)
    with part(site, "worker") as worker:
        wait_for(lambda: len(sink.accepted) == LEARNERS, site)
        wait_for(lambda: open_ones(site) <= 1, site)
    assert killed
    assert list(arrived(sink).values()) == [1] * LEARNERS


def is_locked(path: Path) -> bool:
    if not path.exists():
        return False
    with path.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


@REDIS
def test_a_second_beat_says_that_one_is_enough_and_a_killed_one_is_replaced(site: Site) -> None:
    for _ in range(2):
        with part(site, "beat") as beat:
            wait_for(lambda: is_locked(site.folder / "beat.lock"), site)
            with part(site, "beat") as second:
                assert second.wait(LONGEST_SECONDS) == 1
            assert beat.poll() is None
    assert "one is enough" in (site.folder / "beat.log").read_text()


@REDIS
def test_serve_leaves_the_jobs_to_celery_and_says_so(site: Site) -> None:
    site.start()
    printed = site.log.read_text()
    assert site.process is not None
    command = Path(f"/proc/{site.process.pid}/cmdline").read_bytes()
    site.stop()
    assert "Jobs: Celery with Redis; start `manage.py run_jobs worker`" in printed
    assert b"--jobs" not in command
