"""Reads the body of a request before a thread takes the request."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from .refusal import Refused

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

# A phone on a bad line sends the largest form that is taken, 300 kB, in this time at 15 kB/s.
BODY_SECONDS = 20
# What all clients of a worker together may have sent of requests that are not answered yet.
MOST_HELD = 64_000_000


class Gone(Exception):
    """The client has left before its request was complete."""


@dataclass(frozen=True)
class Body:
    """What arrived. `size` counts the bytes sent; `kept` has them only up to the limit."""

    kept: bytes
    size: int


class Bodies:
    """Reads bodies of at most `most` bytes. A longer one is read to its end and not kept, because
    a client sees an answer only after it has sent everything."""

    def __init__(self, most: int, seconds: float = BODY_SECONDS, most_held: int = MOST_HELD):
        self.most, self.seconds, self.most_held = most, seconds, most_held
        self.held = 0

    async def read(self, receive: Receive) -> Body:
        """The body, which is held until it is given to `release`. Raises Gone or Refused."""
        chunks: list[bytes] = []
        size = kept = 0
        try:
            async with asyncio.timeout(self.seconds):
                more = True
                while more:
                    message = await receive()
                    if message["type"] != "http.request":
                        raise Gone
                    chunk = message.get("body", b"")
                    more = message.get("more_body", False)
                    size += len(chunk)
                    if size <= self.most:
                        chunks.append(chunk)
                        kept += len(chunk)
                        self.held += len(chunk)
                        if self.held > self.most_held:
                            raise Refused("full")
        except BaseException as error:
            self.held -= kept
            if isinstance(error, TimeoutError):
                raise Refused("slow") from error
            raise
        return Body(b"".join(chunks), size)

    def release(self, body: Body) -> None:
        self.held -= len(body.kept)
