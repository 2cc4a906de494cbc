"""Keeps `manage.py run_jobs` running beside the server, in a process of its own: whatever a job
does, pages are served."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress

STOP_SECONDS = 1.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


class JobsBeside(threading.Thread):
    """Starts the process, and starts it again when it ends. It looks for its parent, so it ends
    with the server even if that is killed."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            started_at = time.monotonic()
            # Without memory for one more process, say, the pages are served all the same.
            with suppress(OSError):
                self._run_once()
            lasted = time.monotonic() - started_at
            pause = FIRST_PAUSE if lasted > LONGEST_PAUSE else min(2 * pause, LONGEST_PAUSE)
            self._stopping.wait(pause)

    def _run_once(self) -> None:
        command = [sys.executable, "manage.py", "run_jobs", "--server", str(os.getpid())]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603
        if self._stopping.is_set():
            self._process.terminate()
        self._process.wait()

    def stop(self) -> None:
        self._stopping.set()
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
