"""Few requests run at once, and addresses take turns."""

import asyncio
from collections.abc import Callable

import pytest

from config.door.body import Gone
from config.door.turns import Turns
from tests.door.running import run


async def stays() -> None:
    """A client that never leaves."""
    await asyncio.get_running_loop().create_future()


def order_of(turns: Turns, asked: list[str], address_of: Callable[[str], str] = str) -> list[str]:
    """In which order these requests run, if all of them come at once. A request is called by its
    address, unless `address_of` says otherwise."""
    ran: list[str] = []

    async def one(name: str) -> None:
        async with turns.turn(address_of(name), stays):
            ran.append(name)
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        await asyncio.gather(*map(one, asked))

    run(all_of_them())
    return ran


def test_one_address_with_many_requests_does_not_keep_another_waiting() -> None:
    ran = order_of(Turns(1, 100, 100), ["many"] * 20 + ["visitor"] * 2)
    assert ran.index("visitor") <= 2
    assert ran.count("many") == 20
    assert ran.count("visitor") == 2


def test_addresses_and_the_requests_of_each_run_in_the_order_in_which_they_came() -> None:
    asked = ["a1", "b1", "b2", "c1", "a2", "c2"]
    ran = order_of(Turns(1, 100, 100), asked, address_of=lambda name: name[0])
    assert ran == ["a1", "b1", "c1", "a2", "b2", "c2"]


def test_no_more_run_at_once_than_there_are_slots() -> None:
    turns, running, most = Turns(2, 100, 100), 0, 0

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


def test_one_address_may_wait_with_so_many_requests_while_others_find_room() -> None:
    turns = Turns(1, 2, 100)

    async def crowd() -> list[bool]:
        tasks = [asyncio.create_task(hold(turns, address)) for address in "aaa"]
        await asyncio.sleep(0)
        found = [turns.is_crowded(address) for address in "ab"]
        await end(*tasks)
        return found

    assert run(crowd()) == [True, False]


def test_it_is_crowded_for_one_address_and_for_all_but_newcomers() -> None:
    turns = Turns(1, 3, 4)

    async def crowd() -> list[bool]:
        tasks = [asyncio.create_task(hold(turns, address)) for address in "aaaab"]
        await asyncio.sleep(0)
        found = [turns.is_crowded(address) for address in "abc"]
        await end(*tasks)
        return [*found, turns.is_crowded("a")]

    # Nothing of "c" waits, so those who fill the place do not shut it out.
    assert run(crowd()) == [True, True, False, False]


def test_the_next_turn_is_that_of_the_address_that_has_used_least() -> None:
    """Many addresses that each keep asking for what is dear leave one who rarely asks in peace."""
    used = {"a": 9.0, "b": 5.0, "c": 7.0, "visitor": 0.1}
    asked = [*"abcabc", "visitor"]
    ran = order_of(Turns(1, 100, 100, used.__getitem__), asked)
    # The first finds a free slot.
    assert ran == ["a", "visitor", "b", "b", "c", "c", "a"]


def test_a_flood_of_one_kind_keeps_no_other_kind_waiting() -> None:
    turns, ran = Turns(1, 100, 100), []

    async def one(address: str, kind: str) -> None:
        async with turns.turn(address, stays, kind):
            ran.append(kind)
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        labs = [one(str(number), "labs") for number in range(20)]
        await asyncio.gather(*labs, one("a", "search"), one("b", "search"))

    run(all_of_them())
    assert ran[:5] == ["labs", "labs", "search", "labs", "search"]
    assert not turns.waiting


def test_who_leaves_while_waiting_counts_no_longer_and_takes_no_turn() -> None:
    turns = Turns(1, 1, 1)

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
        await end(first)
        return [*found, turns.free == 1]

    assert run(leave()) == [True, False, False, True]


def test_a_request_that_gives_up_passes_its_turn_on() -> None:
    turns = Turns(1, 10, 10)

    async def give_up() -> int:
        first = asyncio.create_task(hold(turns, "a"))
        second = asyncio.create_task(hold(turns, "b"))
        third = asyncio.create_task(hold(turns, "c"))
        await asyncio.sleep(0)
        for task in (second, first, third):
            await end(task)
        return turns.free

    assert run(give_up()) == 1


def test_a_request_that_gives_up_just_as_its_turn_comes_passes_it_on() -> None:
    turns = Turns(1, 10, 10)

    async def give_up() -> int:
        first = asyncio.create_task(hold(turns, "a"))
        second = asyncio.create_task(hold(turns, "b"))
        await asyncio.sleep(0)
        first.cancel()
        # Now the first gives its slot on, and the second has not yet noticed.
        await asyncio.sleep(0)
        await end(first, second)
        return turns.free

    assert run(give_up()) == 1


def test_a_turn_goes_past_one_who_leaves_at_the_same_time() -> None:
    turns = Turns(1, 10, 10)

    async def leave() -> bool:
        left, began = asyncio.Event(), asyncio.Event()
        first = asyncio.create_task(hold(turns, "a"))
        second = asyncio.create_task(hold(turns, "b", left))
        third = asyncio.create_task(hold(turns, "c", began=began))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        left.set()
        # Now the watch over the second has ended, and the second has not yet noticed.
        await asyncio.sleep(0)
        first.cancel()
        await began.wait()
        await end(first, second, third)
        return second.exception() is not None

    assert run(leave())


def test_nobody_watches_a_client_whose_turn_has_come() -> None:
    turns = Turns(1, 10, 10)

    async def have_turns() -> int:
        began, others = asyncio.Event(), asyncio.all_tasks()
        first = asyncio.create_task(hold(turns, "a"))
        second = asyncio.create_task(hold(turns, "b", began=began))
        await asyncio.sleep(0)
        await end(first)
        await began.wait()
        await asyncio.sleep(0)
        watches = asyncio.all_tasks() - others - {second}
        await end(second)
        return len(watches)

    assert run(have_turns()) == 0


async def hold(
    turns: Turns,
    address: str,
    left: asyncio.Event | None = None,
    began: asyncio.Event | None = None,
) -> None:
    """Waits for a turn and keeps it. `left`: the client has left; `began`: the turn has come."""

    async def leaving() -> None:
        await (left.wait() if left else stays())

    async with turns.turn(address, leaving):
        if began:
            began.set()
        await stays()


async def end(*tasks: "asyncio.Task[None]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
