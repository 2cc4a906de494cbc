"""A small load generator for loopback: keep-alive connections that send as fast as they can."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from urllib.parse import urlencode

HOST = "127.0.0.1"
SILENCE_SECONDS = 10


@dataclass
class Load:
    """The result of a run: seconds per response, statuses, and the total time."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    errors: int = 0

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def quantile(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def get_request(port: int, path: str, cookies: str = "") -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}:{port}", "Accept-Encoding: br, gzip"]
    lines += [f"Cookie: {cookies}"] if cookies else []
    return "\r\n".join([*lines, "", ""]).encode()


def post_request(port: int, path: str, fields: Mapping[str, str], cookies: str = "") -> bytes:
    body = urlencode(fields).encode()
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: {HOST}:{port}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        *([f"Cookie: {cookies}"] if cookies else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def load_for(port: int, request: bytes, seconds: float, connections: int = 16) -> Load:
    """Repeats one request for some seconds."""
    return asyncio.run(_drive(port, repeat(request), connections, seconds))


def load_all(port: int, requests: Iterable[bytes], connections: int = 16) -> Load:
    """Sends each request once."""
    return asyncio.run(_drive(port, iter(requests), connections, seconds=60))


async def _drive(port: int, requests: Iterator[bytes], connections: int, seconds: float) -> Load:
    load = Load()
    begin = time.perf_counter()
    until = begin + seconds
    await asyncio.gather(*(_connection(port, requests, until, load) for _ in range(connections)))
    load.seconds = time.perf_counter() - begin
    return load


async def _connection(port: int, requests: Iterator[bytes], until: float, load: Load) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    for request in requests:
        begin = time.perf_counter()
        if begin >= until:
            break
        try:
            writer.write(request)
            status = await asyncio.wait_for(_answer(reader), SILENCE_SECONDS)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            load.errors += 1
            writer.close()
            try:
                reader, writer = await asyncio.open_connection(HOST, port)
            except OSError:
                return
            continue
        load.latencies.append(time.perf_counter() - begin)
        load.statuses[status] += 1
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> int:
    """The status of one response; its body is read and discarded."""
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    at = lower.find(b"content-length:")
    if at >= 0:
        length = int(lower[at + 15 : lower.index(b"\r\n", at)])
        await reader.readexactly(length)
    return int(head[9:12])
