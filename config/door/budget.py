"""What an address may spend of the processor's time on dear requests."""

import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil

MOST_ADDRESSES = 10_000
MINUTE = 60


class Budget:
    """Each address has `seconds` of processor time at first and gets as many again in a minute.

    What a request took is charged afterward, so an address may go below zero by one request.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds, self.clock = seconds, clock
        # What is left and when that was so, the address that was charged last at the end.
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def seconds_to_wait(self, address: str) -> int:
        """0 if a dear request may run, else the seconds until the address may ask again."""
        if self.seconds <= 0:
            return 0
        missing = -self._left(address)
        return ceil(missing / self.seconds * MINUTE) if missing >= 0 else 0

    def spent(self, address: str) -> float:
        """The seconds that the address has used and not got again yet."""
        return self.seconds - self._left(address)

    def charge(self, address: str, seconds: float) -> None:
        if self.seconds <= 0:
            return
        self.left[address] = (self._left(address) - seconds, self.clock())
        self.left.move_to_end(address)
        if len(self.left) > MOST_ADDRESSES:
            self.left.popitem(last=False)

    def _left(self, address: str) -> float:
        if address not in self.left:
            return self.seconds
        left, at = self.left[address]
        return min(self.seconds, left + (self.clock() - at) / MINUTE * self.seconds)
