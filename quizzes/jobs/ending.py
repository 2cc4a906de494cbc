"""How the process with the jobs ends: when it is told to, and when its server is gone."""

import os
import signal
import threading
import time

LOOK_SECONDS = 0.1
# What is running then has so long to come to an end.
LAST_SECONDS = 0.6


class Stop(threading.Event):
    """Is set by SIGTERM, SIGINT, and by the end of the server with this process id. What does not
    end by itself soon after is ended where it is: a job bears that."""

    def __init__(self, server: int | None = None) -> None:
        super().__init__()
        self._server = server
        self._is_told = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._note)
        threading.Thread(target=self._watch, daemon=True).start()

    def _note(self, *_signal: object) -> None:
        # Only this: what it interrupts may hold the lock of the event.
        self._is_told = True

    def _watch(self) -> None:
        while not self._is_told and not self._is_orphan():
            time.sleep(LOOK_SECONDS)
        self.set()
        time.sleep(LAST_SECONDS)
        os._exit(0)

    def _is_orphan(self) -> bool:
        """A process whose parent ends gets another one."""
        return self._server is not None and os.getppid() != self._server
