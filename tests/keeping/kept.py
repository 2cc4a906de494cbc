"""What the tests of bookmarks, notes and reports share."""

from django.http import HttpResponse
from django.test import Client

from quizzes.learners.cookie import learner_with
from quizzes.models import Learner

OWN = {"Sec-Fetch-Site": "same-origin"}
QUESTION = "/questions/softmax/"
TASK = f"{QUESTION}items/weights-of-keys/"
NOTE = f"{QUESTION}note/"
REPORT = f"{TASK}report/"
TOKEN = "a" * 32


def keep(client: Client, page: str, keep: str = "yes", **more: str) -> HttpResponse:
    """Presses the bookmark button of a page."""
    return client.post(f"{page}bookmark/", {"keep": keep, **more}, headers=OWN)


def write(client: Client, text: str, version: int = 0, page: str = NOTE) -> HttpResponse:
    return client.post(page, {"text": text, "version": str(version)})


def send(
    client: Client, text: str = "The second row cannot be right.", **more: str
) -> HttpResponse:
    form = {"kind": "answer", "text": text, "token": TOKEN, **more}
    return client.post(REPORT, form)


def learner(browser_id: str) -> Learner:
    """A learner with a row."""
    found = learner_with(browser_id)
    found.keep()
    return found
