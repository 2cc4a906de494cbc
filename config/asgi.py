"""The entry point of the production server.

A thread gets a request only when its body is complete, and gives the answer away in one piece, or
a long one piece by piece. So a client that sends or reads slowly holds a connection and some
memory, but no thread.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from django.conf import settings

from quizzes.web.address import client_address

from .door import idle
from .door.body import Bodies, Body, Gone, Message, Receive
from .door.budget import Budget
from .door.call import Answer, Scope, WsgiCall
from .door.refusal import KEY, Refusal, Refused
from .door.turns import Leaving, Turns

Send = Callable[[Message], Awaitable[None]]
Made = TypeVar("Made")

# Threads of one worker: more would wait for each other, and one would wait for slow requests.
THREADS = 2
# A class of thirty behind one address opens a page with its files at once.
MOST_WAITING, MOST_WAITING_OF_ALL = 256, 2_048
# One dear request runs at a time, so the other thread stays free for pages.
MOST_DEAR, MOST_DEAR_OF_ALL = 12, 24
RETRY_SECONDS = 3
# The kinds of dear requests, which wait apart.
DEAR = re.compile(
    r"/(?:(?P<labs>labs/.|workbench/)|(?P<search>search/)|(?P<reading>reading/)"
    r"|(?P<api>api/(?!docs))|(?P<login>account/(?!$|data|reminders))|(?P<practice>practice/.)"
    r"|(?P<export>account/data/.))"
)
# With numbers or words of the visitor's own; without, they are kept or quickly found.
DEAR_WITH_QUERY = re.compile(r"/questions/(?:(?P<examples>[^/]+/examples/.)|(?P<search>$))")

_IS_SQLITE = settings.DATABASES["default"]["ENGINE"] == "config.sqlite"
_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="request")
_bodies = Bodies(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
_turns = Turns(THREADS, MOST_WAITING, MOST_WAITING_OF_ALL)
# On SQLite a thread that writes may wait for the lock; a second one would leave none for readers.
_writing_turns = Turns(1 if _IS_SQLITE else THREADS, MOST_WAITING, MOST_WAITING_OF_ALL)
_budget = Budget(settings.CPU_SECONDS_A_MINUTE)
_dear_turns = Turns(1, MOST_DEAR, MOST_DEAR_OF_ALL, _budget.used)
idle.watch(settings.PORT, behind_proxy=settings.PROXY_COUNT > 0)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers one request."""
    call = WsgiCall(scope)
    try:
        environ = call.environ()
    except ValueError:
        await _say(send, 400, "This request cannot be read.")
        return
    visit = Visit.of(environ)
    try:
        answer = await _answer(call, visit, environ, receive)
    except Gone:
        # Who sent a body that is none, such as a chunk without a length, may still be there.
        await _say(send, 400, "This request cannot be read.")
        return
    if answer is None:
        await _say(send, 503, "Too many requests are waiting. Try again in a few seconds.")
        return
    start, content = answer
    await send(start)
    if call.pieces is None:
        await send({"type": "http.response.body", "body": content})
    else:
        await _send_pieces(call, visit, receive, send)


@dataclass(frozen=True)
class Visit:
    """Who asks, and what its request has to wait for: `dear` names its kind if it is dear."""

    address: str
    dear: str
    writes: bool

    @classmethod
    def of(cls, environ: dict[str, Any]) -> "Visit":
        dear = _dear_kind(environ["PATH_INFO"], environ["QUERY_STRING"])
        return cls(client_address(environ), dear, environ["REQUEST_METHOD"] == "POST")

    @property
    def is_charged(self) -> bool:
        return bool(self.dear) or self.writes


async def _answer(
    call: WsgiCall, visit: Visit, environ: dict[str, Any], receive: Receive
) -> Answer | None:
    """None if too many requests are waiting even to be refused. Raises Gone."""
    address, dear = visit.address, visit.dear
    body = await _read(environ, receive)
    try:
        if KEY not in environ and dear and _dear_turns.is_crowded(address, dear):
            environ[KEY] = Refusal("busy", RETRY_SECONDS)
        is_charged = visit.is_charged
        if KEY not in environ and is_charged and (seconds := _budget.seconds_to_wait(address)):
            environ[KEY] = Refusal("spent", seconds)
        # A refused request writes nothing and costs little.
        runs = KEY not in environ
        if (runs and visit.writes and _writing_turns.is_crowded(address)) or _turns.is_crowded(
            address
        ):
            return None
        waits = visit if runs else replace(visit, dear="", writes=False)
        answer, seconds = await _in_turn(waits, partial(_left, receive), call.run, environ, body)
    finally:
        _bodies.release(body)
    if is_charged:
        _budget.charge(address, seconds)
    return answer


async def _in_turn(
    visit: Visit, leaving: Leaving, work: Callable[..., Made], *arguments: Any
) -> tuple[Made, float]:
    """What a thread makes when it is this visitor's turn, and the processor time that it took.
    Raises Gone."""
    address, dear = visit.address, visit.dear
    async with (
        _dear_turns.turn(address, leaving, dear) if dear else nullcontext(),
        _writing_turns.turn(address, leaving) if visit.writes else nullcontext(),
        _turns.turn(address, leaving),
    ):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(_threads, _timed, work, *arguments)


def _timed(work: Callable[..., Made], *arguments: Any) -> tuple[Made, float]:
    begin = time.thread_time()
    made = work(*arguments)
    return made, time.thread_time() - begin


async def _left(receive: Receive) -> None:
    """Returns when the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_pieces(call: WsgiCall, visit: Visit, receive: Receive, send: Send) -> None:
    """Sends a long answer. Each piece is made in a turn of its own, and only when the one before it
    has been sent: however slow the client is, it holds no thread and one piece of memory."""
    gone = asyncio.ensure_future(_left(receive))

    async def leaving() -> None:
        await asyncio.wait([gone])

    try:
        while not gone.done():
            piece, seconds = await _in_turn(visit, leaving, call.next_piece)
            if visit.is_charged:
                _budget.charge(visit.address, seconds)
            body = {"type": "http.response.body", "body": piece, "more_body": bool(piece)}
            await send(body)
            if not piece:
                break
    except Gone:
        return
    finally:
        gone.cancel()
        await asyncio.get_running_loop().run_in_executor(_threads, call.close)


async def _read(environ: dict[str, Any], receive: Receive) -> Body:
    """The body; an empty one, with the refusal in `environ`, if it is not taken. Raises Gone."""
    try:
        return await _bodies.read(receive)
    except Refused as refused:
        environ[KEY] = Refusal(refused.reason, RETRY_SECONDS)
        return Body(b"", 0)


def _dear_kind(path: str, query: str) -> str:
    """Which kind of dear request this is; empty if it is none."""
    found = DEAR.match(path) or (DEAR_WITH_QUERY.match(path) if query else None)
    return (found.lastgroup or "") if found else ""


async def _say(send: Send, status: int, sentence: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"3")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence.encode()})
