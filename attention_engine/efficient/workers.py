"""Blocks of rows shared out among threads: numpy lets go of the interpreter while it computes."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import cache

try:
    from threadpoolctl import ThreadpoolController
except ImportError:  # an optional extra: without it BLAS brings its own threads to each block
    ThreadpoolController = None

# Below this many scores, threads cost more than they bring.
WORTH_THREADS = 300_000
MOST_THREADS = 8


def run_blocks(blocks: list[slice], scores: int, worker: Callable[[Iterator[slice]], None]) -> None:
    """Runs `worker` on every block; in threads where there are enough `scores` to compute.

    A worker gets an iterator of blocks and keeps its buffers over all of them.
    """
    threads = min(_processors(), len(blocks), MOST_THREADS)
    if scores < WORTH_THREADS or threads == 1:
        worker(iter(blocks))
        return
    shares = [iter(blocks[start::threads]) for start in range(threads)]
    with one_blas_thread(), ThreadPoolExecutor(threads) as pool:
        for _done in pool.map(worker, shares):
            pass


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
