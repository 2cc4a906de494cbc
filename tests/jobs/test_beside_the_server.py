"""`manage.py serve` without Redis: the jobs run in a process beside the server and end with it."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.durability.bank import write_bank
from tests.prepared import Prepared
from tests.serving import Site, status_of

# A slow machine may take long to start Python.
LONGEST_SECONDS = 60


@pytest.fixture(scope="module")
def site(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("jobs")
    content = folder / "bank"
    write_bank(content, 1)
    site = prepared.site(folder, CONTENT_DIR=str(content))
    site.start()
    yield site
    site.stop()


@pytest.fixture
def running(site: Site) -> Site:
    if site.process is None:
        site.start()
    return site


def jobs_of(site: Site) -> int | None:
    """The id of the process with the jobs of this site's server, a child of its child."""
    assert site.process is not None
    return next(
        (
            jobs
            for beside in children_of(site.process.pid, b"config.jobs_beside")
            for jobs in children_of(beside, b"run_jobs")
        ),
        None,
    )


def children_of(parent: int, word: bytes) -> list[int]:
    """The children of a process that were started with this word."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
            its_parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if word in command and its_parent == parent:
            found.append(int(folder.name))
    return found


def wait_for(what: Callable[[], object], seconds: float = LONGEST_SECONDS) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.02)


def heeds_signals(process: int) -> bool:
    """Whether it has come so far that it ends in its own way: it catches SIGTERM."""
    status = Path(f"/proc/{process}/status").read_text()
    caught = int(status.partition("SigCgt:\t")[2].split()[0], 16)
    return bool(caught >> (signal.SIGTERM - 1) & 1)


def started_jobs(site: Site) -> int:
    wait_for(lambda: (found := jobs_of(site)) and heeds_signals(found))
    process = jobs_of(site)
    assert process is not None
    return process


def is_there(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return ") Z " not in stat


def test_the_start_says_who_runs_the_jobs(running: Site) -> None:
    assert (
        "Jobs: this server runs them itself (there is no REDIS_URL).\n" in running.log.read_text()
    )
    assert jobs_of(running) or started_jobs(running)


def test_jobs_that_are_killed_come_back_and_the_site_goes_on(running: Site) -> None:
    first = started_jobs(running)
    os.kill(first, signal.SIGKILL)
    assert status_of(running.port, "/healthz") == 200
    wait_for(lambda: jobs_of(running) not in (None, first))
    assert status_of(running.port, "/healthz") == 200


def test_told_to_stop_the_server_ends_after_its_jobs(running: Site) -> None:
    jobs = started_jobs(running)
    began = time.monotonic()
    assert running.stop() == 0
    assert not is_there(jobs)
    assert time.monotonic() - began < 10


def test_a_server_that_is_killed_leaves_no_jobs_behind(running: Site) -> None:
    jobs = started_jobs(running)
    assert running.process is not None
    group = running.process.pid
    os.kill(group, signal.SIGKILL)
    wait_for(lambda: not is_there(jobs), seconds=3)
    running.process.wait()
    running.process = None
    # The workers of a server that was killed are not ours to test.
    os.killpg(group, signal.SIGKILL)


def test_jobs_that_are_told_to_stop_end_within_a_second(running: Site) -> None:
    jobs = started_jobs(running)
    os.kill(jobs, signal.SIGTERM)
    # One second, and one more for a machine that does other things.
    wait_for(lambda: not is_there(jobs), seconds=2)
