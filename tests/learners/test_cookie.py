"""Who is answering: the signed cookie set with the first answer, or the signed-in user."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client

from quizzes.learners import cookie as learners
from quizzes.models import Attempt, Learner, Quiz
from tests.answering.all_kinds import KEYS, Page, stored_quiz, task

pytestmark = pytest.mark.usefixtures("all_kinds")


def answered(client, key="dot"):
    page = Page(client, task(key))
    page.answer(page.task.kind.right_answer())
    return page.response


def test_no_page_sets_the_cookie_before_the_first_answer(client):
    stored_quiz("dot")
    for address in ("/", "/questions/", "/questions/weights/", "/quizzes/", "/quizzes/by-hand/"):
        client.get(address)
    for key in KEYS:
        client.get(task(key).address)
    assert learners.COOKIE_NAME not in client.cookies


def test_the_first_answer_sets_a_cookie_that_scripts_cannot_read(client):
    cookie = answered(client).cookies[learners.COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == 365 * 24 * 60 * 60
    assert not cookie["domain"]


def test_behind_tls_the_cookie_goes_over_tls_only(settings, rf):
    settings.BEHIND_TLS = True
    request = rf.post("/")
    request.user = AnonymousUser()
    response = HttpResponse()
    learners.remember_learner(request, response, learners.learner_with("0" * 32))
    assert response.cookies[learners.COOKIE_NAME]["secure"]


def test_a_learner_stays_the_same_from_answer_to_answer(client):
    answered(client, "dot")
    answered(client, "softmax")
    (learner,) = Learner.objects.all()
    assert len(learner.browser_id) == 32
    assert learner.attempts.count() == 2


def test_two_browsers_are_two_learners(client):
    answered(client)
    answered(Client())
    assert Attempt.objects.values("learner").distinct().count() == 2


def test_a_tampered_cookie_is_ignored(client):
    answered(client)
    cookie = client.cookies[learners.COOKIE_NAME]
    other = Client()
    other.cookies[learners.COOKIE_NAME] = "user-1" + cookie.value[6:]
    page = Page(other, task("dot"))
    assert page.response.status_code == 200
    assert not page.response.context["history"].way_shown
    answered(other)
    assert Attempt.objects.values("learner").distinct().count() == 2


def test_a_signed_in_user_is_the_same_learner_on_every_device(client):
    user = get_user_model().objects.create_user("ada", password="a long enough password")
    client.force_login(user)
    response = answered(client)
    assert Attempt.objects.get().learner.user == user
    assert learners.COOKIE_NAME not in response.cookies


def test_a_newcomer_who_starts_a_quiz_is_remembered(client):
    quiz: Quiz = stored_quiz("dot")
    token = client.get(quiz.get_absolute_url()).context["token"]
    client.post(quiz.get_absolute_url(), {"token": token})
    assert learners.COOKIE_NAME in client.cookies


def test_two_first_answers_of_a_browser_are_of_one_learner(client):
    """As if sent at once, from two tabs: the second request does not have the cookie yet."""
    first, second = Page(client, task("dot")), Page(client, task("softmax"))
    first.answer(first.task.kind.right_answer())
    del client.cookies[learners.COOKIE_NAME]
    second.answer(second.task.kind.right_answer())
    assert Learner.objects.get().attempts.count() == 2


def test_a_copy_of_a_newcomers_page_makes_nobody_that_newcomer(client):
    """The form has a token, and a page may be mailed or saved; the browser keeps its secret."""
    page = Page(client, task("dot"))
    token = page.token
    page.answer(page.task.kind.right_answer())
    thief = Page(Client(), task("dot"))
    thief.post({"token": token, "answer": thief.task.kind.right_answer()})
    assert Attempt.objects.values("learner").distinct().count() == 2


@pytest.mark.parametrize(
    ("named", "kept"),
    [("Pacific/Honolulu", "Pacific/Honolulu"), ("../../etc/passwd", "UTC"), ("Mars", "UTC")],
)
def test_the_time_zone_that_the_browser_names_is_kept_if_it_is_one(client, named, kept):
    client.cookies["time_zone"] = named
    answered(client)
    assert Learner.objects.get().time_zone == kept


def test_a_traveler_has_the_days_of_where_they_are_and_without_a_word_those_of_before(client):
    answered(client, "dot")
    assert Learner.objects.get().time_zone == "UTC"
    client.cookies["time_zone"] = "Europe/Prague"
    answered(client, "softmax")
    del client.cookies["time_zone"]
    answered(client, "weights")
    assert Learner.objects.get().time_zone == "Europe/Prague"
