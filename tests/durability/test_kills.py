"""An answer that the learner saw marked is stored, whatever happens to the server.

`make test` kills once; `make soak KILLS=50` kills as often as you like.
"""

import http.client
import itertools
import os
import random
import threading
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

from tests.durability.bank import TASK
from tests.durability.stored import assert_sound, stored_answers
from tests.learner import Learner
from tests.serving import Site

T = TypeVar("T")
KILLS = int(os.environ.get("KILLS", "1"))
LEARNERS = 4
# The most answers to wait for between two kills.
MOST_ANSWERS = 100
LONGEST_SECONDS = 60 + 10 * KILLS


class Answering(threading.Thread):
    """A learner who posts numbered answers as fast as possible.

    If the server does not respond, it sends the same form again, like a browser on reload.
    """

    def __init__(self, port: int, numbers: "itertools.count[int]") -> None:
        super().__init__(daemon=True)
        self.learner = Learner(port)
        self.numbers = numbers
        self.acknowledged: list[str] = []
        self.refused: list[str] = []
        self.ends = threading.Event()
        self.until = time.monotonic() + LONGEST_SECONDS

    def run(self) -> None:
        while not self.ends.is_set():
            number = str(next(self.numbers))
            form = self.insist(lambda: self.learner.form(TASK))
            answer = self.insist(lambda: self.learner.post(form, answer=number))  # noqa: B023
            kept = self.acknowledged if answer.status == 200 else self.refused
            kept.append(number)

    def insist(self, ask: Callable[[], T]) -> T:
        while True:
            try:
                return ask()
            except (OSError, http.client.HTTPException):
                assert time.monotonic() < self.until, "the server did not come back"
                time.sleep(0.01)


@pytest.mark.parametrize("seed", [20261124])
def test_no_acknowledged_answer_is_lost_or_doubled_when_the_server_is_killed(
    site: Site, seed: int
) -> None:
    moments = random.Random(seed)  # noqa: S311  moments, not secrets
    numbers = itertools.count(1)
    site.start(prepared=True)
    learners = [Answering(site.port, numbers) for _ in range(LEARNERS)]
    for learner in learners:
        learner.start()
    seen = 0
    for _ in range(KILLS):
        wait_for_answers(learners, seen + moments.randint(1, MOST_ANSWERS))
        site.kill()
        acknowledged = [number for learner in learners for number in learner.acknowledged]
        stored = stored_answers(site)
        assert [number for number in acknowledged if stored[number] != 1] == []
        assert_sound(site)
        seen = len(acknowledged)
        site.start(prepared=True)
    for learner in learners:
        learner.ends.set()
    for learner in learners:
        learner.join(LONGEST_SECONDS)
        assert not learner.is_alive()
        assert learner.refused == []
    acknowledged = [number for learner in learners for number in learner.acknowledged]
    assert stored_answers(site) == dict.fromkeys(acknowledged, 1)
    print(f"{KILLS} kills, {len(acknowledged)} answers acknowledged: 0 lost, 0 doubled")


def wait_for_answers(learners: list[Answering], count: int) -> None:
    """Waits until `count` answers are acknowledged, so that even on a slow machine a kill comes
    after some work."""
    until = time.monotonic() + LONGEST_SECONDS
    while sum(len(learner.acknowledged) for learner in learners) < count:
        assert time.monotonic() < until, "the answers did not come"
        time.sleep(0.001)
