"""Idle connections to the site's port are closed, and no others."""

import socket
import sys
from collections.abc import Iterator

import pytest

from config.door import idle

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells this of sockets")


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener


@pytest.fixture
def pair(listener: socket.socket) -> Iterator[tuple[socket.socket, socket.socket]]:
    """The two ends of a connection, the client's first."""
    with socket.create_connection(listener.getsockname()) as client:
        server, _ = listener.accept()
        with server:
            yield client, server


def port_of(listener: socket.socket) -> int:
    return listener.getsockname()[1]


def test_a_connection_is_closed_only_after_its_time(listener, pair, monkeypatch) -> None:
    assert idle.close_idle(port_of(listener), behind_proxy=False) == 0
    monkeypatch.setattr(idle, "IDLE_SECONDS", -1)
    assert idle.close_idle(port_of(listener), behind_proxy=False) == 1
    client, server = pair
    assert client.recv(1) == b""
    assert server.recv(1) == b""


def test_connections_to_another_port_are_left_alone(listener, pair, monkeypatch) -> None:
    monkeypatch.setattr(idle, "IDLE_SECONDS", -1)
    assert idle.close_idle(port_of(listener) - 1, behind_proxy=False) == 0


def test_very_many_of_one_address_have_less_time(listener, pair, monkeypatch) -> None:
    monkeypatch.setattr(idle, "SHORT_SECONDS", -1)
    monkeypatch.setattr(idle, "MOST_OF_AN_ADDRESS", 0)
    assert idle.close_idle(port_of(listener), behind_proxy=True) == 0
    assert idle.close_idle(port_of(listener), behind_proxy=False) == 1
