"""Lets few requests run at once. Addresses take turns: none of them keeps the others waiting."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from .body import Gone

Leaving = Callable[[], Awaitable[None]]


class Turns:
    """`slots` requests run at once; `most` of one address and `most_of_all` together may wait.

    An address of which nothing waits is let in all the same, so that others that fill the place do
    not shut it out: the connections bound what waits. The next turn is that of the address which
    has `spent` least; of equals, of the one that has waited longest since its last turn.
    """

    def __init__(
        self,
        slots: int,
        most: int,
        most_of_all: int,
        spent: Callable[[str], float] = lambda _address: 0.0,
    ) -> None:
        self.free = slots
        self.most, self.most_of_all, self.spent = most, most_of_all, spent
        self.waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    def is_crowded(self, address: str) -> bool:
        """Whether one more request of this address would wait too long to be let in."""
        queue = self.waiting.get(address, ())
        if self.free or not queue:
            return False
        return len(queue) >= self.most or sum(map(len, self.waiting.values())) >= self.most_of_all

    @asynccontextmanager
    async def turn(self, address: str, leaving: Leaving) -> AsyncIterator[None]:
        """Waits for a slot and holds it for the body of the `async with`. `leaving` ends when the
        client has left; raises Gone if it does so before the turn comes."""
        await self._take(address, leaving)
        try:
            yield
        finally:
            self._give()

    async def _take(self, address: str, leaving: Leaving) -> None:
        if self.free:
            self.free -= 1
            return
        mine = asyncio.get_running_loop().create_future()
        self.waiting.setdefault(address, deque()).append(mine)
        watch = asyncio.ensure_future(leaving())
        watch.add_done_callback(lambda _: mine.cancel())
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self._give()
            else:
                self._forget(address, mine)
            if watch.done():
                raise Gone from None
            raise
        finally:
            watch.cancel()

    def _forget(self, address: str, mine: "asyncio.Future[None]") -> None:
        """Who has left counts no longer among those who wait."""
        queue = self.waiting.get(address)
        if queue and mine in queue:
            queue.remove(mine)
            if not queue:
                del self.waiting[address]

    def _give(self) -> None:
        """Passes the slot on to the address whose turn is next."""
        while self.waiting:
            address = min(self.waiting, key=self.spent)
            queue = self.waiting.pop(address)
            next_one = queue.popleft()
            if queue:
                self.waiting[address] = queue
            # A client that left while it waited has cancelled its future.
            if not next_one.done():
                next_one.set_result(None)
                return
        self.free += 1
