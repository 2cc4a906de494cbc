"""The queue of tasks to try again: wrong or given up, not right since, on numbers not yet seen."""

from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from attention_engine import format_array, mistake_title
from quizzes.models import Attempt, Item, Learner, Quiz, Sitting, Verdict
from quizzes.progress import wrong_tasks as room
from quizzes.progress.slip_steps import slip_step
from quizzes.progress.wrong_tasks import WrongTask, wrong_tasks
from tests.answering.all_kinds import Page, stored_quiz, task
from tests.fixtures import stored_attempt

pytestmark = pytest.mark.usefixtures("all_kinds")

MISTAKES = "/mistakes/"
KEYS = ("softmax", "dot", "weights", "grows")


def queue() -> list[WrongTask]:
    return wrong_tasks(Learner.objects.get())[0]


def words(client: Client) -> str:
    return unescape(" ".join(client.get(MISTAKES).content.decode().split()))


def answer(client: Client, raw: str, nth: int = 0) -> None:
    Page(client, task("softmax", nth)).answer(raw)


def wrong(client: Client, nth: int = 0) -> None:
    answer(client, "0.1 0.2 0.3 0.4", nth)


def right(client: Client, nth: int = 0) -> None:
    answer(client, task("softmax", nth).kind.right_answer(), nth)


def test_a_wrong_task_waits_at_numbers_that_were_not_answered(client):
    wrong(client)
    page, shown = words(client), task("softmax", 1)
    assert "Tasks to try again" in page
    assert f'href="{shown.address}"' in page
    assert "Try again with new numbers" in page
    assert task("softmax").item.question.title in page


def test_it_goes_when_it_is_answered_right_at_any_numbers(client):
    wrong(client)
    right(client, 1)
    assert queue() == []
    assert "Tasks to try again" not in words(client)
    wrong(client, 2)
    assert len(queue()) == 1


def test_what_is_typed_after_the_solution_does_not_count(client):
    Page(client, task("softmax")).give_up()
    assert queue()[0].was_shown
    assert "Solution shown on" in words(client)
    right(client)
    assert len(queue()) == 1


def test_few_digits_leave_a_wrong_task_waiting(client):
    item = task("softmax").item
    stored_attempt("ann", item, Verdict.WRONG)
    stored_attempt("ann", item, Verdict.IMPRECISE)
    assert len(queue()) == 1


def test_a_task_without_numbers_is_offered_again_without_promising_new_ones(client):
    stored_attempt("ann", task("grows").item, Verdict.WRONG)
    assert [each.again for each in queue()] == ["Try again"]


def test_the_latest_come_first_and_only_so_many(client, monkeypatch):
    for key in KEYS:
        stored_attempt("ann", task(key).item, Verdict.WRONG)
    monkeypatch.setattr(room, "MOST_SHOWN", 3)
    tasks, more = wrong_tasks(Learner.objects.get())
    titles = [task(key).item.get_absolute_url() for key in reversed(KEYS)]
    assert [each.address.partition("?")[0] for each in tasks] == titles[:3]
    assert more == 1


def test_the_rest_is_counted_on_the_page(learner_client, monkeypatch):
    for key in KEYS:
        stored_attempt("ann", task(key).item, Verdict.WRONG)
    monkeypatch.setattr(room, "MOST_SHOWN", 3)
    assert "And 1 more." in words(learner_client("ann"))


def test_a_known_mistake_stands_with_its_step(client):
    shown = task("weights")
    mistake, value = next(iter(shown.kind.known_mistakes().items()))
    Page(client, shown).answer(format_array(value, decimals=shown.spec.decimals))
    step = slip_step(mistake, shown.item.skill)
    assert (queue()[0].slip, queue()[0].step) == (mistake_title(mistake), step)
    page = words(client)
    assert f"in the step “{step}”" in page
    assert f"Made in the step “{step}”" in page


def test_a_step_is_named_only_where_there_is_one():
    assert slip_step("unscaled", "computation:attention_weights") == "Scaled scores"
    assert slip_step("unscaled", "computation:gone") == ""
    assert slip_step("unscaled", "concept:softmax") == ""


def test_a_withdrawn_task_and_a_mistake_that_the_catalog_lost_are_left_out(client):
    item = task("softmax").item
    stored_attempt("ann", item, Verdict.WRONG, mistakes=["forgotten"])
    assert queue()[0].slip == ""
    Item.objects.filter(pk=item.pk).update(retired=True)
    assert queue() == []


def test_numbers_of_an_unfinished_quiz_are_not_given_away(client):
    item = task("softmax").item
    stored_attempt("ann", item, Verdict.WRONG)
    quiz = stored_quiz("softmax")
    plan = [{"item": item.pk, "version": item.version, "seed": item.seeds[1]}]
    Sitting.objects.create(
        quiz=Quiz.objects.get(pk=quiz.pk),
        learner=Learner.objects.get(),
        plan=plan,
        token=uuid4().hex,
    )
    assert queue()[0].address == task("softmax", 2).address


def test_the_day_is_the_learners_own(client):
    wrong(client)
    Attempt._base_manager.update(created_at="2028-02-29T08:00:00+00:00")
    Learner.objects.update(time_zone="Pacific/Honolulu")
    assert queue()[0].day == date(2028, 2, 28)


def test_the_tasks_of_somebody_else_are_not_shown(client):
    wrong(client)
    assert "Tasks to try again" not in words(Client())


def test_four_queries_however_many_tasks(client, django_assert_num_queries):
    for key in KEYS:
        stored_attempt("ann", task(key).item, Verdict.WRONG)
    learner = Learner.objects.get()
    with django_assert_num_queries(4):
        wrong_tasks(learner)
