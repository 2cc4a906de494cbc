"""A learner taking a quiz in the tests, one task at a time, by a clock that the test sets."""

from datetime import datetime, timedelta

from django.test import Client

from quizzes.answering.task import Task
from quizzes.models import Item, Quiz, Sitting
from quizzes.sittings.lifecycle import planned
from tests.answering.all_kinds import stored_quiz

HTMX = {"HX-Request": "true"}


def words(response) -> str:
    return " ".join(response.content.decode().split())


def begun(client: Client, *keys: str, clock: str = "") -> Sitting:
    """A new sitting of a quiz with these items; without any, of the quiz that is stored."""
    quiz = stored_quiz(*keys) if keys else Quiz.objects.get()
    address = quiz.get_absolute_url()
    token = client.get(address).context["token"]
    client.post(address, {"token": token, "clock": clock})
    return Sitting.objects.select_related("learner").order_by("-started_at")[0]


def ends(sitting: Sitting, at: datetime) -> Sitting:
    """The same sitting with the end of its clock moved, so that no test has to wait."""
    Sitting.objects.filter(pk=sitting.pk).update(ends_at=at, started_at=at - timedelta(minutes=12))
    return Sitting.objects.select_related("learner").get(pk=sitting.pk)


def page(sitting: Sitting, number: int) -> str:
    return f"{sitting.get_absolute_url()}{number}/"


def field(sitting: Sitting, number: int) -> str:
    return f"answer-{sitting.plan[number - 1]['item']}"


def post(client: Client, sitting: Sitting, number: int, raw: str, action: str = "", **headers):
    data = {field(sitting, number): raw, "action": action}
    return client.post(page(sitting, number), data, headers=headers.get("headers", {}))


def task_at(sitting: Sitting, number: int) -> Task:
    task = planned(sitting)[number - 1].task
    assert task is not None
    return task


def key_at(sitting: Sitting, number: int) -> str:
    return Item.objects.get(pk=sitting.plan[number - 1]["item"]).key
