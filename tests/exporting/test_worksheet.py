"""Tasks on paper: anybody gets them without solutions, and with them whoever gave the tasks up."""

from html import unescape

import pytest
from django.test import Client

from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Learner, Question
from quizzes.sittings import lifecycle
from tests.answering.all_kinds import Page, stored_quiz, task

QUIZ = "/quizzes/by-hand/worksheet/"


@pytest.fixture(autouse=True)
def quiz(all_kinds: Question):
    return stored_quiz("softmax", "grows", "in-order", "derive", "hold")


def words(response) -> str:
    return unescape(" ".join(response.content.decode().split()))


def solutions(client: Client, sheet: str = "1"):
    return client.post(QUIZ, {"sheet": sheet}, follow=True)


@pytest.mark.parametrize("kind", ["question", "topic", "quiz"])
def test_each_thing_has_a_sheet_without_any_answer(client, all_kinds, kind):
    address = {
        "question": f"{all_kinds.get_absolute_url()}worksheet/",
        "topic": "/topics/attention-scores/worksheet/",
        "quiz": QUIZ,
    }[kind]
    text = words(client.get(address))
    assert "What are the weights?" in text
    assert "EXPLAIN-" not in text
    assert "WHY-" not in text
    assert "Worked solution" not in text
    assert not Learner.objects.exists()


def test_naming_the_solutions_in_the_address_shows_none(client):
    text = words(client.get(f"{QUIZ}?solutions"))
    assert "EXPLAIN-" not in text
    assert "Worked solution" not in text
    assert not Attempt.objects.exists()


def test_whoever_asks_for_the_solutions_sees_all_and_has_seen_them(client):
    response = solutions(client)
    assert response.redirect_chain == [(f"{QUIZ}?sheet=1&solutions", 302)]
    assert words(response).count("Worked solution") == 5
    assert "EXPLAIN-SOFTMAX" in words(response)
    assert Attempt.objects.filter(way_shown=True).count() == 5
    assert Page(client, task("softmax", -1)).response.context["history"].way_shown


def test_somebody_else_with_the_same_address_sees_none(client):
    address = solutions(client).redirect_chain[0][0]
    text = words(Client().get(address))
    assert "EXPLAIN-" not in text


def test_asking_twice_stores_nothing_twice(client):
    solutions(client)
    solutions(client)
    assert Attempt.objects.count() == 5


def test_what_was_solved_on_the_site_is_shown_solved(client):
    shown = task("softmax", -1)
    Page(client, shown).answer(shown.kind.right_answer())
    text = words(client.get(f"{QUIZ}?sheet=1&solutions"))
    assert text.count("Worked solution") == 1
    assert "EXPLAIN-SOFTMAX" in text
    assert "Show solutions" in text


def test_another_sheet_has_other_numbers(client):
    one, two = (client.get(f"{QUIZ}?sheet={number}").context["rows"] for number in (1, 2))
    assert one[0].task.seed != two[0].task.seed
    assert one[1].task.seed == two[1].task.seed


@pytest.mark.parametrize("number", ["0", "9", "-1", "x", "", "99999999999", "٣"])
def test_a_sheet_that_there_is_not_is_not_found(client, number):
    for response in (client.get(QUIZ, {"sheet": number}), client.post(QUIZ, {"sheet": number})):
        assert response.status_code == 404
        assert "The sheets have the numbers 1 to 8" in words(response)
    assert not Attempt.objects.exists()


def test_an_unfinished_quiz_keeps_its_solutions_also_of_what_was_solved_before(
    learner_client, quiz
):
    client = learner_client("1" * 32)
    solutions(client)
    lifecycle.start(quiz, learner_with("1" * 32), "a" * 32)
    text = words(solutions(client))
    assert "Worked solution" not in text
    assert "EXPLAIN-" not in text
    assert "5 tasks of this sheet are part of a quiz" in text
    assert "Show solutions" not in text


def test_staff_see_the_solutions_and_nothing_is_recorded(staff_client):
    assert words(solutions(staff_client)).count("Worked solution") == 5
    assert "EXPLAIN-" not in words(staff_client.get(QUIZ))
    assert not Attempt.objects.exists()


def test_the_sheet_of_my_mistakes_is_that_of_the_learner(client):
    assert "There are no tasks here yet" in words(client.get("/mistakes/worksheet/"))
    Page(client, task("softmax")).answer("0.1 0.2 0.3 0.4")
    assert "What are the weights?" in words(client.get("/mistakes/worksheet/"))
    assert "There are no tasks here yet" in words(Client().get("/mistakes/worksheet/"))


def test_a_task_to_be_ordered_and_a_derivation_name_their_parts(client):
    text = words(client.get(QUIZ))
    assert "Add them up" in text
    assert "Scaled scores" in text
