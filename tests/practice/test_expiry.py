"""Open practice of nobody is closed after weeks; what was answered stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quizzes.answering.marking import give_up
from quizzes.answering.task import Task
from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Learner, PracticeSession, PracticeTask, Review
from quizzes.practice import expiry
from quizzes.practice import session as sessions

pytestmark = pytest.mark.usefixtures("all_kinds")
NOW = timezone.now()
CUT = NOW - timedelta(days=30)
LONG_AGO = CUT - timedelta(days=1)


def begun(learner: Learner | None = None, letter: str = "a") -> PracticeSession:
    """A session that was started long ago."""
    who = learner or learner_with("1" * 32)
    return sessions.start(who, letter * 32, 5, "tasks", LONG_AGO)


def answered(session: PracticeSession, ago: timedelta) -> Attempt:
    """The answer to the first task of a session, this long before the cut."""
    task = session.tasks.get(number=1)
    attempt = give_up(Task(task.item, task.seed), session.learner, "b" * 32, None).attempt
    # A record is only added to, so that its time takes a query of another class.
    Attempt._base_manager.filter(pk=attempt.pk).update(created_at=CUT - ago)
    return attempt


def test_one_in_which_nothing_was_answered_goes():
    begun()
    assert expiry.expire(CUT) == 1
    assert not PracticeSession.objects.exists()
    assert not PracticeTask.objects.exists()
    assert expiry.expire(CUT) == 0


def test_one_with_answers_ends_at_the_last_of_them_and_they_stay():
    session = begun()
    attempt = answered(session, timedelta(hours=1))
    assert expiry.expire(CUT) == 1
    session.refresh_from_db()
    assert session.finished_at == CUT - timedelta(hours=1)
    assert PracticeTask.objects.get().attempt == attempt
    assert Review.objects.count() == 1
    assert sessions.summary_of(session).answered == 1


def test_one_that_was_started_or_answered_later_stays_open():
    answered(begun(), -timedelta(hours=1))
    sessions.start(learner_with("2" * 32), "c" * 32, 5, "tasks", CUT)
    assert expiry.expire(CUT) == 0
    assert PracticeSession.objects.filter(finished_at=None).count() == 2


def test_one_of_an_account_and_one_that_ended_stay():
    begun(Learner(user=User.objects.create_user("ada")))
    sessions.finish(begun(letter="d"), LONG_AGO)
    assert expiry.expire(CUT) == 0
    assert PracticeSession.objects.count() == 2


def test_many_go_in_short_transactions(monkeypatch):
    monkeypatch.setattr(expiry, "BATCH", 2)
    for letter in "abcde":
        begun(learner_with(letter * 32), letter)
    assert expiry.expire(CUT) == 5


def test_who_goes_on_just_after_it_went_reads_a_sentence(client: Client, monkeypatch):
    token = client.get("/practice/").context["token"]
    client.post("/practice/", {"token": token, "length": "5 tasks"})
    session = PracticeSession.objects.get()
    PracticeSession.objects.update(started_at=LONG_AGO)
    choose = sessions.choose

    def chosen_then_expired(*args):
        found = choose(*args)
        expiry.expire(CUT)
        return found

    monkeypatch.setattr(sessions, "choose", chosen_then_expired)
    address = reverse("practice-next", args=[session.pk])
    response = client.post(address, {"number": "1"}, follow=True)
    assert response.status_code == 404
    assert "could not find this practice session" in response.content.decode()


def test_the_command_says_how_many():
    begun()
    out = StringIO()
    call_command("expire_sittings", stdout=out)
    assert "Closed 1 open practice session of visitors without an account" in out.getvalue()
