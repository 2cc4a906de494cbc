"""What is done again and again: each job runs, twice does no harm, and a failure stops no other."""

import logging
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.contrib.sessions.models import Session

from quizzes.jobs.in_process import FIRST_AFTER, Rounds, run
from quizzes.jobs.periodic import JOBS, Job, clear_away
from quizzes.models import Attempt, Item, PracticeSession
from quizzes.practice.expiry import remove_empty
from tests.fixtures import kept_learner, stored_attempt

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=40)


def never() -> bool:
    return False


def noted(done: list[str], name: str, every: timedelta, fails: bool = False) -> Job:
    def note(now: datetime, is_stopping: object) -> None:
        done.append(name)
        if fails:
            raise OSError("gone")

    return Job(name, note, every)


@pytest.mark.django_db
def test_every_job_may_run_twice_on_an_empty_site() -> None:
    for _ in range(2):
        for job in JOBS:
            job.run(NOW, never)


def test_each_runs_at_its_own_pace() -> None:
    done: list[str] = []
    jobs = [noted(done, "often", timedelta(minutes=1)), noted(done, "seldom", timedelta(hours=1))]
    rounds = Rounds(NOW, jobs)
    rounds.run_due(NOW, never)
    assert done == [], "not while the server starts"
    for minute in range(60):
        rounds.run_due(NOW + FIRST_AFTER + timedelta(minutes=minute), never)
    assert done.count("often") == 60
    assert done.count("seldom") == 1


def test_a_failure_is_logged_tried_again_and_stops_no_other(caplog) -> None:
    done: list[str] = []
    jobs = [
        noted(done, "failing", timedelta(hours=1), fails=True),
        noted(done, "other", timedelta(hours=1)),
    ]
    rounds = Rounds(NOW, jobs)
    moments = []
    now = NOW + FIRST_AFTER
    with caplog.at_level(logging.ERROR):
        for _ in range(5):
            rounds.run_due(now, never)
            moments.append(now)
            now = rounds.due_at[jobs[0]]
    assert done.count("failing") == 5
    assert "other" in done
    assert "The job failing failed and is tried again in" in caplog.text
    waits = [later - before for before, later in pairwise(moments)]
    assert timedelta(seconds=20) <= waits[0] <= timedelta(seconds=30)
    assert timedelta(seconds=160) <= waits[-1] <= timedelta(seconds=240)


def test_a_job_that_fails_for_weeks_is_tried_at_its_usual_pace() -> None:
    job = noted([], "failing", timedelta(minutes=2), fails=True)
    rounds = Rounds(NOW, [job])
    rounds.failures[job] = 10_000
    rounds.run_due(NOW + FIRST_AFTER, never)
    assert rounds.next_at <= NOW + FIRST_AFTER + timedelta(minutes=3)


@pytest.mark.django_db
def test_it_stops_when_told_to() -> None:
    done: list[str] = []
    jobs = [noted(done, "a", timedelta(seconds=1)), noted(done, "b", timedelta(seconds=1))]
    clock = iter(NOW + timedelta(seconds=10 * n) for n in range(100))
    run(lambda: bool(done), lambda seconds: None, lambda: next(clock), jobs)
    assert done == ["a"]


@pytest.mark.django_db
def test_sessions_that_have_run_out_are_cleared() -> None:
    for name, ends in (("old", LONG_AGO), ("new", NOW + timedelta(days=36_500))):
        Session.objects.create(session_key=name, session_data="x", expire_date=ends)
    clear_away(NOW, never)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def practice(learner, token: str, finished_at: datetime | None) -> PracticeSession:
    return PracticeSession.objects.create(
        learner=learner,
        token=token,
        length=5,
        unit="tasks",
        started_at=LONG_AGO - timedelta(hours=1),
        finished_at=finished_at,
    )


@pytest.mark.django_db
def test_practice_that_ended_long_ago_without_an_answer_is_removed_and_no_other(bank) -> None:
    learner = kept_learner("a" * 32)
    item = Item.objects.filter(kind="matrix").get()
    empty, recent, answered = (
        practice(learner, "1", LONG_AGO),
        practice(learner, "2", NOW),
        practice(learner, "3", LONG_AGO),
    )
    open_one = practice(learner, "4", None)
    given = stored_attempt("a" * 32, item, "right")
    for session, attempt in ((empty, None), (answered, given)):
        session.tasks.create(
            number=1, item=item, item_version=1, seed=1, reason="new", attempt=attempt
        )
    assert remove_empty(NOW - timedelta(days=30)) == 1
    assert set(PracticeSession.objects.all()) == {recent, answered, open_one}
    assert Attempt.objects.count() == 1
    assert remove_empty(NOW - timedelta(days=30)) == 0
