"""Keeps `manage.py run_jobs` running beside the server, whatever ends it:
`python -m config.jobs_beside SERVER`, with the process id of the server that started it.

It is a process of its own, not a thread of the server: the server forks its workers, and a fork
beside a thread that starts a process can leave that thread waiting for as long as a worker lives.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

LOOK_SECONDS = 0.1
STOP_SECONDS = 1.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


class Beside:
    """Starts the jobs, and starts them again when they end, until it is told to stop or its server
    is gone."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._is_told = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._note)

    def run(self) -> None:
        pause = FIRST_PAUSE
        while not self._is_over():
            started_at = time.monotonic()
            # Without memory for one more process, say, the next try may find some.
            with suppress(OSError):
                self._run_once()
            lasted = time.monotonic() - started_at
            pause = FIRST_PAUSE if lasted > LONGEST_PAUSE else min(2 * pause, LONGEST_PAUSE)
            self._wait(pause)

    def _run_once(self) -> None:
        # The jobs look for their parent, too: they end even where this process is killed.
        command = [sys.executable, "manage.py", "run_jobs", "--server", str(os.getpid())]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603
        while process.poll() is None and not self._is_over():
            time.sleep(LOOK_SECONDS)
        end(process)

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._is_over():
            time.sleep(LOOK_SECONDS)

    def _is_over(self) -> bool:
        """A process whose parent ends gets another one."""
        return self._is_told or os.getppid() != self._server

    def _note(self, *_signal: object) -> None:
        self._is_told = True


def start_beside() -> "subprocess.Popen[bytes]":
    """Starts this program beside the calling process."""
    command = [sys.executable, "-m", "config.jobs_beside", str(os.getpid())]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603


def end(process: "subprocess.Popen[bytes]", seconds: float = STOP_SECONDS) -> None:
    """Ends a process; one that does not end by itself in this time is killed."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    Beside(int(sys.argv[1])).run()
