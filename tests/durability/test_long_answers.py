"""An export of ten thousand answers: slow readers of it keep nobody waiting and cost no more once
they have left, and who reads it gets all of it."""

import http.client
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import signing

from quizzes.learners.cookie import _SALT, COOKIE_NAME
from tests.durability.conftest import ONE_QUESTION
from tests.durability.slow_clients import slow_clients, visits
from tests.prepared import Prepared
from tests.serving import HOST, Site, running

EXPORT = "/account/data/attention-by-hand.json"
ANSWERS = 10_000
CLIENTS = 12
PATIENCE = 8.0
PAGES = ["/healthz", "/", "/questions/question-1/", "/questions/"]
MAKE = f"""
from tests.bench.many.attempts import make_attempts
print(make_attempts({ANSWERS}, learners=1, most={ANSWERS})[0].browser_id)
"""


@pytest.fixture(scope="module")
def site(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = prepared.site(tmp_path_factory.mktemp("long"), ONE_QUESTION, WEB_WORKERS="1")
    with running(made) as site:
        yield site


@pytest.fixture(scope="module")
def cookie(site: Site) -> str:
    browser_id = site.manage("shell", "--verbosity=0", "-c", MAKE).strip()
    signer = signing.get_cookie_signer(salt=COOKIE_NAME + _SALT)
    return f"{COOKIE_NAME}={signer.sign(browser_id)}"


def test_the_whole_of_it_comes_and_is_whole(site: Site, cookie: str) -> None:
    connection = http.client.HTTPConnection(HOST, site.port, timeout=60)
    connection.request("GET", EXPORT, headers={"Cookie": cookie})
    response = connection.getresponse()
    assert response.headers["Transfer-Encoding"] == "chunked"
    found = json.loads(response.read())
    connection.close()
    assert len(found["attempts"]) == ANSWERS


def test_slow_readers_of_it_keep_nobody_waiting_and_cost_nothing_when_they_have_left(
    site: Site, cookie: str
) -> None:
    # A line break in the path: the rest of the head of the request.
    path = f"{EXPORT} HTTP/1.1\r\nCookie: {cookie}\r\nX-Rest: /"
    before = _memory(site)
    with slow_clients(site.port, CLIENTS, "slow reader", path):
        assert visits(site.port, PAGES * 3, PATIENCE)
        assert _memory(site) - before < 100
    _wait_until_idle(site)
    assert visits(site.port, PAGES, PATIENCE)


def _wait_until_idle(site: Site) -> None:
    """Raises AssertionError if the worker goes on working for those who have left."""
    until = time.monotonic() + PATIENCE
    while True:
        begin = _seconds(site)
        time.sleep(0.5)
        if _seconds(site) - begin <= 0.05:
            return
        assert time.monotonic() < until


def _worker(site: Site) -> Path:
    assert site.process is not None
    pid = site.process.pid
    (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return Path(f"/proc/{child}")


def _memory(site: Site) -> float:
    """In megabytes."""
    status = (_worker(site) / "status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1_000


def _seconds(site: Site) -> float:
    """The processor time that the worker has taken."""
    fields = (_worker(site) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
