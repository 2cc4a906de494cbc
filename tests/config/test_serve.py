"""`make run`: starts, prints its address and what is missing, and stops when told to."""

import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizzes.management.commands.serve import other_port, shown
from tests.config.test_settings import manage
from tests.prepared import Prepared
from tests.serving import HOST, Site, status_of


@pytest.fixture(scope="module")
def site(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A first start: nothing is migrated, loaded or collected yet."""
    site = prepared.first_start(tmp_path_factory.mktemp("serve"))
    site.start()
    yield site
    site.stop()


def test_the_first_start_serves_the_bank_and_says_how_to_become_admin(site: Site) -> None:
    printed = site.log.read_text()
    assert f"Attention by Hand is at {site.address}/" in printed
    assert "manage.py createsuperuser" in printed
    assert status_of(site.port, "/questions/") == 200
    assert status_of(site.port, "/static/quizzes/nothing.css") == 404


def test_a_taken_port_is_one_plain_sentence(site: Site, tmp_path: Path) -> None:
    run = manage("serve", PORT=str(site.port), VAR_DIR=str(tmp_path))
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert f"PORT={other_port(site.port)}" in run.stderr
    assert not (tmp_path / "db.sqlite3").exists()


def test_a_port_out_of_range_is_one_plain_sentence(tmp_path: Path) -> None:
    run = manage("serve", "--port", "70000", VAR_DIR=str(tmp_path))
    assert run.returncode == 1
    assert "Nothing can listen on 127.0.0.1:70000" in run.stderr
    assert "Traceback" not in run.stderr


def test_ipv6_stands_in_brackets() -> None:
    assert shown("::1") == "[::1]"
    assert shown(HOST) == HOST


def test_a_killed_worker_is_replaced(site: Site) -> None:
    """Two workers are killed in turn; the site keeps responding."""
    assert site.process is not None
    worker = workers(site)[-1]
    os.kill(worker, signal.SIGKILL)
    until = time.monotonic() + 30
    while worker in workers(site) or len(workers(site)) < 2:
        assert time.monotonic() < until
        time.sleep(0.05)
    site.wait()
    assert site.process.poll() is None


def test_workers_that_end_before_the_server_have_not_failed(site: Site) -> None:
    """Ctrl+C and systemd signal all of the group; which process is first is chance."""
    server = site.process
    assert server is not None
    os.kill(server.pid, signal.SIGSTOP)
    try:
        os.kill(server.pid, signal.SIGTERM)
        until = time.monotonic() + 30
        while running := [worker for worker in workers(site) if is_running(worker)]:
            assert time.monotonic() < until
            for worker in running:
                # Again and again: one that is still being loaded does not heed it.
                os.kill(worker, signal.SIGTERM)
            time.sleep(0.05)
    finally:
        os.kill(server.pid, signal.SIGCONT)
    assert server.wait(15) == 0
    site.start()


def workers(site: Site) -> list[int]:
    assert site.process is not None
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
    return [int(child) for child in children.read_text().split()]


def is_running(process: int) -> bool:
    """A process that ended stays a zombie until the server has asked for its exit code."""
    return ") Z " not in Path(f"/proc/{process}/stat").read_text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_and_a_second_start_makes_nothing_anew(
    site: Site, number: signal.Signals
) -> None:
    process = site.process
    assert process is not None
    os.killpg(process.pid, number)
    assert process.wait(15) == 0
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind((HOST, site.port))
    before, kept = site.log.read_text(), written(site)
    site.start()
    printed = site.log.read_text().removeprefix(before)
    assert re.search(r"^[1-9]\d* unchanged\.$", printed, re.MULTILINE)
    assert not re.search(r": (new|updated|rendered again)$", printed, re.MULTILINE)
    assert written(site) == kept


def written(site: Site) -> dict[Path, int]:
    """When each collected static file was written."""
    files = (site.folder / "static").rglob("*.*")
    return {path: path.stat().st_mtime_ns for path in files if path.is_file()}


def test_a_fault_in_a_content_file_does_not_take_the_site_down(site: Site) -> None:
    """The fault is printed, and the previously loaded content is served."""
    site.stop()
    broken = site.folder / "content"
    broken.mkdir()
    (broken / "99-broken.md").write_text("no front matter here")
    site.environment["CONTENT_DIR"] = str(broken)
    site.start()
    assert "content/ was not loaded" in site.log.read_text()
    assert status_of(site.port, "/questions/dot-product-self-attention/") == 200
