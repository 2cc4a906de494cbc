"""Calls in several threads at the same moment, on a database that threads share."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

AT_ONCE = 4


def at_once(does: Callable[[], Any]) -> list[Any]:
    """What each of several simultaneous calls returned."""
    return all_at_once([does] * AT_ONCE)


def all_at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """What these calls returned, each in a thread of its own."""
    together = threading.Barrier(len(calls))

    def one(does: Callable[[], Any]) -> Any:
        together.wait()
        try:
            return does()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as threads:
        return [each.result() for each in [threads.submit(one, does) for does in calls]]
