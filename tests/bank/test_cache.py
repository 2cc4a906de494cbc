"""An earlier verdict is returned only if it is whole, signed, and from the same code."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from quizzes.bank.proofs import cache as cache_module
from quizzes.bank.proofs.cache import VerdictCache

VERDICT = {"faults": ["line 3: α"], "seeds": [1, 2]}


@pytest.fixture
def cache(tmp_path):
    return VerdictCache(tmp_path / "verdicts")


def only_file(cache: VerdictCache) -> Path:
    (path,) = cache.folder.iterdir()
    return path


def test_a_verdict_is_found_under_the_same_words_only(cache):
    cache.put(VERDICT, "question", "text")
    assert cache.get("question", "text") == VERDICT
    assert cache.get("questiontext") is None
    assert cache.get("question", "tex", "t") is None


def test_other_code_has_judged_nothing(cache, monkeypatch):
    cache.put(VERDICT, "a")
    monkeypatch.setattr(cache_module, "_code", lambda: "other")
    assert cache.get("a") is None


def test_another_secret_key_believes_nothing(cache, settings):
    cache.put(VERDICT, "a")
    settings.SECRET_KEY = "another" * 10
    assert VerdictCache(cache.folder).get("a") is None


@pytest.mark.parametrize(
    "hurt",
    [
        lambda data: data.replace(b"line 3", b"line 4"),
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: b"\xff\x00" + data,
        lambda data: data * 10_000,
    ],
)
def test_a_file_that_was_changed_is_no_verdict_and_is_written_anew(cache, hurt):
    cache.put(VERDICT, "a")
    path = only_file(cache)
    path.write_bytes(hurt(path.read_bytes()))
    assert cache.get("a") is None
    cache.put(VERDICT, "a")
    assert cache.get("a") == VERDICT


def test_a_verdict_copied_to_the_name_of_another_is_none(cache):
    cache.put(VERDICT, "good")
    good = only_file(cache)
    cache.put({"faults": ["bad"]}, "bad")
    (bad,) = set(cache.folder.iterdir()) - {good}
    bad.write_bytes(good.read_bytes())
    assert cache.get("bad") is None


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_fails(tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = VerdictCache(tmp_path / "file")
    cache.put(VERDICT, "a")
    cache.trim()
    assert cache.get("a") is None


def test_a_cache_that_is_off_keeps_nothing():
    cache = VerdictCache()
    cache.put(VERDICT, "a")
    cache.trim()
    assert cache.get("a") is None


def test_what_was_not_asked_for_longest_goes_first(cache):
    for age, word in enumerate(["first", "second", "third"]):
        cache.put(VERDICT, word)
        for path in cache.folder.iterdir():
            os.utime(path, (path.stat().st_mtime - 1000 * age, path.stat().st_mtime - 1000 * age))
    assert cache.get("first") == VERDICT
    cache.trim(most=2)
    assert [cache.get(word) is None for word in ("first", "second", "third")] == [0, 1, 0]


def write_and_read(folder: Path, own: int) -> list:
    """What one process reads while several write the same verdict."""
    cache = VerdictCache(folder)
    found = []
    for _ in range(100):
        cache.put({"by": own, "long": "x" * 10_000}, "same")
        found.append(cache.get("same"))
    return found


def test_processes_that_write_at_once_read_whole_verdicts(cache):
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        found = [
            each for many in pool.map(write_and_read, [cache.folder] * 2, (1, 2)) for each in many
        ]
    assert len(found) == 200
    assert all(each is not None and len(each["long"]) == 10_000 for each in found)
    assert only_file(cache)
