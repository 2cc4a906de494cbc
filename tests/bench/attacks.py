"""`python -m tests.bench.attacks`: what a visitor waits while others attack the site.

Slow clients of every kind, and greedy ones that ask for the dearest pages as fast as they can, from
one address and from many. The budget of an address is as it stands in production.
"""

import http.client
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from tests.durability.slow_clients import KINDS, slow_clients, visits
from tests.learner import Learner
from tests.serving import HOST, Site, running

SLOW, GREEDY = 400, 32
PATIENCE = 60
PAGES = ["/", "/healthz", "/questions/", "/questions/dot-product-self-attention/"] * 25
_number = count()
# The method, the address and the fields of a form.
Request = tuple[str, str, dict[str, str]]


def lab() -> Request:
    """With the most samples that are taken: see tests/dearest.py."""
    return "GET", f"/labs/scaling/?samples=110&guess=without-a-guess&seed={next(_number)}", {}


def search() -> Request:
    return "GET", f"/search/?q=attention+softmax+mask+{next(_number)}", {}


def reading() -> Request:
    return "POST", "/reading/", {"form": "array", "shape": "4x4", "answer": "1+2+3\n" * 1_600}


def login() -> Request:
    return "POST", "/account/login/", {"login": f"admin{next(_number)}", "password": "x"}


DEAR = {"a lab": lab, "search": search, "the reader": reading, "logging in": login}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), CPU_SECONDS_A_MINUTE="15")
        site.manage("migrate", "--verbosity=0")
        site.manage("sync_content")
        site.manage("collectstatic", "--noinput", "--verbosity=0")
        with running(site):
            tell("nobody", site)
            for kind in KINDS:
                with slow_clients(site.port, SLOW, kind, "/questions/"):
                    tell(f"{SLOW} of the kind: {kind}", site)
            for name, request in DEAR.items():
                for addresses in (1, GREEDY):
                    with greedy_clients(site.port, request, addresses) as statuses:
                        tell(f"{GREEDY} from {addresses} for {name}", site)
                    print(f"    they were answered {dict(statuses.most_common())}", flush=True)


def tell(beside: str, site: Site) -> None:
    taken = visits(site.port, PAGES, PATIENCE)
    last, longest = taken[int(0.99 * len(taken)) - 1], taken[-1]
    print(
        f"{beside:40} median {taken[len(taken) // 2]:.3f} s, p99 {last:.3f} s, longest "
        f"{longest:.3f} s",
        flush=True,
    )


@contextmanager
def greedy_clients(
    port: int, request: Callable[[], Request], addresses: int
) -> Iterator[Counter[int]]:
    """Ask again and again until the end; tells how often they got which status."""
    statuses: Counter[int] = Counter()
    over = threading.Event()
    visitor = Learner(port)
    visitor.get("/account/login/")
    token = {"csrfmiddlewaretoken": visitor.cookies["csrftoken"]}
    head = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": visitor.cookie_header}

    def ask(number: int) -> None:
        source = (f"127.0.1.{1 + number % addresses}", 0)
        while not over.is_set():
            method, path, fields = request()
            body = urlencode(fields | token) if fields else None
            client = http.client.HTTPConnection(HOST, port, timeout=PATIENCE, source_address=source)
            try:
                client.request(method, path, body, head if body else {})
                statuses[client.getresponse().status] += 1
            except OSError:
                statuses[0] += 1
            finally:
                client.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(GREEDY)]
    for thread in threads:
        thread.start()
    try:
        yield statuses
    finally:
        over.set()
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    sys.exit(main())
