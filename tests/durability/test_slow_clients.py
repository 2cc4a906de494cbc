"""Slow clients of every kind keep nobody waiting; a body that is too long is refused in words."""

import http.client
from collections.abc import Iterator

import pytest

from tests.durability.conftest import ONE_QUESTION
from tests.durability.slow_clients import KINDS, slow_clients, visits
from tests.prepared import Prepared
from tests.serving import HOST, Site, running

CLIENTS = 100
# Far above what an undisturbed page takes on a busy machine, and below every time limit of ours.
PATIENCE = 8.0
PAGES = ["/healthz", "/", "/questions/question-1/", "/questions/"]
TOO_LONG = 20_000_000


@pytest.fixture(scope="module")
def busy_site(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(prepared.site(tmp_path_factory.mktemp("slow"), ONE_QUESTION)) as site:
        yield site


@pytest.mark.parametrize("kind", KINDS)
def test_a_visitor_is_answered_beside_slow_clients(busy_site: Site, kind: str) -> None:
    with slow_clients(busy_site.port, CLIENTS, kind, "/questions/"):
        assert visits(busy_site.port, PAGES, PATIENCE)


def test_a_body_that_is_too_long_is_read_and_refused_in_words(busy_site: Site) -> None:
    connection = http.client.HTTPConnection(HOST, busy_site.port, timeout=PATIENCE)
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/workbench/", b"x=" + b"1" * TOO_LONG, head)
    response = connection.getresponse()
    assert response.status == 413
    assert "1.5 MB" in response.read().decode()
    # The connection serves the next request.
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    connection.close()
