"""A long answer is made piece by piece, and only as fast as its client takes it."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from django.http import StreamingHttpResponse
from django.test import RequestFactory

from config import asgi
from config.door.body import Body
from config.door.call import WsgiCall
from tests.door.running import run

VISIT = asgi.Visit("192.0.2.1", "export", writes=False)
SCOPE = {"type": "http", "headers": [], "query_string": b"", "raw_path": b"/", "path": "/"}


class Call:
    """Stands for a call whose answer has some pieces; notes what was asked of it."""

    def __init__(self, pieces: int, fails_after: int = 0) -> None:
        self.left, self.fails_after = pieces, fails_after
        self.made = self.closed = 0

    def next_piece(self) -> bytes:
        if self.fails_after and self.made == self.fails_after:
            raise OSError("the database is gone")
        if not self.left:
            return b""
        self.left -= 1
        self.made += 1
        return b"piece"

    def close(self) -> None:
        self.closed += 1


class Client:
    """Takes what is sent; leaves when it has taken `patience` pieces."""

    def __init__(self, call: Call, patience: int = 10_000) -> None:
        self.call, self.patience = call, patience
        self.taken: list[bytes] = []
        self.ahead: list[int] = []
        self.gone = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.ahead.append(self.call.made - len([piece for piece in self.taken if piece]))
        # Others get their turn while this client reads.
        await asyncio.sleep(0)
        self.taken.append(message["body"])
        self.is_complete = not message["more_body"]
        if len(self.taken) == self.patience:
            self.gone.set()
            await asyncio.sleep(0)


def sent(call: Call, **client: int) -> Client:
    async def sending() -> Client:
        reader = Client(call, **client)
        await asgi._send_pieces(cast(WsgiCall, call), VISIT, reader.receive, reader.send)
        return reader

    return run(sending())


def test_every_piece_is_sent_in_order_and_then_the_end() -> None:
    call = Call(5)
    client = sent(call)
    assert client.taken == [b"piece"] * 5 + [b""]
    assert client.is_complete
    assert call.closed == 1


def test_no_piece_is_made_before_the_one_before_it_is_sent() -> None:
    assert set(sent(Call(20)).ahead) <= {0, 1}


def test_a_client_that_leaves_ends_the_work_and_frees_what_it_held() -> None:
    call = Call(1_000)
    client = sent(call, patience=3)
    assert call.made <= 4
    assert not client.is_complete
    assert call.closed == 1
    assert asgi._turns.free == asgi.THREADS
    assert asgi._dear_turns.free == 1


def test_an_answer_that_fails_in_the_middle_is_not_ended_as_if_it_were_whole() -> None:
    call = Call(10, fails_after=4)
    with pytest.raises(OSError, match="database is gone"):
        sent(call)
    assert call.closed == 1
    assert asgi._turns.free == asgi.THREADS


def test_each_piece_is_charged_to_the_address() -> None:
    class Busy(Call):
        def next_piece(self) -> bytes:
            sum(range(200_000))
            return super().next_piece()

    before = asgi._budget._now(VISIT.address)
    sent(Busy(5))
    after = asgi._budget._now(VISIT.address)
    assert after.used > before.used


def answered(
    response: Callable[[], StreamingHttpResponse], method: str = "GET"
) -> tuple[WsgiCall, bytes]:
    """The call and what it answered at once, where the site gives this response."""
    call = WsgiCall(dict(SCOPE))
    head = [("Content-Type", "text/plain")]

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> StreamingHttpResponse:
        made = response()
        length = [("Content-Length", made["Content-Length"])] if "Content-Length" in made else []
        start("200 OK", head + length)
        return made

    call.wsgi_application = application
    environ = RequestFactory().generic(method, "/").environ
    _head, content = call.run(environ, Body(b"", 0))
    return call, content


def pieces() -> Iterator[bytes]:
    yield from (b"one", b"", b"two")


@pytest.mark.django_db
def test_an_answer_of_unknown_length_comes_in_pieces_without_empty_ones() -> None:
    call, content = answered(lambda: StreamingHttpResponse(pieces()))
    assert content == b""
    assert [call.next_piece() for _ in range(3)] == [b"one", b"two", b""]
    call.close()


@pytest.mark.django_db
def test_a_file_that_tells_its_length_is_sent_whole() -> None:
    headers = {"Content-Length": "6"}
    call, content = answered(lambda: StreamingHttpResponse(pieces(), headers=headers))
    assert content == b"onetwo"
    assert call.pieces is None


@pytest.mark.django_db
def test_for_a_head_nothing_is_made() -> None:
    made: list[int] = []

    def noting() -> Iterator[bytes]:
        made.append(1)
        yield b"one"

    call, content = answered(lambda: StreamingHttpResponse(noting()), "HEAD")
    assert (content, call.pieces, made) == (b"", None, [])


@pytest.mark.django_db
def test_a_long_answer_of_which_the_client_has_left_is_closed() -> None:
    closed: list[int] = []

    def watched() -> Iterator[bytes]:
        try:
            yield b"one"
            yield b"two"
        finally:
            closed.append(1)

    call, _content = answered(lambda: StreamingHttpResponse(watched()))
    call.next_piece()
    call.close()
    assert closed == [1]
