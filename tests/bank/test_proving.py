"""Many proofs are done in several processes, once each, whatever happens to the processes."""

import contextlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from quizzes.bank.proofs import proving
from quizzes.bank.proofs.cache import VerdictCache
from quizzes.bank.proofs.proving import FEWEST_FOR_PROCESSES, proofs_begun, proven, spec_text
from quizzes.items import ItemSpec, ProofReport, parse_spec, release
from tests.items.making import SOFTMAX, spec_of

MANY = FEWEST_FOR_PROCESSES + 1
ITEM = ("a/b", 1, spec_text(spec_of(**SOFTMAX)))


@pytest.fixture(autouse=True)
def nothing_proven(monkeypatch):
    monkeypatch.setattr(proving, "_done", {})


def many(spec: ItemSpec):
    return [(f"question/item-{number}", 1, spec_text(spec)) for number in range(MANY)]


def refuse(*wanted):
    raise AssertionError(f"{wanted} is proven once more")


def test_other_processes_find_what_this_one_finds(monkeypatch):
    spec = spec_of(**SOFTMAX)
    monkeypatch.setattr(proving, "work_out", work_out_elsewhere)
    with proofs_begun(many(spec), VerdictCache()):
        reports = [proven(*each) for each in many(spec)]
    assert reports == [release(identity, 1, spec) for identity, _version, _spec in many(spec)]
    assert len({tuple(report.seeds) for report in reports}) > 1


def work_out_elsewhere(identity, version, spec):
    """The work that the other processes do; it refuses to run in this one."""
    assert multiprocessing.parent_process() is not None
    return release(identity, version, parse_spec(json.loads(spec)))


def test_what_the_cache_knows_is_not_proven_again(tmp_path, monkeypatch):
    cache = VerdictCache(tmp_path)
    with proofs_begun([ITEM], cache):
        report = proven(*ITEM)
    proving._done.clear()
    monkeypatch.setattr(proving, "work_out", refuse)
    with proofs_begun([ITEM], cache):
        assert proven(*ITEM) == report


def test_what_is_kept_does_not_grow_without_end(tmp_path, monkeypatch):
    monkeypatch.setattr(VerdictCache.trim, "__defaults__", (3,))
    for number in range(5):
        with proofs_begun([(f"a/item-{number}", 1, ITEM[2])], VerdictCache(tmp_path)):
            proven(f"a/item-{number}", 1, ITEM[2])
    assert len(list(tmp_path.iterdir())) == 3


def test_an_item_that_changed_is_proven_though_the_cache_knows_its_old_form(tmp_path):
    cache = VerdictCache(tmp_path)
    with proofs_begun([ITEM], cache):
        proven(*ITEM)
    sound, unsound = spec_of(**SOFTMAX), spec_of(**SOFTMAX | {"givens": {"x": [1, 1, 1]}})
    assert proven("a/b", 1, spec_text(sound)).seeds
    with proofs_begun([("a/b", 1, spec_text(unsound))], cache):
        assert proven("a/b", 1, spec_text(unsound)).seeds == []


def test_what_a_killed_process_left_undone_is_done_here(monkeypatch):
    broken = Future()
    broken.set_exception(BrokenProcessPool("killed"))
    monkeypatch.setitem(proving._begun, ITEM, broken)
    assert len(proven(*ITEM).seeds) == 8


def test_what_was_done_before_an_interruption_is_kept(tmp_path, monkeypatch):
    cache = VerdictCache(tmp_path)
    other = ("a/c", 1, ITEM[2])
    with contextlib.suppress(KeyboardInterrupt), proofs_begun([ITEM, other], cache):
        proven(*ITEM)
        raise KeyboardInterrupt
    proving._done.clear()
    begun_anew = ProofReport(faults=["worked out anew"])
    monkeypatch.setattr(proving, "work_out", lambda *wanted: begun_anew)
    with proofs_begun([ITEM, other], cache):
        assert len(proven(*ITEM).seeds) == 8
        assert proven(*other) == begun_anew


KILLED = """
from quizzes.bank.proofs.cache import VerdictCache
from quizzes.bank.proofs.proving import proofs_begun, proven
from tests.bank.test_proving import many
from tests.items.making import CHOICE, spec_of

if __name__ == "__main__":
    wanted = many(spec_of(**CHOICE))
    with proofs_begun(wanted, VerdictCache()):
        proven(*wanted[0])
        print("begun", flush=True)
        input()
"""


def test_the_processes_end_where_their_parent_was_killed(tmp_path):
    """They hold the parent's output open, which therefore ends only when the last of them does."""
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    with subprocess.Popen(
        [sys.executable, script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    ) as parent:
        assert parent.stdout.readline() == b"begun\n"
        parent.send_signal(signal.SIGKILL)
        assert parent.communicate(timeout=60)[0] == b""
