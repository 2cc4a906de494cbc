"""The entry point of the production server.

A thread gets a request only when its body is complete, and gives the answer away in one piece. So
a client that sends or reads slowly holds a connection and some memory, but no thread.
"""

import asyncio
import io
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

from asgiref.wsgi import WsgiToAsgiInstance
from django.conf import settings

from quizzes.web.address import client_address

from .door import idle
from .door.body import Bodies, Body, Gone, Message, Receive
from .door.budget import Budget
from .door.refusal import KEY, Refusal, Refused
from .door.turns import Turns
from .wsgi import application as wsgi

Scope = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Answer = tuple[Message, bytes]

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
    r"|(?P<api>api/(?!docs))|(?P<login>account/(?!$|data|reminders))|(?P<practice>practice/.))"
)
# With numbers or words of the visitor's own; without, they are kept or quickly found.
DEAR_WITH_QUERY = re.compile(r"/questions/(?:(?P<examples>[^/]+/examples/.)|(?P<search>$))")
ASCII = "".join(map(chr, range(128)))

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
    try:
        answer = await _answer(call, environ, receive)
    except Gone:
        # Who sent a body that is none, such as a chunk without a length, may still be there.
        await _say(send, 400, "This request cannot be read.")
        return
    if answer is None:
        await _say(send, 503, "Too many requests are waiting. Try again in a few seconds.")
        return
    start, content = answer
    await send(start)
    await send({"type": "http.response.body", "body": content})


async def _answer(call: "WsgiCall", environ: dict[str, Any], receive: Receive) -> Answer | None:
    """None if too many requests are waiting even to be refused. Raises Gone."""
    address = client_address(environ)
    dear = _dear_kind(environ["PATH_INFO"], environ["QUERY_STRING"])
    writes = environ["REQUEST_METHOD"] == "POST"
    is_charged = bool(dear) or writes
    body = await _read(environ, receive)
    try:
        if KEY not in environ and dear and _dear_turns.is_crowded(address, dear):
            environ[KEY] = Refusal("busy", RETRY_SECONDS)
        if KEY not in environ and is_charged and (seconds := _budget.seconds_to_wait(address)):
            environ[KEY] = Refusal("spent", seconds)
        # A refused request writes nothing and costs little.
        runs = KEY not in environ
        if (runs and writes and _writing_turns.is_crowded(address)) or _turns.is_crowded(address):
            return None

        async def leaving() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass

        async with (
            _dear_turns.turn(address, leaving, dear) if runs and dear else nullcontext(),
            _writing_turns.turn(address, leaving) if runs and writes else nullcontext(),
            _turns.turn(address, leaving),
        ):
            loop = asyncio.get_running_loop()
            start, content, seconds = await loop.run_in_executor(_threads, call.run, environ, body)
    finally:
        _bodies.release(body)
    if is_charged:
        _budget.charge(address, seconds)
    return start, content


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


class WsgiCall(WsgiToAsgiInstance):
    """One call of the WSGI application. Of the base class it uses the two translations: from an
    ASGI scope to a WSGI environment, and from WSGI headers to an ASGI message."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(wsgi)
        self.scope = scope

    def environ(self) -> dict[str, Any]:
        """Raises ValueError if one header came more than a hundred times."""
        # A person may type letters of any script into an address.
        query = quote_from_bytes(self.scope["query_string"], safe=ASCII).encode()
        # X_Forwarded_For would pass for X-Forwarded-For, which only a proxy may set.
        headers = [each for each in self.scope["headers"] if b"_" not in each[0]]
        self.scope.update(query_string=query, headers=headers)
        environ = self.build_environ(self.scope, None)
        environ["PATH_INFO"] = unquote_to_bytes(self.scope["raw_path"]).decode("latin-1")
        return environ

    def run(self, environ: dict[str, Any], body: Body) -> tuple[Message, bytes, float]:
        """The head and the content of the answer, and the processor time that it took."""
        begin = time.thread_time()
        environ["CONTENT_LENGTH"] = str(body.size)
        environ["wsgi.input"] = io.BytesIO(body.kept)
        response = self.wsgi_application(environ, self.start_response)
        try:
            content = b"".join(response)
        finally:
            response.close()
        return self.response_start, content, time.thread_time() - begin


async def _say(send: Send, status: int, sentence: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"3")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence.encode()})
