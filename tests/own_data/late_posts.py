"""Answers that arrive while their learner is deleted: runs inside a prepared site."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections, transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.utils import timezone

from quizzes.answering import marking
from quizzes.answering.form_tokens import issue_item_token
from quizzes.answering.hint_record import show_hints
from quizzes.answering.task import Task
from quizzes.api.learners import learner_of_token, new_token
from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Item, Learner, LearnerGone, PracticeSession, Quiz
from quizzes.own_data.deletion import delete_person
from quizzes.planning.goals import Aim, store
from quizzes.practice import session as practice
from quizzes.sittings import lifecycle
from quizzes.sittings.custom_choice import Choice
from quizzes.sittings.custom_quizzes import make
from tests.answering.all_kinds import KEYS, stored_question, stored_quiz
from tests.learner import HIDDEN
from tests.own_data.living import HOST, client_of

ROUNDS = 8
DOT = "/questions/{slug}/items/dot/?seed={seed}"
NAME = "f" * 32


def try_it() -> None:
    stored_question()
    stored_quiz(*KEYS)
    for what, late in LATE.items():
        refused(what, late)
    for address, fields in answers().items():
        answered_in_words(address, fields)
    for _ in range(ROUNDS):
        answers_beside_a_deletion()
    if connection.vendor == "postgresql":
        a_task_that_is_stored_first()


def refused(what: str, late: Callable[[Learner, Task], object]) -> None:
    """A request that has read the row of its learner before it was deleted."""
    learner = learner_with(NAME)
    learner.keep()
    stale = learner_with(NAME)
    delete_person(learner)
    item = Item.objects.get(key="dot")
    try:
        late(stale, Task(item, item.seeds[0]))
    except LearnerGone:
        pass
    else:
        raise AssertionError(f"{what} was stored for nobody")
    assert not Learner.objects.exists(), what


LATE: dict[str, Callable[[Learner, Task], object]] = {
    "an answer": lambda learner, task: marking.mark(task, learner, "t", "1", 1),
    "giving up": lambda learner, task: marking.give_up(task, learner, "t", 1),
    "a hint": lambda learner, task: show_hints(learner, task, 1),
    "a goal": lambda learner, _task: store(learner, Aim(role="research")),
    "a quiz": lambda learner, _task: lifecycle.start(Quiz.objects.get(), learner, "t"),
    "a quiz of one's own": lambda learner, _task: make(
        Choice(length=5), learner, "t", timezone.now()
    ),
    "practice": lambda learner, _task: practice.start(learner, "t", 5, "tasks", timezone.now()),
}


def answers() -> dict[str, dict[str, str]]:
    """What a page and a program post, by the address."""
    item = Item.objects.get(key="dot")
    page, seed = item.get_absolute_url(), item.seeds[0]
    token = issue_item_token(item.pk, item.version, seed, timezone.now().timestamp())
    program = f"/api/v1{page[: -len('/')]}/attempts"
    return {
        f"{page}?seed={seed}": {"token": token, "answer": "1"},
        program: {"token": token, "answer": "1"},
    }


def answered_in_words(address: str, fields: dict[str, str]) -> None:
    """The learner is deleted from elsewhere as soon as the request has read their row."""
    token = new_token()
    learner = learner_of_token(token)
    assert learner is not None
    learner.keep()
    client, kind = client_of(learner, None), MULTIPART_CONTENT
    if address.startswith("/api/"):
        client, kind = Client(SERVER_NAME=HOST), "application/json"
    waiting = [learner]

    def after_reading(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if waiting and 'FROM "quizzes_learner"' in sql:
            thread = threading.Thread(target=deleted_elsewhere, args=(waiting.pop(),))
            thread.start()
            thread.join()
        return result

    with connection.execute_wrapper(after_reading):
        bearer = {"Authorization": f"Bearer {token}"}
        response = client.post(address, fields, content_type=kind, headers=bearer)
    assert not waiting
    assert response.status_code == 409, response.content.decode()
    assert "was deleted while this was on its way" in response.content.decode()
    assert not Learner.objects.exists()


def deleted_elsewhere(learner: Learner) -> None:
    delete_person(learner)
    connections.close_all()


def answers_beside_a_deletion() -> None:
    """Three devices of one learner answer and save while a fourth deletes everything."""
    learner = learner_with(NAME)
    learner.keep()
    sitting = lifecycle.start(Quiz.objects.get(), learner, "round")
    start = threading.Barrier(4)
    item = Item.objects.get(key="dot")
    address = DOT.format(slug=item.question.slug, seed=item.seeds[1])

    def answering(number: int) -> list[int]:
        client = client_of(learner, None)
        start.wait()
        told = []
        for turn in range(4):
            fields = dict(HIDDEN.findall(client.get(address).content.decode()))
            posted = client.post(address, fields | {"answer": f"{number}{turn}"})
            told.append(posted.status_code)
        connections.close_all()
        return told

    def saving() -> list[int]:
        client = client_of(learner, None)
        start.wait()
        told = []
        for turn in range(4):
            posted = client.post(f"{sitting.get_absolute_url()}1/", {"answer": str(turn)})
            told.append(posted.status_code)
        connections.close_all()
        return told

    def deleting() -> list[int]:
        client = client_of(learner, None)
        start.wait()
        posted = client.post("/account/delete/", {"confirmation": "delete"})
        connections.close_all()
        return [posted.status_code]

    with ThreadPoolExecutor() as pool:
        threads = [pool.submit(answering, 1), pool.submit(answering, 2)]
        threads += [pool.submit(saving), pool.submit(deleting)]
        told = [thread.result() for thread in threads]
    assert told[3] == [302], told
    assert all(status < 500 for statuses in told for status in statuses), told
    # Who answered afterward is a newcomer with these answers alone.
    delete_person(Learner.objects.filter(browser_id=NAME).first())
    assert not Attempt.objects.exists()
    assert not Learner.objects.exists()


WAITS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def a_task_that_is_stored_first() -> None:
    """A row of practice comes after the deletion has looked what there is and before it is done."""
    learner = learner_with(NAME)
    learner.keep()
    session = practice.start(learner, "t", 5, "tasks", timezone.now())

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            row = session.tasks.get()
            row.pk, row.number, row._state.adding = None, 2, True
            row.save()
            connection.check_constraints()
            done = pool.submit(deleted_elsewhere, learner)
            with connection.cursor() as cursor:
                waiting = 0
                while not waiting and not done.done():
                    cursor.execute(WAITS)
                    (waiting,) = cursor.fetchone()
        done.result()
    assert waiting
    assert not PracticeSession.objects.exists()
