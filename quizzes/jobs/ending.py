"""How the process with the jobs ends: when it is told to, and when its server is gone."""

import os
import signal
import threading
import time

# After a signal, what is running has so long to come to an end.
LAST_SECONDS = 0.7
LOOK_SECONDS = 0.2


def end_when_told(server: int | None) -> threading.Event:
    """The event that is set by SIGTERM, SIGINT, and by the end of the server with this process id.
    What does not end by itself soon after it is ended where it is: a job bears that."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=_watch, args=(stop, server), daemon=True).start()
    return stop


def _watch(stop: threading.Event, server: int | None) -> None:
    while not stop.wait(LOOK_SECONDS):
        # A process whose parent ends gets another one.
        if server is not None and os.getppid() != server:
            stop.set()
    time.sleep(LAST_SECONDS)
    os._exit(0)
