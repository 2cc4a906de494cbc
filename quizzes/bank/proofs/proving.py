"""Proves items: once for each spec, and in several processes if there are many."""

import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from quizzes.items import ItemSpec, ProofReport, parse_spec, release

from .cache import VerdictCache

# Starting processes takes as long as proving this many items.
FEWEST_FOR_PROCESSES = 24
MOST_KEPT = 4096

# Identity, version, and the spec as `spec_text`.
Wanted = tuple[str, int, str]


def spec_text(spec: ItemSpec) -> str:
    """The spec as text. Equal texts mean the same item."""
    return canonical(spec.model_dump(mode="json"))


def canonical(data: Any) -> str:
    return json.dumps(data, sort_keys=True)


_done: dict[Wanted, ProofReport] = {}
_begun: dict[Wanted, "Future[ProofReport]"] = {}


def proven(identity: str, version: int, spec: str) -> ProofReport:
    """The report with an item's released seeds, or with the faults that leave it without any.

    `spec` is its `spec_text`.
    """
    wanted = (identity, version, spec)
    report = _done.get(wanted)
    if report is None:
        report = _finished(wanted) or work_out(*wanted)
        _keep(wanted, report)
    return report


def _finished(wanted: Wanted) -> ProofReport | None:
    """The report from the process that is proving this item, or None. Waits for it."""
    try:
        return _begun[wanted].result()
    except (KeyError, BrokenExecutor, CancelledError):
        # No process has begun it, or that process was killed. The caller proves the item.
        return None


def _keep(wanted: Wanted, report: ProofReport) -> None:
    if len(_done) >= MOST_KEPT:
        _done.clear()
    _done[wanted] = report


def work_out(identity: str, version: int, spec: str) -> ProofReport:
    return release(identity, version, parse_spec(json.loads(spec)))


@contextmanager
def proofs_begun(wanted: Iterable[Wanted], cache: VerdictCache) -> Iterator[None]:
    """Takes proofs from the cache or begins them in other processes, on which `proven` waits."""
    uncached = []
    for each in sorted(set(wanted)):
        data = cache.get(*_words(each))
        if data is None:
            uncached.append(each)
        else:
            _keep(each, ProofReport(**data))
    new = [each for each in uncached if each not in _done]
    pool = _pool() if len(new) >= FEWEST_FOR_PROCESSES else None
    if pool:
        _begun.update((each, pool.submit(work_out, *each)) for each in new)
    try:
        yield
    finally:
        if pool:
            pool.shutdown(cancel_futures=True)
        for each in uncached:
            _begun.pop(each, None)
            if each in _done:
                cache.put(asdict(_done[each]), *_words(each))
        if uncached:
            cache.trim()


def _pool() -> ProcessPoolExecutor | None:
    processes = os.cpu_count() or 1
    if processes == 1:
        return None
    # spawn: forking a process that has threads or a database connection is not safe.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, context, initializer=_end_with_the_parent)


def _words(each: Wanted) -> tuple[str, ...]:
    identity, version, spec = each
    return ("proof", identity, str(version), spec)


def _end_with_the_parent() -> None:
    """Ignores Ctrl+C, which the parent handles, and exits if the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()
