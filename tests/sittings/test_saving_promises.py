"""Saving at the limit, starting what has no tasks, and what a sitting knows of earlier practice."""

import pytest
from django.test import Client

from quizzes.answering.marking import give_up
from quizzes.answering.task import Task
from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Item, SavedAnswer, Sitting
from quizzes.sittings import lifecycle
from tests.answering.all_kinds import stored_quiz

pytestmark = pytest.mark.usefixtures("all_kinds")

LIMIT = 4_000


def begun(client: Client, *keys: str) -> Sitting:
    address = stored_quiz(*keys).get_absolute_url()
    client.post(address, {"token": client.get(address).context["token"]})
    return Sitting.objects.get()


@pytest.mark.parametrize(("length", "saved"), [(LIMIT, True), (LIMIT + 1, False)])
def test_an_answer_of_exactly_the_limit_is_saved(client, length, saved):
    sitting = begun(client, "softmax")
    field = f"answer-{sitting.plan[0]['item']}"
    client.post(sitting.get_absolute_url(), {field: "1" * length, "action": "save"})
    assert SavedAnswer.objects.filter(raw="1" * LIMIT).exists() == saved


def test_a_quiz_that_lost_its_tasks_leads_back_to_all_quizzes(client):
    address = stored_quiz("dot").get_absolute_url()
    token = client.get(address).context["token"]
    Item.objects.update(retired=True)
    response = client.post(address, {"token": token})
    assert response.status_code == 409
    assert '<a href="/quizzes/">All quizzes</a>' in " ".join(response.content.decode().split())
    assert not Sitting.objects.exists()


@pytest.mark.parametrize("seen", [True, False])
def test_it_is_kept_whether_the_solution_of_these_numbers_had_been_seen(seen):
    learner = learner_with("1" * 32)
    dot = Item.published.get(key="dot")
    for seed in dot.seeds if seen else ():
        give_up(Task(dot, seed), learner, f"{seed:032}", None)
    sitting = lifecycle.start(stored_quiz("dot"), learner, "a" * 32)
    lifecycle.finish(sitting, sitting.started_at)
    assert Attempt.objects.get(sitting=sitting).way_shown is seen
