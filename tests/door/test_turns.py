"""Few requests run at once, and addresses take turns."""

import asyncio

from config.door.turns import Turns


def order_of(turns: Turns, asked: list[str]) -> list[str]:
    """In which order requests of these addresses run, if all of them come at once."""
    ran: list[str] = []

    async def one(address: str) -> None:
        async with turns.turn(address):
            ran.append(address)
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        await asyncio.gather(*map(one, asked))

    asyncio.run(all_of_them())
    return ran


def test_one_address_with_many_requests_does_not_keep_another_waiting() -> None:
    ran = order_of(Turns(1, 100, 100), ["many"] * 20 + ["visitor"] * 2)
    assert ran.index("visitor") <= 2
    assert ran.count("many") == 20
    assert ran.count("visitor") == 2


def test_no_more_run_at_once_than_there_are_slots() -> None:
    turns, running, most = Turns(2, 100, 100), 0, 0

    async def one(number: int) -> None:
        nonlocal running, most
        async with turns.turn(str(number)):
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1

    async def all_of_them() -> None:
        await asyncio.gather(*map(one, range(10)))

    asyncio.run(all_of_them())
    assert most == 2
    assert turns.free == 2


def test_it_is_crowded_for_one_address_and_for_all() -> None:
    turns = Turns(1, 2, 3)

    async def crowd() -> list[bool]:
        tasks = [asyncio.create_task(hold(turns, address)) for address in "aaab"]
        await asyncio.sleep(0)
        found = [turns.is_crowded("a"), turns.is_crowded("c")]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return [*found, turns.is_crowded("a")]

    assert asyncio.run(crowd()) == [True, True, False]


def test_a_request_that_gives_up_passes_its_turn_on() -> None:
    turns = Turns(1, 10, 10)

    async def give_up() -> int:
        first = asyncio.create_task(hold(turns, "a"))
        second = asyncio.create_task(hold(turns, "b"))
        third = asyncio.create_task(hold(turns, "c"))
        await asyncio.sleep(0)
        for task in (second, first, third):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        return turns.free

    assert asyncio.run(give_up()) == 1


async def hold(turns: Turns, address: str) -> None:
    async with turns.turn(address):
        await asyncio.get_running_loop().create_future()
