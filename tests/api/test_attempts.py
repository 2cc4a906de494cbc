"""Answers through the API: marked, counted and explained as on the pages."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from quizzes.answering.standing import WRONG_BEFORE_THE_OFFER
from quizzes.answering.task import Task
from quizzes.models import Attempt, Item
from tests.answering.all_kinds import SLUG, Page, wrong_raw

from .conftest import Program

pytestmark = pytest.mark.usefixtures("all_kinds")


def path_of(item: Item) -> str:
    return f"questions/{SLUG}/items/{item.key}"


def answer_of(task: Task, raw: str):
    """The answer in the form that a program would send."""
    if task.item.kind == "steps":
        return json.loads(raw)
    return raw.split(", ") if task.item.kind in ("choices", "order") else raw


def answer(program: Program, task: Task, **body):
    path = path_of(task.item)
    token = program.get(path, seed=task.seed).json()["token"]
    return program.post(f"{path}/attempts", {"token": token} | body)


def tasks() -> list[Task]:
    return [Task(item, item.seeds[0]) for item in Item.published.all()]


def test_the_same_answer_gets_the_same_verdict_as_on_the_page(program):
    program.become_learner()
    for task in tasks():
        for probe in list(task.kind.probes())[:6]:
            if probe.verdict is None:
                continue
            page = Page(Client(), task)
            page.answer(probe.raw)
            feedback = page.response.context["feedback"]
            response = answer(program, task, answer=answer_of(task, probe.raw))
            assert response.status_code == 201, response.content
            told = response.json()
            assert (told["verdict"], told["heading"]) == (feedback.verdict, feedback.heading)
            assert told["message"] == feedback.message
            by_program, by_page = Attempt.marked.order_by("-pk")[:2]
            for name in ("item_version", "seed"):
                assert getattr(by_page, name) == getattr(by_program, name)
            for name in ("verdict", "score", "submitted", "mistakes"):
                assert getattr(by_page.mark, name) == getattr(by_program.mark, name)


def test_the_way_comes_by_the_rule_of_the_pages(program):
    for task in tasks():
        program.become_learner()
        raw = answer_of(task, wrong_raw(task))
        for nth in range(1, WRONG_BEFORE_THE_OFFER + 1):
            told = answer(program, task, answer=raw).json()
            assert told["way"] is None
            assert bool(told["notes"]) == (nth == WRONG_BEFORE_THE_OFFER)
        assert answer(program, task, give_up=True).json()["way"]["explain_html"]


def test_who_gives_up_is_shown_the_way(program):
    for task in tasks():
        told = answer(program.become_learner(), task, give_up=True).json()
        assert told["verdict"] == "given_up"
        assert told["way"]["explain_html"]


def test_a_right_answer_shows_the_way_with_every_step(program):
    task = Task(Item.published.get(key="dot"), Item.published.get(key="dot").seeds[0])
    told = answer(program.become_learner(), task, answer=float(task.kind.expected())).json()
    assert told["verdict"] == "right"
    assert told["way"]["value"] == float(task.kind.expected())
    assert [step["name"] for step in told["way"]["steps"]] == ["products", "dot_product"]


def test_one_token_counts_once_whatever_is_sent_with_it(program):
    program.become_learner()
    item = Item.published.get(key="dot")
    token = program.get(path_of(item)).json()["token"]
    first = program.post(f"{path_of(item)}/attempts", {"token": token, "answer": 1000})
    again = program.post(f"{path_of(item)}/attempts", {"token": token, "answer": 2000})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["repeated"]
    assert again.json()["submitted"] == first.json()["submitted"] == 1000
    assert Attempt.objects.count() == 1


def test_without_a_learner_nothing_is_judged(program):
    task = tasks()[0]
    for token in ("", "made-up", "user-1"):
        program.token = token
        response = answer(program, task, give_up=True)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
    assert Attempt.objects.count() == 0


def test_a_session_or_cookie_of_the_site_answers_for_nobody(program, django_user_model):
    program.client.force_login(django_user_model.objects.create_user("reader"))
    assert answer(program, tasks()[0], give_up=True).status_code == 401


def test_learners_do_not_see_each_other(program):
    task = tasks()[0]
    for _time in range(WRONG_BEFORE_THE_OFFER):
        answer(program.become_learner(), task, answer=wrong_raw(task))
    told = answer(program.become_learner(), task, answer=wrong_raw(task)).json()
    assert told["way"] is None
    assert Attempt.objects.values("learner").distinct().count() == WRONG_BEFORE_THE_OFFER + 1


def test_without_a_seed_the_next_unsolved_variant_is_offered(program):
    item = Item.published.get(key="dot")
    program.become_learner()
    first = program.get(path_of(item)).json()["seed"]
    task = Task(item, first)
    answer(program, task, answer=task.kind.right_answer())
    assert program.get(path_of(item)).json()["seed"] == item.seeds[1]


def test_the_time_from_asking_to_answering_is_stored(program):
    task = tasks()[0]
    answer(program.become_learner(), task, give_up=True)
    stored = Attempt.objects.get()
    assert stored.seconds == 0
    assert (timezone.now() - stored.created_at).total_seconds() < 60


def test_a_token_of_another_item_is_refused(program):
    first, second = tasks()[:2]
    program.become_learner()
    token = program.get(path_of(first.item)).json()["token"]
    body = {"token": token, "give_up": True}
    response = program.post(f"{path_of(second.item)}/attempts", body)
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "token"


def test_an_item_that_changed_meanwhile_answers_409(program):
    task = tasks()[0]
    program.become_learner()
    token = program.get(path_of(task.item)).json()["token"]
    Item.objects.filter(pk=task.item.pk).update(version=9)
    response = program.post(f"{path_of(task.item)}/attempts", {"token": token, "give_up": True})
    assert response.status_code == 409
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize(
    "body", [{}, {"answer": 1, "give_up": True}, {"answer": None}, {"give_up": 1}, {"answer": {}}]
)
def test_neither_or_both_of_answering_and_giving_up_is_refused(program, body):
    response = answer(program.become_learner(), tasks()[0], **body)
    assert response.status_code == 422


def test_a_step_that_is_not_asked_for_is_named(program):
    item = Item.published.get(kind="steps")
    response = answer(program.become_learner(), Task(item, item.seeds[0]), answer={"other": [1, 2]})
    assert response.json()["errors"][0]["field"] == "answer.other"
    number = Item.published.get(key="dot")
    response = answer(program, Task(number, number.seeds[0]), answer={"dot_product": 1})
    assert response.status_code == 422


def test_a_text_that_cannot_be_read_has_its_place_and_leaves_the_token_free(program):
    item = Item.published.get(kind="matrix")
    program.become_learner()
    token = program.get(path_of(item)).json()["token"]
    body = {"token": token, "answer": "1 2\n3 x"}
    fault = program.post(f"{path_of(item)}/attempts", body).json()["errors"][0]
    assert (fault["field"], fault["line"]) == ("answer", 2)
    body = {"token": token, "answer": [[1, 2], [3, 4]]}
    fault = program.post(f"{path_of(item)}/attempts", body).json()["errors"][0]
    assert "the task asks for 2 x 3." in fault["message"]
    body = {"token": token, "answer": [[1, 2, 3], [4, 5, 6]]}
    assert program.post(f"{path_of(item)}/attempts", body).status_code == 201


@pytest.mark.parametrize(
    "text", ["1" * 5_000, "[" * 5_000, '{"scores": ' + "1" * 5_000 + "}", "null"]
)
def test_no_text_breaks_the_judge_of_any_kind(program, text):
    program.become_learner()
    for task in tasks():
        assert answer(program, task, answer=text).status_code in (201, 422), task.item.kind
