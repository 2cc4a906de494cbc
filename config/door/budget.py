"""What an address may spend of the processor's time on dear requests."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

MOST_ADDRESSES = 10_000
MINUTE = 60


@dataclass(frozen=True)
class Account:
    """What one address had `left`, and what it had `used` lately, at the time `at`."""

    left: float
    used: float
    at: float


class Budget:
    """Each address has `seconds` of processor time at first and gets as many again in a minute.

    What a request took is charged afterward, so an address may go below zero by one request.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds, self.clock = seconds, clock
        # The address that was charged last is at the end.
        self.accounts: OrderedDict[str, Account] = OrderedDict()

    def seconds_to_wait(self, address: str) -> int:
        """0 if a dear request may run, else the seconds until the address may ask again."""
        if self.seconds <= 0:
            return 0
        missing = -self._now(address).left
        return ceil(missing / self.seconds * MINUTE) if missing >= 0 else 0

    def used(self, address: str) -> int:
        """The tenths of a second, rounded down, that the address has used, where those of a minute
        ago count half. Rounded, so that who has used next to nothing stands no worse than the new
        addresses of somebody who has many."""
        return int(10 * self._now(address).used)

    def charge(self, address: str, seconds: float) -> None:
        before = self._now(address)
        self.accounts[address] = Account(before.left - seconds, before.used + seconds, before.at)
        self.accounts.move_to_end(address)
        if len(self.accounts) > MOST_ADDRESSES:
            self.accounts.popitem(last=False)

    def _now(self, address: str) -> Account:
        now = self.clock()
        found = self.accounts.get(address)
        if found is None:
            return Account(self.seconds, 0.0, now)
        minutes = (now - found.at) / MINUTE
        left = min(self.seconds, found.left + minutes * self.seconds)
        return Account(left, found.used * 0.5**minutes, now)
