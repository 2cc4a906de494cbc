"""One thread of a process waits for SQLite's write lock; the others are told at once."""

import threading

import pytest
from django.db import OperationalError, connection

from config.sqlite import waiting
from config.sqlite.waiting import PATIENCE, OneWaits


def test_one_after_the_other_may_wait():
    queue = OneWaits()
    for _writer in range(3):
        with queue.turn():
            pass


def test_a_failed_wait_leaves_the_turn_to_the_next():
    queue = OneWaits()
    with pytest.raises(OperationalError, match="of SQLite"), queue.turn():
        raise OperationalError("of SQLite")
    with queue.turn():
        pass


@pytest.mark.parametrize(("waited", "told"), [(PATIENCE, 0), (2 * PATIENCE, 1)])
def test_behind_one_that_has_long_been_waiting_nobody_waits(monkeypatch, waited, told):
    now = [0.0]
    queue = OneWaits(lambda: now[0])
    waits: list[float] = []
    first_waits, may_end = threading.Event(), threading.Event()

    def first() -> None:
        with queue.turn():
            first_waits.set()
            may_end.wait()

    thread = threading.Thread(target=first)
    thread.start()
    first_waits.wait()
    now[0] = waited
    turn = queue._turn

    class Watched:
        def acquire(self, timeout: float) -> bool:
            waits.append(timeout)
            may_end.set()
            return turn.acquire(timeout=10)

        release = turn.release

    monkeypatch.setattr(queue, "_turn", Watched())
    refused = 0
    try:
        with queue.turn():
            pass
    except OperationalError:
        refused = 1
    may_end.set()
    thread.join()
    assert (refused, len(waits)) == (told, 1 - told)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the backend of SQLite")
def test_the_site_uses_it(settings):
    assert settings.DATABASES["default"]["ENGINE"] == "config.sqlite"
    assert settings.DATABASES["default"]["OPTIONS"]["timeout"] > waiting.PATIENCE
