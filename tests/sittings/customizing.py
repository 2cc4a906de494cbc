"""A learner who makes and takes custom quizzes in the tests."""

from django.test import Client

from quizzes.models import CustomQuiz, Sitting
from tests.sittings.taking import post, task_at

NEW = "/quizzes/custom/"


def post_choice(client: Client, **choice: object):
    token = client.get(NEW).context["token"]
    return client.post(NEW, {"token": token} | choice)


def made(client: Client, **choice: object) -> CustomQuiz:
    """A new custom quiz of this choice."""
    response = post_choice(client, **choice)
    assert response.status_code == 302, response.content.decode()
    return CustomQuiz.objects.get(pk=response.url.split("/")[-2])


def post_start(client: Client, quiz: CustomQuiz, action: str = "same"):
    address = quiz.get_absolute_url()
    token = client.get(address).context["token"]
    return client.post(address, {"token": token, "action": action})


def started(client: Client, quiz: CustomQuiz, action: str = "same") -> Sitting:
    response = post_start(client, quiz, action)
    assert response.status_code == 302, response.content.decode()
    return Sitting.objects.get(pk=response.url.split("/")[-2])


def finished(client: Client, sitting: Sitting, *right: int) -> Sitting:
    """The sitting after its end, with the right answers to the tasks of these numbers."""
    for number in right:
        post(client, sitting, number, task_at(sitting, number).kind.right_answer())
    client.post(f"{sitting.get_absolute_url()}check/")
    return Sitting.objects.get(pk=sitting.pk)
