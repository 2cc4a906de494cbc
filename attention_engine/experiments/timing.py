"""Measures how long calls take and how much memory they hold, so that others can repeat it."""

import os
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from threading import Lock
from time import perf_counter, thread_time

from ..efficient.workers import ThreadpoolController, one_blas_thread
from ..inputs import count

MAX_ROUNDS = 100
# If BLAS can be held at one thread, count the processor time of that thread, which leaves out
# whatever else the machine does. Otherwise count wall-clock time.
HOLDS_BLAS = ThreadpoolController is not None
CLOCK = thread_time if HOLDS_BLAS else perf_counter
CLOCK_NAME = "processor time of one thread" if HOLDS_BLAS else "time on the clock"
# The number of BLAS threads is set for the whole process.
_ONE_AT_A_TIME = Lock()


def median_seconds(
    calls: Sequence[Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = CLOCK,
) -> list[float]:
    """The median time of each call over several rounds, after a warm-up that is not counted.

    Every round runs each call once, so that other load on the machine affects all of them.
    """
    rounds = count("rounds", rounds, MAX_ROUNDS)
    taken: list[list[float]] = [[] for _call in calls]
    for call in calls:
        call()
    for _round in range(rounds):
        for call, times in zip(calls, taken, strict=True):
            start = clock()
            call()
            times.append(clock() - start)
    return [median(times) for times in taken]


@contextmanager
def on_one_core() -> Iterator[None]:
    """Holds BLAS and the engine at one core and one thread, if the system supports it.
    Measurements in other threads of the process wait for their turn."""
    can_pin = hasattr(os, "sched_setaffinity")
    before = os.sched_getaffinity(0) if can_pin else set()
    try:
        if can_pin:
            os.sched_setaffinity(0, {min(before)})
        with _ONE_AT_A_TIME, one_blas_thread():
            yield
    finally:
        if can_pin:
            os.sched_setaffinity(0, before)


def extra_bytes(call: Callable[[], object]) -> int:
    """The peak memory of a call beyond what was held before, including its output. It traces all
    threads of the process, so nothing else should run beside it."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
