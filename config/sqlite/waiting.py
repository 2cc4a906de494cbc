"""Who may wait for SQLite's one write lock: a single thread of each process.

A writer that waits keeps its thread, and a process has few. If all of them waited for a lock that
another process holds for seconds, no thread would be left for readers, who need no lock at all.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError

# Long beside a write of some milliseconds, short for a reader who waits for the thread.
PATIENCE = 0.5


class OneWaits:
    """`turn()` is held only while the lock is waited for, not while it is held."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._turn = threading.Lock()
        self._since: float | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Raises OperationalError, as for a locked database, for a writer who would wait behind
        one that has long been waiting."""
        since = self._since
        is_stuck = since is not None and self.clock() - since > PATIENCE
        if is_stuck or not self._turn.acquire(timeout=PATIENCE):
            raise OperationalError("database is locked, and another thread is waiting for it")
        try:
            self._since = self.clock()
            yield
        finally:
            self._since = None
            self._turn.release()
