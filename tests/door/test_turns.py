"""Few requests run at once, and addresses take turns."""

import asyncio

import pytest

from config.door.body import Gone
from config.door.turns import Turns
from tests.door.running import run


async def stays() -> None:
    """A client that never leaves."""
    await asyncio.get_running_loop().create_future()


def order_of(turns: Turns, asked: list[str]) -> list[str]:
    """In which order requests of these addresses run, if all of them come at once."""
    ran: list[str] = []

    async def one(address: str) -> None:
        async with turns.turn(address, stays):
            ran.append(address)
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        await asyncio.gather(*map(one, asked))

    run(all_of_them())
    return ran


def test_one_address_with_many_requests_does_not_keep_another_waiting() -> None:
    ran = order_of(Turns(1, 100, 100, for_newcomers=True), ["many"] * 20 + ["visitor"] * 2)
    assert ran.index("visitor") <= 2
    assert ran.count("many") == 20
    assert ran.count("visitor") == 2


def test_no_more_run_at_once_than_there_are_slots() -> None:
    turns, running, most = Turns(2, 100, 100, for_newcomers=True), 0, 0

    async def one(number: int) -> None:
        nonlocal running, most
        async with turns.turn(str(number), stays):
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1

    async def all_of_them() -> None:
        await asyncio.gather(*map(one, range(10)))

    run(all_of_them())
    assert most == 2
    assert turns.free == 2


@pytest.mark.parametrize("for_newcomers", [True, False])
def test_it_is_crowded_for_one_address_and_for_all(for_newcomers: bool) -> None:
    turns = Turns(1, 3, 4, for_newcomers)

    async def crowd() -> list[bool]:
        tasks = [asyncio.create_task(hold(turns, address)) for address in "aaaab"]
        await asyncio.sleep(0)
        found = [turns.is_crowded(address) for address in "abc"]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return [*found, turns.is_crowded("a")]

    # Nothing of "c" waits: where newcomers are let in, those who fill the place do not shut it out.
    assert run(crowd()) == [True, True, not for_newcomers, False]


def test_who_leaves_while_waiting_counts_no_longer_and_takes_no_turn() -> None:
    turns = Turns(1, 1, 1, for_newcomers=True)

    async def leave() -> list[bool]:
        first = asyncio.create_task(hold(turns, "a"))
        left = asyncio.Event()
        second = asyncio.create_task(hold(turns, "b", left))
        await asyncio.sleep(0)
        found = [turns.is_crowded("b")]
        left.set()
        with pytest.raises(Gone):
            await second
        found += [turns.is_crowded("b"), bool(turns.waiting)]
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        return [*found, turns.free == 1]

    assert run(leave()) == [True, False, False, True]


def test_a_request_that_gives_up_passes_its_turn_on() -> None:
    turns = Turns(1, 10, 10, for_newcomers=True)

    async def give_up() -> int:
        first = asyncio.create_task(hold(turns, "a"))
        second = asyncio.create_task(hold(turns, "b"))
        third = asyncio.create_task(hold(turns, "c"))
        await asyncio.sleep(0)
        for task in (second, first, third):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        return turns.free

    assert run(give_up()) == 1


async def hold(turns: Turns, address: str, left: asyncio.Event | None = None) -> None:
    async def leaving() -> None:
        await (left.wait() if left else stays())

    async with turns.turn(address, leaving):
        await stays()
