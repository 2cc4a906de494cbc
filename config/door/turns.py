"""Lets few requests run at once. Addresses take turns: none of them keeps the others waiting."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from .body import Gone

Leaving = Callable[[], Awaitable[None]]
Future = asyncio.Future[None]
Queue = deque[Future]


class Turns:
    """`slots` requests run at once; `most` of one address and `most_of_all` together may wait.

    An address of which nothing waits is let in all the same, so that others that fill the place do
    not shut it out: the connections bound what waits. Kinds of requests take turns, so that none of
    them waits for a flood of another. Within a kind the next turn is that of the address which has
    `used` least; of equals, of the one that has waited longest since its last turn.
    """

    def __init__(
        self,
        slots: int,
        most: int,
        most_of_all: int,
        used: Callable[[str], float] = lambda _address: 0,
    ) -> None:
        self.free = slots
        self.most, self.most_of_all, self.used = most, most_of_all, used
        self.waiting: OrderedDict[str, OrderedDict[str, Queue]] = OrderedDict()

    def is_crowded(self, address: str, kind: str = "") -> bool:
        """Whether one more request of this address would wait too long to be let in."""
        queue = self.waiting.get(kind, {}).get(address, ())
        if self.free or not queue:
            return False
        queues = (queue for addresses in self.waiting.values() for queue in addresses.values())
        return len(queue) >= self.most or sum(map(len, queues)) >= self.most_of_all

    @asynccontextmanager
    async def turn(self, address: str, leaving: Leaving, kind: str = "") -> AsyncIterator[None]:
        """Waits for a slot and holds it for the body of the `async with`. `leaving` ends when the
        client has left; raises Gone if it does so before the turn comes."""
        await self._take(address, leaving, kind)
        try:
            yield
        finally:
            self._give()

    async def _take(self, address: str, leaving: Leaving, kind: str) -> None:
        if self.free:
            self.free -= 1
            return
        mine = asyncio.get_running_loop().create_future()
        self.waiting.setdefault(kind, OrderedDict()).setdefault(address, deque()).append(mine)
        watch = asyncio.ensure_future(leaving())
        watch.add_done_callback(lambda _: mine.cancel())
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self._give()
            else:
                self._forget(kind, address, mine)
            if watch.done():
                raise Gone from None
            raise
        finally:
            watch.cancel()

    def _forget(self, kind: str, address: str, mine: Future) -> None:
        """Who has left counts no longer among those who wait."""
        addresses = self.waiting.get(kind, OrderedDict())
        queue = addresses.get(address)
        if queue and mine in queue:
            queue.remove(mine)
            if not queue:
                del addresses[address]
            if not addresses:
                del self.waiting[kind]

    def _give(self) -> None:
        """Passes the slot on to the address whose turn is next."""
        while self.waiting:
            next_one = self._next()
            # A client that left while it waited has cancelled its future.
            if not next_one.done():
                next_one.set_result(None)
                return
        self.free += 1

    def _next(self) -> Future:
        """Takes the first request of the next address of the next kind out of those that wait."""
        kind, addresses = self.waiting.popitem(last=False)
        address = min(addresses, key=self.used)
        queue = addresses.pop(address)
        next_one = queue.popleft()
        # Whoever has more to ask stands at the end again.
        if queue:
            addresses[address] = queue
        if addresses:
            self.waiting[kind] = addresses
        return next_one
