"""granian compared with gunicorn, for the choice that docs/operations.md explains.

Run it in a virtual environment with requirements.txt and gunicorn installed:
    python -m tests.bench.servers
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.bench.load import Load, get_request, load_for
from tests.serving import HOST, ROOT, Site

WORKERS = 2
SECONDS = 3.0
PAGES = {"bare view": "/bare/", "one read": "/bare-read/"}


def commands(port: int) -> dict[str, list[str]]:
    gunicorn = ["gunicorn", "--bind", f"{HOST}:{port}", "--workers", str(WORKERS)]
    granian = ["granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    granian += ["--workers", str(WORKERS), "--respawn-failed-workers", "--log-level", "warning"]
    return {
        "granian, 1 thread": [*granian, "--blocking-threads", "1"],
        "granian, 4 threads": [*granian, "--blocking-threads", "4"],
        "gunicorn, sync": gunicorn,
        "gunicorn, 4 threads": [*gunicorn, "--worker-class", "gthread", "--threads", "4"],
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = "tests.bench.settings"
        site = Site(Path(folder), DJANGO_SETTINGS_MODULE=settings, SECRET_KEY="s" * 50)
        site.manage("migrate", "--verbosity=0")
        site.manage("sync_content")
        site.manage("collectstatic", "--noinput", "--verbosity=0")
        for name, command in commands(site.port).items():
            print(f"{name}: {', '.join(figures(site, command))}", flush=True)


def figures(site: Site, command: list[str]) -> list[str]:
    begin(site, command)
    found = []
    for page, path in PAGES.items():
        request = get_request(site.port, path)
        load_for(site.port, request, 0.5)
        load = load_for(site.port, request, SECONDS)
        found.append(f"{page} {load.rate:,.0f} req/s (p99 {load.quantile(0.99) * 1000:.0f} ms)")
    found.append(f"worker killed: {after_worker_kill(site)}")
    found.append(f"SIGTERM: {under_load(site, site.stop)}")
    return found


def begin(site: Site, command: list[str]) -> None:
    site.process = subprocess.Popen(
        [sys.executable, "-m", *command, "config.wsgi:application"],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    site.wait()
    # Wait until both workers are up.
    time.sleep(2)


def after_worker_kill(site: Site) -> str:
    assert site.process is not None
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
    worker = int(children.read_text().split()[-1])
    said = under_load(site, lambda: os.kill(worker, signal.SIGKILL))
    time.sleep(2)
    left = 0 if site.process.poll() is not None else len(children.read_text().split())
    return f"{said}, {left} children after it"


def under_load(site: Site, act) -> str:
    loads: list[Load] = []
    request = get_request(site.port, "/bare-read/")
    client = threading.Thread(target=lambda: loads.append(load_for(site.port, request, SECONDS)))
    client.start()
    time.sleep(1)
    start = time.monotonic()
    act()
    took = time.monotonic() - start
    client.join()
    load = loads[0]
    bad = load.errors + sum(count for status, count in load.statuses.items() if status != 200)
    return f"{bad} of {len(load.latencies):,} requests unanswered, {took:.2f} s"


if __name__ == "__main__":
    main()
