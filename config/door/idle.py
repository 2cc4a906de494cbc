"""Closes connections on which nothing happens, which the server itself would keep forever.

It asks the kernel when data last went either way (TCP_INFO), so this works on Linux alone;
elsewhere a proxy has to do it.
"""

import os
import socket
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

IDLE_SECONDS = 30
# A proxy keeps its connections, and takes it ill if one is closed while it sends.
IDLE_SECONDS_OF_A_PROXY = 120
# A browser keeps six connections, and a class of thirty may stand behind one address.
MOST_OF_AN_ADDRESS, SHORT_SECONDS = 600, 2
CHECK_SECONDS = 5
_DESCRIPTORS = "/proc/self/fd"
# Of the structure only the milliseconds since data was last sent and last received.
_LAST_DATA = struct.Struct("8x36xI4xI")


def watch(port: int, behind_proxy: bool) -> None:
    """Starts a thread that closes idle connections to this port."""
    if sys.platform == "linux":
        threading.Thread(target=_watch, args=(port, behind_proxy), daemon=True).start()


def _watch(port: int, behind_proxy: bool) -> None:
    while True:
        time.sleep(CHECK_SECONDS)
        close_idle(port, behind_proxy)


def close_idle(port: int, behind_proxy: bool) -> int:
    """Closes what is idle now, and tells how many. Where one address, unless it is a proxy's, has
    very many connections, a short time is enough."""
    open_ones: Counter[str] = Counter()
    if not behind_proxy:
        open_ones.update(address for _, address in _connections(port))
    longest = IDLE_SECONDS_OF_A_PROXY if behind_proxy else IDLE_SECONDS
    closed = 0
    for connection, address in _connections(port):
        most = SHORT_SECONDS if open_ones[address] > MOST_OF_AN_ADDRESS else longest
        with suppress(OSError):
            if _idle_seconds(connection) > most:
                connection.shutdown(socket.SHUT_RDWR)
                open_ones[address] -= 1
                closed += 1
    return closed


def _connections(port: int) -> Iterator[tuple[socket.socket, str]]:
    """The connections of this process that came in at a port, each open for one step, and the
    address of the client. One that ends meanwhile is passed over."""
    for name in os.listdir(_DESCRIPTORS):
        with suppress(OSError):
            if not os.readlink(f"{_DESCRIPTORS}/{name}").startswith("socket:"):
                continue
            with socket.socket(fileno=os.dup(int(name))) as each:
                if each.type == socket.SOCK_STREAM and each.getsockname()[1:2] == (port,):
                    yield each, each.getpeername()[0]


def _idle_seconds(connection: socket.socket) -> float:
    told = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _LAST_DATA.size)
    return min(_LAST_DATA.unpack(told)) / 1000
