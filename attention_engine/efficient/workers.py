"""Blocks of rows shared out among threads: numpy lets go of the interpreter while it computes."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Protocol, TypeVar

import numpy as np

from ..inputs import Array, quiet
from .powers import IS_EXP2_FASTER

try:
    from threadpoolctl import ThreadpoolController
except ImportError:  # an optional extra: without it BLAS brings its own threads to each block
    ThreadpoolController = None

# Below this many scores, the threads of BLAS alone are faster. The slower the power of a score,
# which BLAS has no part in, the sooner threads of our own pay.
WORTH_THREADS = 3_000_000 if IS_EXP2_FASTER else 500_000
MOST_THREADS = 8

T = TypeVar("T")


def share_out(items: Sequence[T], scores: int, worker: Callable[[Iterator[T]], None]) -> None:
    """Runs `worker` on all items; in threads where there are enough `scores` to compute.

    A worker gets an iterator over its share and keeps its buffers over all of it.
    """
    threads = min(_processors(), len(items), MOST_THREADS)
    if scores < WORTH_THREADS or threads == 1:
        worker(iter(items))
        return

    def in_silence(share: Sequence[T]) -> None:
        # A thread does not take over how its caller treats numpy's warnings.
        with quiet():
            worker(iter(share))

    # There and back: a thread that took the longer of two items takes the shorter of the next.
    turns = [*range(threads), *reversed(range(threads))]
    shares = [
        [item for place, item in enumerate(items) if turns[place % len(turns)] == own]
        for own in range(threads)
    ]
    with one_blas_thread(), ThreadPoolExecutor(threads) as pool:
        for _done in pool.map(in_silence, shares):
            pass


class Batch(Protocol):
    """One batch, ready to be attended over by several threads at once."""

    def attend(self, blocks: Iterator[slice], output: Array) -> None:
        """Writes the outputs of some blocks of rows."""


def attend_all(
    output: Array, size: int, scores: int, batch_at: Callable[[tuple[int, ...]], Batch]
) -> None:
    """Fills `output` (..., L, Ev): batches in threads where there are several, else the blocks of
    `size` rows of the only one. `scores` are those of one batch."""
    places = list(np.ndindex(output.shape[:-2]))
    blocks = row_blocks(output.shape[-2], size)
    if len(places) == 1:
        batch, own = batch_at(places[0]), output[places[0]]
        share_out(blocks, scores, lambda share: batch.attend(share, own))
        return

    def worker(share: Iterator[tuple[int, ...]]) -> None:
        for place in share:
            batch_at(place).attend(iter(blocks), output[place])

    share_out(places, len(places) * scores, worker)


def row_blocks(rows: int, size: int) -> list[slice]:
    """The last block first: under a causal mask it is the longest."""
    return [slice(start, min(start + size, rows)) for start in range(0, rows, size)][::-1]


def one_blas_thread() -> AbstractContextManager:
    """Holds BLAS at one thread, so that the threads of the blocks do not fight with its own."""
    controller = _controller()
    return nullcontext() if controller is None else controller.limit(limits=1, user_api="blas")


@cache
def _controller():
    # Looking the libraries up takes about a millisecond: once a process.
    return None if ThreadpoolController is None else ThreadpoolController()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
