"""A body is read to its end, in time, and no more of it is kept than may be."""

import asyncio
from collections.abc import Iterable

import pytest

from config.door.body import Bodies, Gone, Message
from config.door.refusal import Refused
from tests.door.running import run

MOST = 10


def sent(*chunks: bytes, ends: bool = True) -> Iterable[Message]:
    for number, chunk in enumerate(chunks, 1):
        more = not ends or number < len(chunks)
        yield {"type": "http.request", "body": chunk, "more_body": more}


def read(messages: Iterable[Message], bodies: Bodies | None = None):
    left = iter(messages)

    async def receive() -> Message:
        try:
            return next(left)
        except StopIteration:
            # A client that sends no more, and does not leave either.
            return await asyncio.get_running_loop().create_future()

    return run((bodies or Bodies(MOST)).read(receive))


def test_the_parts_of_a_body_are_joined() -> None:
    body = read(sent(b"abc", b"", b"def"))
    assert (body.kept, body.size) == (b"abcdef", 6)


def test_a_long_body_is_read_to_its_end_and_not_kept() -> None:
    body = read(sent(b"a" * MOST, b"b" * 100, b"c" * 100))
    assert body.size == MOST + 200
    assert body.kept == b"a" * MOST


def test_a_client_that_stops_sending_is_refused_in_time() -> None:
    with pytest.raises(Refused) as refused:
        read(sent(b"abc", ends=False), Bodies(MOST, seconds=0.01))
    assert refused.value.reason == "slow"


def test_a_client_that_leaves_is_answered_nothing() -> None:
    with pytest.raises(Gone):
        read([*sent(b"abc", ends=False), {"type": "http.disconnect"}])


def test_all_clients_together_can_send_only_so_much_at_once() -> None:
    bodies = Bodies(MOST, most_held=15)

    async def together() -> tuple[list[str], int]:
        arrived = asyncio.Event()

        async def first() -> Message:
            await arrived.wait()
            return {"type": "http.request", "body": b"", "more_body": False}

        def receive():
            parts = iter([{"type": "http.request", "body": b"a" * 8, "more_body": True}])

            async def one() -> Message:
                return next(parts, None) or await first()

            return one

        tasks = [asyncio.create_task(bodies.read(receive())) for _ in range(2)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        arrived.set()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        return [getattr(each, "reason", "read") for each in done], bodies.held

    # The first is held until it is released.
    assert run(together()) == (["read", "full"], 8)


def test_what_was_held_is_given_back_after_a_refusal_and_when_its_client_leaves() -> None:
    bodies = Bodies(MOST, seconds=0.01)
    with pytest.raises(Refused):
        read(sent(b"abc", ends=False), bodies)
    with pytest.raises(Gone):
        read([*sent(b"abc", ends=False), {"type": "http.disconnect"}], bodies)
    assert bodies.held == 0


def test_a_body_counts_until_its_request_is_answered() -> None:
    """Requests that wait for their turn hold their bodies, which must not fill the memory."""
    bodies = Bodies(MOST, most_held=15)
    first = read(sent(b"a" * 8), bodies)
    with pytest.raises(Refused) as refused:
        read(sent(b"b" * 8), bodies)
    assert refused.value.reason == "full"
    bodies.release(first)
    assert read(sent(b"b" * 8), bodies).size == 8
