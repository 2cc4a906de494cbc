"""A form is good for a week. After that the page keeps what was typed and gives a fresh form."""

import time

import pytest

from quizzes.answering.form_tokens import (
    FormExpired,
    TaskExpired,
    issue_item_token,
    issue_quiz_token,
    read_quiz_token,
    task_of_token,
)
from quizzes.models import Attempt, Learner, Sitting
from tests.answering.all_kinds import stored_quiz, task

pytestmark = pytest.mark.usefixtures("all_kinds")
WEEK = 7 * 24 * 60 * 60


def issued(shown, at: float) -> str:
    return issue_item_token(shown.item.pk, shown.item.version, shown.seed, at)


def test_a_form_is_good_for_a_week_and_not_a_second_longer():
    shown, quiz = task("dot"), issue_quiz_token(5, 1000)
    assert task_of_token(shown.item, issued(shown, 1000), now=1000 + WEEK)[0].seed == shown.seed
    with pytest.raises(TaskExpired):
        task_of_token(shown.item, issued(shown, 1000), now=1001 + WEEK)
    assert len(read_quiz_token(quiz, 5, 1000 + WEEK)) == 32
    with pytest.raises(FormExpired):
        read_quiz_token(quiz, 5, 1001 + WEEK)


def test_a_form_of_a_clock_that_is_ahead_is_good():
    shown = task("dot")
    assert task_of_token(shown.item, issued(shown, 2000), now=1000)[0].seed == shown.seed


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_an_old_page_keeps_what_was_typed_and_can_be_sent_again(client, headers):
    shown = task("dot")
    data = {"answer": "123.5", "token": issued(shown, time.time() - WEEK - 60)}
    response = client.post(shown.address, data, headers=headers)
    assert response.status_code == 409
    assert "opened more than 7 days ago" in response.content.decode()
    assert 'value="123.5"' in response.content.decode()
    assert not Attempt.objects.exists()
    assert not Learner.objects.exists()
    data["token"] = response.context["token"]
    assert client.post(shown.address, data, headers=headers).status_code == 200
    assert Attempt.objects.get().raw == "123.5"


def test_an_old_page_of_a_quiz_starts_nothing_and_can_be_sent_again(client):
    quiz = stored_quiz("dot")
    old = issue_quiz_token(quiz.pk, time.time() - WEEK - 60)
    response = client.post(quiz.get_absolute_url(), {"token": old})
    assert response.status_code == 409
    assert "so nothing was started" in response.content.decode()
    assert not Sitting.objects.exists()
    fresh = {"token": response.context["token"]}
    assert client.post(quiz.get_absolute_url(), fresh).status_code == 302


def test_a_program_is_told_to_read_the_item_again(client):
    token = client.post("/api/v1/learners").json()["token"]
    shown = task("dot")
    data = {"answer": "123.5", "token": issued(shown, time.time() - WEEK - 60)}
    response = client.post(
        "/api/v1/questions/weights/items/dot/attempts",
        data,
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert response.status_code == 409
    assert "Read the item again" in response.json()["detail"]
