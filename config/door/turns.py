"""Lets few requests run at once. Addresses take turns: none of them keeps the others waiting."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """`slots` requests run at once; `most` of one address and `most_of_all` together may wait."""

    def __init__(self, slots: int, most: int, most_of_all: int) -> None:
        self.free = slots
        self.most, self.most_of_all = most, most_of_all
        self.waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    def is_crowded(self, address: str) -> bool:
        """Whether one more request of this address would wait too long to be let in."""
        if self.free:
            return False
        queue = self.waiting.get(address, ())
        return len(queue) >= self.most or sum(map(len, self.waiting.values())) >= self.most_of_all

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """Waits for a slot and holds it for the body of the `async with`."""
        await self._take(address)
        try:
            yield
        finally:
            self._give()

    async def _take(self, address: str) -> None:
        if self.free:
            self.free -= 1
            return
        mine = asyncio.get_running_loop().create_future()
        self.waiting.setdefault(address, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self._give()
            raise

    def _give(self) -> None:
        """Passes the slot on to the address that has waited longest since its last turn."""
        while self.waiting:
            address, queue = self.waiting.popitem(last=False)
            next_one = queue.popleft()
            if queue:
                self.waiting[address] = queue
            # A client that left while it waited has cancelled its future.
            if not next_one.done():
                next_one.set_result(None)
                return
        self.free += 1
