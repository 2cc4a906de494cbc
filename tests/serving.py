"""A real site for tests: `manage.py serve` in its own process session, on a free port.

Each site has its own folder for database, static files and secret key. Nothing is stopped by
name: a site ends only the process group that it started.
"""

import http.client
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from config.server import server_arguments

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
START_SECONDS = 120
STOP_SECONDS = 15
# Proving the whole bank takes longest.
COMMAND_SECONDS = 600


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


class Site:
    """One installation in `folder`, on SQLite unless `environment` names a database."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.log = folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None
        self._manager: subprocess.Popen[str] | None = None
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in OURS},
            "VAR_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "PORT": str(self.port),
            "WEB_WORKERS": "2",
            "CPU_SECONDS_A_MINUTE": "0",
            **environment,
        }

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def manage(self, *arguments: str) -> str:
        """Runs a management command, which must succeed; returns what it prints."""
        manager = self._manager = self._manager or self._started_manager()
        assert manager.stdin is not None
        assert manager.stdout is not None
        with (
            tempfile.NamedTemporaryFile("r", encoding="utf-8") as stdout,
            tempfile.NamedTemporaryFile("r", encoding="utf-8") as stderr,
        ):
            job = {"arguments": arguments, "stdout": stdout.name, "stderr": stderr.name}
            print(json.dumps(job), file=manager.stdin, flush=True)
            ready, _, _ = select.select([manager.stdout], [], [], COMMAND_SECONDS)
            assert ready, f"{arguments} goes on and on"
            code = manager.stdout.readline()
            printed = stdout.read()
            assert code == "0\n", printed + stderr.read()
        return printed

    def _started_manager(self) -> "subprocess.Popen[str]":
        """The process that runs this site's commands until it is stopped: see tests/managing.py."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.managing"],
            cwd=ROOT,
            env={"DJANGO_SETTINGS_MODULE": "config.settings"} | self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, *, prepared: bool = False) -> None:
        """Starts the site and waits for a response. `prepared`: only the server, no loading."""
        server = server_arguments(HOST, self.port, int(self.environment["WEB_WORKERS"]))
        arguments = server if prepared else ["manage.py", "serve"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()

    def wait(self) -> None:
        assert self.process is not None
        until = time.monotonic() + START_SECONDS
        while status_of(self.port, "/healthz") != 200:
            assert self.process.poll() is None, f"the server ended:\n{self.log.read_text()}"
            assert time.monotonic() < until, f"no answer:\n{self.log.read_text()}"
            time.sleep(0.02)

    def kill(self) -> None:
        """Sends SIGKILL to the whole group, like a power loss."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Stops the site cleanly; returns the server's exit code."""
        if manager := self._manager:
            self._manager = None
            try:
                manager.communicate(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                manager.kill()
                manager.communicate()
                raise
        return self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> int:
        process, self.process = self.process, None
        if process is None:
            return 0
        if number == signal.SIGKILL:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        try:
            return process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise


# Variables that must not leak from the environment of a developer or of the tests into a site.
OURS = (
    *("API_RATE", "CONTENT_DIR", "CPU_SECONDS_A_MINUTE", "PROXY_COUNT"),
    *("ALLOWED_HOSTS", "BEHIND_TLS", "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DEBUG", "HOST"),
    *(
        "PORT",
        "REDIS_URL",
        "SECRET_KEY",
        "SITE_ADDRESS",
        "VAR_DIR",
        "WEB_WORKERS",
        "DJANGO_SETTINGS_MODULE",
    ),
    "DJANGO_ALLOW_ASYNC_UNSAFE",
)


def status_of(port: int, path: str) -> int:
    """The status of a GET; 0 if nothing responds."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


@contextmanager
def running_site(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[Site]:
    """A started site that is stopped at the end, whatever happens."""
    with running(Site(folder, **(environment or {})), prepared=False) as site:
        yield site


@contextmanager
def running(site: Site, *, prepared: bool = True) -> Iterator[Site]:
    """The same for an existing site: see `Site.start`."""
    try:
        site.start(prepared=prepared)
        yield site
    finally:
        site.stop()
