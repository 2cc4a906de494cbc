"""A request whose client has left while it waited for its turn does not run and frees its place.

The server has one worker. An answer from a program waits in it for the lock of the database, and
so holds the turn of those who write and that of dear requests.
"""

import json
import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from config.asgi import MOST_DEAR
from tests.durability.bank import TASK
from tests.durability.conftest import ONE_QUESTION
from tests.durability.locking import locked
from tests.durability.slow_clients import ELSEWHERE
from tests.durability.stored import stored_answers
from tests.learner import Learner
from tests.prepared import Prepared
from tests.serving import HOST, Site, running, status_of

PATIENCE = 20.0
ITEM = "/api/v1/questions/question-1/items/dot"
SEARCH = "GET /search/?q=softmax HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
POST = (
    "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nCookie: {cookie}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
)


@pytest.fixture
def site(prepared: Prepared, tmp_path: Path) -> Iterator[Site]:
    with running(prepared.site(tmp_path, ONE_QUESTION, WEB_WORKERS="1")) as site:
        yield site


def test_the_answer_of_a_client_that_left_is_not_stored(site: Site) -> None:
    leaver, visitor = Learner(site.port), Learner(site.port)
    form = leaver.form(TASK)
    body = urlencode(form.fields | {"answer": "222"})
    request = POST.format(
        path=form.action, host=host(site), cookie=leaver.cookie_header, length=len(body), body=body
    )
    with crowded(site), sent(site, request) as client:
        assert status_of(site.port, "/healthz") == 200
        leave(site, client)
    # The visitor's turn comes after the one that the leaver would have had.
    assert visitor.post(visitor.form(TASK), answer="333").status == 200
    assert stored_answers(site) == {"111": 1, "333": 1}


def test_the_places_of_clients_that_left_are_free_for_others_of_their_address(site: Site) -> None:
    with ExitStack() as at_the_end:
        with crowded(site) as waiting:
            for client in waiting:
                leave(site, client)
            late = at_the_end.enter_context(sent(site, SEARCH.format(host=host(site))))
            assert status_of(site.port, "/healthz") == 200
        assert status(late) == 200


@contextmanager
def crowded(site: Site) -> Iterator[list[socket.socket]]:
    """The clients whose searches fill the queue of an address, behind an answer that waits for the
    database. At the end the database is free, and the answer stored."""
    answered: list[int] = []
    post = answering(site, "111")
    thread = threading.Thread(target=lambda: answered.append(post()))
    with ExitStack() as searches:
        with locked(site):
            thread.start()
            yield fill_the_queue(site, searches)
        thread.join()
    assert answered == [201]


def fill_the_queue(site: Site, searches: ExitStack) -> list[socket.socket]:
    """Sends searches until some are refused, and returns those that wait. Those that are answered
    came before the answer that holds the turn."""
    waiting: list[socket.socket] = []
    refused = 0
    while not refused or len(waiting) > MOST_DEAR:
        if not refused:
            waiting.append(searches.enter_context(sent(site, SEARCH.format(host=host(site)))))
            # So that no more are sent than the server takes meanwhile.
            assert status_of(site.port, "/healthz") == 200
        ready, _, _ = select.select(waiting, [], [], PATIENCE if refused else 0)
        for client in ready:
            refused += status(client) == 503
            waiting.remove(client)
    assert len(waiting) == MOST_DEAR
    return waiting


@contextmanager
def sent(site: Site, request: str) -> Iterator[socket.socket]:
    """A connection from elsewhere that has sent a request."""
    with socket.create_connection((HOST, site.port), PATIENCE, (ELSEWHERE, 0)) as client:
        client.sendall(request.encode())
        yield client


def leave(site: Site, client: socket.socket) -> None:
    """Returns when the server has seen that the client is gone."""
    client.shutdown(socket.SHUT_WR)
    assert client.recv(1) == b""
    assert status_of(site.port, "/healthz") == 200


def status(client: socket.socket) -> int:
    response = HTTPResponse(client)
    response.begin()
    return response.status


def answering(site: Site, answer: str) -> Callable[[], int]:
    """Posts an answer as a program does, and returns the status."""
    learner = call(site, "POST", "/api/v1/learners")[1]["token"]
    token = call(site, "GET", ITEM)[1]["token"]
    body = {"token": token, "answer": answer}
    return lambda: call(site, "POST", f"{ITEM}/attempts", body, learner)[0]


def call(
    site: Site, method: str, path: str, body: object = None, learner: str = ""
) -> tuple[int, Any]:
    connection = HTTPConnection(HOST, site.port, timeout=PATIENCE)
    head = {"Content-Type": "application/json", "Authorization": f"Bearer {learner}"}
    connection.request(method, path, json.dumps(body) if body else None, head)
    response = connection.getresponse()
    found = json.loads(response.read())
    connection.close()
    return response.status, found


def host(site: Site) -> str:
    return f"{HOST}:{site.port}"
