"""While another process holds SQLite's write lock every page is still read at once."""

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from tests.durability.bank import TASK, write_bank
from tests.durability.locking import locked
from tests.learner import Learner
from tests.prepared import Content, Prepared
from tests.serving import Site

QUIZ = (
    "---\ntitle: Dots\nstatus: published\npass_mark: 60\nitems: [question-1/dot]\n---\nBy hand.\n"
)


def write_quiz(folder: Path) -> None:
    write_bank(folder, 1)
    (folder / "quizzes").mkdir()
    (folder / "quizzes" / "dots.md").write_text(QUIZ)


ONE_QUIZ = Content("one_quiz", write_quiz)
# As many as the default start has threads.
WRITERS = 4


@pytest.fixture
def site(prepared: Prepared, tmp_path: Path) -> Iterator[Site]:
    site = prepared.site(tmp_path, ONE_QUIZ)
    site.start(prepared=True)
    yield site
    site.stop()


PAGES = (
    *("/", "/questions/", "/questions/?q=attention", "/topics/", "/glossary/", "/quizzes/"),
    *("/workbench/", "/labs/", "/healthz", "/admin/login/", "/typing/", "/api/v1/questions"),
    *("/questions/question-1/", TASK, "/quizzes/dots/"),
)


def test_every_page_is_read_by_a_newcomer_and_by_somebody_known(site: Site) -> None:
    known = Learner(site.port)
    assert known.post(known.form(TASK), answer="123").status == 200
    sitting = known.post(known.form("/quizzes/dots/")).location
    with locked(site):
        assert known.get(sitting).status == 200
        for learner in (known, Learner(site.port)):
            assert {path: learner.get(path).status for path in PAGES} == dict.fromkeys(PAGES, 200)


def test_a_reader_does_not_wait_behind_writers_who_wait(site: Site) -> None:
    writers = [Learner(site.port) for _number in range(WRITERS)]
    forms = [writer.form(TASK) for writer in writers]
    answered: Queue[tuple[int, bool]] = Queue()

    def post(number: int) -> None:
        answer = writers[number].post(forms[number], answer="123.5")
        answered.put((answer.status, "123.5" in answer.text))

    posts = [threading.Thread(target=post, args=[number]) for number in range(WRITERS)]
    with locked(site):
        for thread in posts:
            thread.start()
        # Of several writers in one process only the first waits for the lock.
        first = answered.get()
        assert Learner(site.port).get("/questions/question-1/").status == 200
        assert any(thread.is_alive() for thread in posts), "the reader waited for all writers"
    for thread in posts:
        thread.join()
    others = [answered.get() for _number in range(WRITERS - 1)]
    assert first == (503, True)
    assert {status for status, _kept in others} <= {200, 503}
    assert all(kept for _status, kept in others)
