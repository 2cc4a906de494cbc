"""The production server: `python -m config.server HOST PORT WORKERS [--jobs]`."""

import resource
import sys
from contextlib import suppress

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels

from .jobs_beside import end, start_beside

# Connections of one worker: each slow or idle one takes a place until its time is over.
MOST_CONNECTIONS = 4_096
HEADER_MILLISECONDS = 10_000
# A worker that has grown over this is replaced after its requests.
MOST_MEGABYTES = 600
STOP_SECONDS = 10
# Longer than what keeps the jobs gives them.
JOBS_STOP_SECONDS = 2


def serve(host: str, port: int, workers: int) -> None:
    """Serves until SIGTERM or SIGINT. Raises SystemExit if no worker can be kept running."""
    server = Granian(
        "config.asgi:application",
        address=host,
        port=port,
        workers=workers,
        # Without the lifespan protocol, which our application has no use for.
        interface=Interfaces.ASGINL,
        loop=Loops.asyncio,
        # One connection of HTTP/2 carries 200 requests, and pings keep it open while it reads none
        # of their answers; browsers speak it only under TLS, which a proxy ends. No page opens
        # a websocket.
        http=HTTPModes.http1,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
        backlog=MOST_CONNECTIONS,
        backpressure=MOST_CONNECTIONS,
        workers_max_rss=MOST_MEGABYTES,
        # Without this, one killed worker would stop the whole server.
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
    )

    try:
        server.serve()
    except SystemExit:
        # A signal to the whole group, as from Ctrl+C or systemd, also reaches the workers. One that
        # ends before the server asks it to has not failed.
        if not server.interrupt_signal:
            raise


def serve_with_jobs(host: str, port: int, workers: int) -> None:
    """The same with what is periodic in a process beside it."""
    jobs = start_beside()
    try:
        serve(host, port, workers)
    finally:
        end(jobs, JOBS_STOP_SECONDS)


def server_arguments(host: str, port: int, workers: int, *, jobs: bool = False) -> list[str]:
    """What follows the name of Python in a command that starts this server."""
    return ["-m", "config.server", host, str(port), str(workers), *(["--jobs"] if jobs else [])]


def allow_connections() -> None:
    """Each connection is a file descriptor, of which a process may often have only 1,024."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4 * MOST_CONNECTIONS), hard))


if __name__ == "__main__":
    allow_connections()
    start = serve_with_jobs if "--jobs" in sys.argv[4:] else serve
    start(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
