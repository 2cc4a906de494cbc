"""The diagnostic in the browser: it adapts, ends, and gives a profile without a grade."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from quizzes.answering.task import Task
from quizzes.models import Card, CardKind, PracticeSession, PracticeTask, Question, Review
from quizzes.planning.skills import skills_of_topic
from tests.answering.all_kinds import Page
from tests.fixtures import stored_card

pytestmark = pytest.mark.usefixtures("placed")


def words(response) -> str:
    return " ".join(response.content.decode().split())


def begin(client: Client):
    token = client.get("/diagnostic/").context["token"]
    return client.post("/diagnostic/", {"token": token}, follow=True)


def current() -> PracticeTask:
    return PracticeTask.objects.select_related("item__question__topic", "session").latest("pk")


def answer(client: Client, *, right: bool):
    """Answers the task at hand and goes on."""
    asked = current()
    page = Page(client, Task(asked.item, asked.seed))
    kind = page.task.kind
    wrong = next(r for r in ("A", "B", "C") if kind.judge(r).verdict != "right")
    page.answer(kind.right_answer() if right else wrong)
    assert "Next task" in page.text
    return skip(client)


def skip(client: Client, **fields: str):
    asked = current()
    address = f"/practice/{asked.session_id}/next/"
    return client.post(address, {"number": asked.number, **fields}, follow=True)


def topic() -> str:
    return current().item.question.topic.slug


def test_a_newcomer_starts_with_one_click_and_is_asked_from_the_middle(client):
    page = words(client.get("/diagnostic/"))
    assert "2 to 6 short tasks" in page
    response = begin(client)
    assert "Diagnostic, task 1 of up to 15" in words(response)
    assert "I don’t know" in words(response)
    assert topic() == "scores"


def test_right_answers_skip_what_a_topic_builds_on_and_end_with_a_profile(client):
    begin(client)
    answer(client, right=True)
    assert topic() == "masks"
    page = words(answer(client, right=True))
    assert "2 of 2 tasks right on the first try" in page
    assert "Not asked: a topic that builds on it was right" in page
    assert not re.search(r"passed|%", page.partition("<main")[2])
    assert PracticeTask.objects.count() == 2


def test_a_topic_with_a_wrong_answer_is_asked_again_with_another_task_if_it_has_one(client):
    begin(client)
    seen = []
    while PracticeSession.objects.get().finished_at is None:
        seen.append((topic(), current().item_id))
        response = answer(client, right=False)
    # Geometry has a single task.
    assert sorted(slug for slug, _ in seen) == ["geometry", "masks", "masks", "scores", "scores"]
    assert len({item for _, item in seen}) == len(seen)
    assert "0 of 5 tasks right on the first try" in words(response)
    assert "To learn: no task right yet" in words(response)


def test_saying_that_one_does_not_know_is_an_answer(client):
    begin(client)
    skip(client)
    response = skip(client, end="1")
    assert "To learn: no task right yet" in words(response)
    assert "Not asked: the diagnostic ended first" in words(response)


def test_ending_at_once_says_that_nothing_is_known_of_the_learner(client):
    begin(client)
    assert "You did not answer any tasks" in words(skip(client, end="1"))


def test_the_answers_count_as_reviews_among_mixed_tasks(client):
    begin(client)
    answer(client, right=True)
    (card,) = Card.objects.filter(kind=CardKind.SKILL)
    assert (card.streak, card.streak_mixed) == (1, 1)
    assert Review.objects.get().is_mixed


def test_what_the_record_shows_as_known_is_not_asked(client):
    begin(client)
    learner = PracticeSession.objects.get().learner
    skip(client, end="1")
    for skill in skills_of_topic("scores"):
        stored_card(learner, CardKind.SKILL, skill, timezone.now().date(), streak=2)
    begin(client)
    seen = set()
    while PracticeSession.objects.latest("started_at").finished_at is None:
        seen.add(topic())
        response = answer(client, right=False)
    assert seen == {"geometry", "masks"}
    assert "Not asked: a topic that builds on it was right" in words(response)


def test_an_unfinished_diagnostic_is_gone_on_with(client):
    begin(client)
    page = client.get("/diagnostic/")
    assert "You have a diagnostic in progress" in words(page)
    assert str(PracticeSession.objects.get().pk) in words(page)


def test_the_old_address_leads_to_it(client):
    assert client.get("/quizzes/diagnostic/").url == "/diagnostic/"


def test_somebody_elses_profile_is_not_found(client):
    begin(client)
    skip(client, end="1")
    address = PracticeSession.objects.get().get_absolute_url()
    assert client.get(address).status_code == 200
    assert Client().get(address).status_code == 404


def test_a_form_that_was_not_made_here_starts_nothing(client):
    assert client.post("/diagnostic/", {"token": "made up"}).status_code == 400
    assert not PracticeSession.objects.exists()


def test_an_empty_bank_says_so(client, placed):
    Question.objects.update(status="draft")
    assert "No questions are published yet" in words(client.get("/diagnostic/"))
    token = client.get("/diagnostic/").context["token"]
    response = client.post("/diagnostic/", {"token": token})
    assert response.status_code == 409


class TestPracticeOfOneTopic:
    def start(self, client, **fields):
        token = client.get("/practice/?topic=masks").context["token"]
        sent = {"token": token, "length": "5 tasks", "topic": "masks"} | fields
        return client.post("/practice/", sent, follow=True)

    def test_only_its_tasks_are_asked_and_they_do_not_count_as_mixed(self, client):
        assert "Practice: Masks" in words(client.get("/practice/?topic=masks"))
        self.start(client)
        for _ in range(4):
            assert topic() == "masks"
            skip(client)
        answer(client, right=True)
        assert not Review.objects.get().is_mixed

    def test_an_unknown_topic_shows_practice_of_everything(self, client):
        page = client.get("/practice/?topic=nothing")
        assert page.status_code == 200
        assert page.context["topic"] is None
