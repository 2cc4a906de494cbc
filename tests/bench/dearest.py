"""`python -m tests.bench.dearest`: the CPU milliseconds of the dearest request of each kind.

On the database of DATABASE_URL, which should hold the bank. Each request is sent three times with
new numbers and the caches emptied; the least counts, as other work on the machine only adds.
"""

import logging
import os
import time

import django

TURNS = 3


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.update(API_RATE="0", ALLOWED_HOSTS="testserver")
    django.setup()
    logging.disable(logging.WARNING)
    rows = sorted(dearest_rows(), reverse=True)
    for milliseconds, size, status, name in rows:
        print(f"{milliseconds:6.0f} ms  {size / 1000:6.0f} kB  {status}  {name}")
    print(f"{len(rows)} requests; the dearest takes {rows[0][0]:.0f} ms of CPU.")


def dearest_rows() -> list[tuple[float, int, int, str]]:
    """CPU milliseconds, bytes of the answer and status of each request."""
    from django.core.cache import cache
    from django.test import Client

    from tests.dearest import dearest_requests

    client, rows = Client(), []
    for name, send in dearest_requests().items():
        # Once before, so that templates and formulas are compiled.
        response, taken = send(client, 6_999), []
        for turn in range(TURNS):
            cache.clear()
            started = time.process_time()
            response = send(client, 7_000 + turn)
            taken.append(time.process_time() - started)
        rows.append((1000 * min(taken), len(response.content), response.status_code, name))
    return rows


if __name__ == "__main__":
    main()
