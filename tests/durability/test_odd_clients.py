"""Clients that speak otherwise than a browser are never answered with a fault of the server."""

import socket
from collections.abc import Iterator

import pytest

from tests.durability.conftest import ONE_QUESTION
from tests.prepared import Prepared
from tests.serving import HOST, Site, running

PATIENCE = 8.0
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00"
WEBSOCKET = (
    "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
CHUNKED = (
    "POST /reading/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
    "Transfer-Encoding: chunked\r\n\r\n"
)


@pytest.fixture(scope="module")
def site(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(prepared.site(tmp_path_factory.mktemp("odd"), ONE_QUESTION)) as site:
        yield site


def answered(site: Site, request: bytes) -> bytes:
    """All that comes back until the server closes."""
    with socket.create_connection((HOST, site.port), PATIENCE) as client:
        client.sendall(request)
        parts = []
        while part := client.recv(65_536):
            parts.append(part)
        return b"".join(parts)


def host(site: Site) -> str:
    return f"{HOST}:{site.port}"


def test_http_2_is_not_spoken(site: Site) -> None:
    """A frame of settings would be its first answer."""
    assert answered(site, PREFACE) == b""


def test_a_websocket_is_not_opened_and_nothing_fails(site: Site) -> None:
    before = site.log.stat().st_size
    answer = answered(site, WEBSOCKET.format(host=host(site)).encode())
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"Traceback" not in site.log.read_bytes()[before:]


@pytest.mark.parametrize("chunk", [b"zz\r\nabc\r\n0\r\n\r\n", b"ffffffffffffffffff\r\nabc\r\n"])
def test_a_body_that_is_no_body_is_the_clients_fault(site: Site, chunk: bytes) -> None:
    answer = answered(site, CHUNKED.format(host=host(site)).encode() + chunk)
    assert answer.startswith(b"HTTP/1.1 400 ")
