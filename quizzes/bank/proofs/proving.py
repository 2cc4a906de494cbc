"""The proofs of an item: worked out once for a spec, for many items in several processes."""

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

# Starting processes takes as long as proving so many items.
FEWEST_FOR_PROCESSES = 24
MOST_KEPT = 4096

# Identity, version, and the spec as `spec_text`.
Wanted = tuple[str, int, str]


def spec_text(spec: ItemSpec) -> str:
    """The spec as text: equal texts are the same item."""
    return canonical(spec.model_dump(mode="json"))


def canonical(data: Any) -> str:
    return json.dumps(data, sort_keys=True)


_done: dict[Wanted, ProofReport] = {}
_begun: dict[Wanted, "Future[ProofReport]"] = {}


def proven(identity: str, version: int, spec: str) -> ProofReport:
    """The seeds an item is released with; without seeds, why. `spec` is its `spec_text`."""
    wanted = (identity, version, spec)
    report = _done.get(wanted)
    if report is None:
        report = _finished(wanted) or work_out(*wanted)
        _keep(wanted, report)
    return report


def _finished(wanted: Wanted) -> ProofReport | None:
    """What another process is working out, waited for."""
    try:
        return _begun[wanted].result()
    except (KeyError, BrokenExecutor, CancelledError):
        # Nobody began it, or the process was killed from outside: it is done here.
        return None


def _keep(wanted: Wanted, report: ProofReport) -> None:
    if len(_done) >= MOST_KEPT:
        _done.clear()
    _done[wanted] = report


def work_out(identity: str, version: int, spec: str) -> ProofReport:
    return release(identity, version, parse_spec(json.loads(spec)))


@contextmanager
def proofs_begun(wanted: Iterable[Wanted], cache: VerdictCache) -> Iterator[None]:
    """Proofs are taken from the cache or done beside: `proven` waits for those that are begun."""
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
    # spawn: a copy of a process that holds threads or a database would not be sound.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, context, initializer=_end_with_the_parent)


def _words(each: Wanted) -> tuple[str, ...]:
    identity, version, spec = each
    return ("proof", identity, str(version), spec)


def _end_with_the_parent() -> None:
    """Ctrl+C is the parent's to answer; and where it was killed, nobody would end this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()
