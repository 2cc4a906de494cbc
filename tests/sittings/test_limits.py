"""What one person and one address can have stored: boxes, unfinished quizzes, starts in an hour."""

import json

import pytest
from django.test import Client

from quizzes.answering.marking import mark
from quizzes.answering.task import Task
from quizzes.items import KINDS
from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Item, Learner, SavedAnswer, Sitting
from quizzes.sittings import lifecycle, starts
from tests.answering.all_kinds import KEYS, stored_quiz

pytestmark = pytest.mark.usefixtures("all_kinds")


def start(client: Client, address: str):
    return client.post(address, {"token": client.get(address).context["token"]})


def task(key: str) -> Task:
    item = Item.published.get(key=key)
    return Task(item, item.seeds[0])


def words(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_kind_takes_more_than_four_thousand_characters_in_a_box(kind):
    assert 100 <= kind.longest <= 4_000


@pytest.mark.parametrize("key", KEYS)
def test_the_right_answer_of_a_kind_is_far_within_its_limit(key):
    shown = task(key)
    shown.kind.refuse_too_long(shown.kind.right_answer() + " " * (shown.kind.longest // 2))


@pytest.mark.parametrize("key", KEYS)
def test_an_answer_past_the_limit_is_refused_with_the_limit_and_stored_nowhere(key):
    shown = task(key)
    most = shown.kind.longest * max(1, len(shown.kind.step_titles()))
    with pytest.raises(ValueError, match=f"longer than {most:,} characters"):
        mark(shown, learner_with("1" * 32), "a" * 32, " " * (most + 1), None)
    assert not Attempt.objects.exists()


def test_one_step_alone_may_not_fill_the_room_of_all(client):
    shown = task("derive")
    step, title = next(iter(shown.kind.step_titles().items()))
    page = client.get(shown.address)
    text = "1 " * 2_001
    response = client.post(shown.address, {"token": page.context["token"], f"answer-{step}": text})
    assert response.status_code == 422
    assert f"{title}: this answer is longer than 4,000 characters" in response.content.decode()
    assert text in response.content.decode()


@pytest.mark.parametrize("names", [{"junk": "1" * 100_000}, {"scores": 5}])
def test_a_program_cannot_hide_a_long_text_among_the_steps(names):
    with pytest.raises(ValueError, match=r"longer than|at least one step"):
        mark(task("derive"), learner_with("1" * 32), "a" * 32, json.dumps(names), None)


def test_what_is_too_long_for_a_quiz_stays_on_its_page_whole(client):
    start(client, stored_quiz("dot", "softmax").get_absolute_url())
    sitting = Sitting.objects.get()
    dot, softmax = (row["item"] for row in sitting.plan)
    text = "1 " * 2_000 + "the end"
    data = {f"answer-{dot}": "3", f"answer-{softmax}": text, "action": "finish_anyway"}
    response = client.post(sitting.get_absolute_url(), data)
    assert response.status_code == 422
    assert text in response.content.decode()
    assert "1 answer couldn't be saved" in words(response)
    assert dict(SavedAnswer.objects.values_list("item", "raw")) == {dot: "3"}
    assert not Attempt.objects.exists()


def test_one_person_has_at_most_thirty_unfinished_quizzes(client):
    address = stored_quiz("dot").get_absolute_url()
    start(client, address)
    learner = Learner.objects.get()
    for number in range(lifecycle.MOST_RUNNING - 1):
        latest = lifecycle.start(Sitting.objects.first().quiz, learner, f"{number:032}")
    refused = start(client, address)
    assert refused.status_code == 409
    assert "You have 30 unfinished quizzes" in words(refused)
    assert f'href="{latest.get_absolute_url()}"' in words(refused)
    assert Sitting.objects.count() == lifecycle.MOST_RUNNING
    lifecycle.finish(latest, latest.started_at)
    assert start(client, address).status_code == 302


def test_newcomers_of_one_address_are_counted_together_and_told_when_to_come_back(monkeypatch):
    monkeypatch.setattr(starts, "MOST_STARTS", 3)
    address = stored_quiz("dot").get_absolute_url()
    assert [start(Client(), address).status_code for _newcomer in range(3)] == [302] * 3
    refused = start(Client(), address)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert "Try again in" in words(refused)
    assert Sitting.objects.count() == 3
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    assert start(elsewhere, address).status_code == 302


def test_a_class_of_forty_can_start_seven_quizzes_each_within_an_hour():
    assert [starts.seconds_to_wait("203.0.113.7", 1_800.0) for _start in range(280)] == [0] * 280


def test_the_next_hour_begins_anew():
    waits = [starts.seconds_to_wait("203.0.113.7", 3_599.0) for _start in range(301)]
    assert waits[299:] == [0, 1]
    assert starts.seconds_to_wait("203.0.113.7", 3_600.0) == 0
    assert starts.refusal(1).count("in 1 minute.") == 1
