"""Clients that are slow in every way, and a visitor beside them."""

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.serving import HOST

# Another address of this machine: no visitor shares it.
ELSEWHERE = "127.0.0.9"
POST = (
    "POST /reading/ HTTP/1.1\r\nHost: {host}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
)
GET = "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"
# What each kind sends before it is silent. A slow reader asks for pages and never reads them.
KINDS = {
    "silent": "",
    "slow head": "GET / HTTP/1.1\r\nHost: {host}\r\nX-Slow: ",
    "slow body": POST,
    "slow reader": GET * 5,
}


@contextmanager
def slow_clients(
    port: int, number: int, kind: str, page: str = "/"
) -> Iterator[list[socket.socket]]:
    """`number` connections that send what their kind sends, and then nothing."""
    head = KINDS[kind].format(host=f"{HOST}:{port}", path=page).encode()
    with ExitStack() as stack:
        found = []
        for _ in range(number):
            client = stack.enter_context(socket.socket())
            client.bind((ELSEWHERE, 0))
            # So small that most of an answer stays with the server.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
            client.settimeout(5)
            client.connect((HOST, port))
            client.sendall(head)
            found.append(client)
        yield found


def visits(port: int, paths: list[str], patience: float) -> list[float]:
    """The seconds that each page took, sorted. Raises TimeoutError after `patience` seconds."""
    taken = []
    for path in paths:
        begin = time.perf_counter()
        connection = http.client.HTTPConnection(HOST, port, timeout=patience)
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        assert response.status == 200, (path, response.status)
        connection.close()
        taken.append(time.perf_counter() - begin)
    return sorted(taken)
