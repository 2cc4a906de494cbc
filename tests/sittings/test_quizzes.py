"""The list of quizzes, the page of one quiz, and how a sitting is started."""

import pytest
from django.test import Client

from quizzes.bank.store.quizzes import save_quiz
from quizzes.learners.cookie import COOKIE_NAME, learner_with
from quizzes.models import Item, Quiz, Sitting
from quizzes.sittings.lifecycle import start
from tests.answering.all_kinds import KEYS, QUIZ, Page, stored_quiz, task

pytestmark = pytest.mark.usefixtures("all_kinds")


def html(response) -> str:
    return response.content.decode()


def started(client, quiz) -> Sitting:
    token = client.get(quiz.get_absolute_url()).context["token"]
    client.post(quiz.get_absolute_url(), {"token": token})
    return Sitting.objects.first()


def test_an_empty_list_says_so_and_leads_on(client):
    response = client.get("/quizzes/")
    assert response.status_code == 200
    assert "There are no quizzes yet." in html(response)
    assert 'href="/questions/"' in html(response)


def test_the_list_tells_how_many_tasks_and_how_long(client):
    stored_quiz("dot", "weights")
    text = html(client.get("/quizzes/"))
    assert "Weights by hand" in text
    assert "2 tasks, about 7 minutes" in text


def test_a_draft_is_not_listed_and_cannot_be_opened(client):
    save_quiz(
        Quiz(slug="draft"),
        QUIZ.format(items="weights/dot").replace("status: published", "status: draft"),
    )
    assert "Weights by hand" not in html(client.get("/quizzes/"))
    response = client.get("/quizzes/draft/")
    assert response.status_code == 404
    assert "There is no such quiz" in html(response)


def test_its_page_tells_what_to_expect(client):
    quiz = stored_quiz("grows", "which-weights", "weights")
    text = html(client.get(quiz.get_absolute_url()))
    assert "From scores to weights." in text
    assert "3 tasks: 2 × choose one, a matrix" in text
    assert "About 8 minutes" in text
    assert "Pass mark: 60%" in text


def test_reading_it_starts_nothing(client):
    client.get(stored_quiz("dot").get_absolute_url())
    assert not Sitting.objects.exists()


def test_the_plan_fixes_tasks_versions_and_seeds_in_order(client):
    quiz = stored_quiz(*reversed(KEYS))
    plan = started(client, quiz).plan
    items = Item.objects.in_bulk([row["item"] for row in plan])
    assert [items[row["item"]].key for row in plan] == list(reversed(KEYS))
    assert all(row["seed"] in items[row["item"]].seeds for row in plan)
    assert all(row["version"] == items[row["item"]].version for row in plan)


def test_the_same_form_twice_starts_one_sitting(client):
    quiz = stored_quiz("dot")
    token = client.get(quiz.get_absolute_url()).context["token"]
    first = client.post(quiz.get_absolute_url(), {"token": token})
    second = client.post(quiz.get_absolute_url(), {"token": token})
    # At once: the request does not have the learner's cookie yet.
    del client.cookies[COOKIE_NAME]
    third = client.post(quiz.get_absolute_url(), {"token": token})
    assert first.url == second.url == third.url
    assert Sitting.objects.count() == 1


def test_a_sitting_prefers_numbers_that_the_learner_has_not_met(client):
    quiz = stored_quiz("dot")
    for nth in range(7):
        page = Page(client, task("dot", nth))
        page.give_up()
    assert started(client, quiz).plan[0]["seed"] == task("dot", 7).seed


def test_two_sittings_may_have_different_numbers():
    quiz = stored_quiz("dot")
    plans = [start(quiz, learner_with("1" * 32), f"{n:032d}").plan for n in range(20)]
    assert len({plan[0]["seed"] for plan in plans}) > 1


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_forged_form_starts_nothing(client, token):
    quiz = stored_quiz("dot")
    response = client.post(quiz.get_absolute_url(), {"token": token})
    assert response.status_code == 400
    assert "Nothing was started" in html(response)
    assert not Sitting.objects.exists()


def test_without_the_csrf_token_nothing_is_started():
    quiz = stored_quiz("dot")
    client = Client(enforce_csrf_checks=True)
    token = client.get(quiz.get_absolute_url()).context["token"]
    assert client.post(quiz.get_absolute_url(), {"token": token}).status_code == 403
    assert not Sitting.objects.exists()


def test_withdrawn_tasks_are_not_planned_and_a_quiz_of_none_says_so(client):
    quiz = stored_quiz("dot", "softmax")
    Item.objects.filter(key="dot").update(retired=True)
    assert len(started(client, quiz).plan) == 1
    token = client.get(quiz.get_absolute_url()).context["token"]
    Item.objects.filter(key="softmax").update(retired=True)
    response = client.post(quiz.get_absolute_url(), {"token": token})
    assert response.status_code == 409
    assert "no tasks at the moment" in html(response)
    assert "no tasks at the moment" in html(client.get(quiz.get_absolute_url()))


def test_who_comes_back_is_led_to_the_running_sitting_and_to_earlier_results(client):
    quiz = stored_quiz("dot")
    first = started(client, quiz)
    text = html(client.get(quiz.get_absolute_url()))
    assert "Your answers are saved." in text
    assert f'href="{first.get_absolute_url()}"' in text
    client.post(first.get_absolute_url(), {"action": "finish_anyway"})
    text = html(client.get(quiz.get_absolute_url()))
    assert ">Continue</a>" not in text
    assert f'href="{first.get_absolute_url()}results/"' in text


def test_others_do_not_see_that_it_was_started(client):
    quiz = stored_quiz("dot")
    started(client, quiz)
    assert ">Continue</a>" not in html(Client().get(quiz.get_absolute_url()))
