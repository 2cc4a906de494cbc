"""Whoever takes solutions along has seen them: no level can be earned by copying, and nothing else
about the learner changes."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connections
from django.test import Client

from quizzes.accounts.overview import overview_of
from quizzes.accounts.taking_over import give_to_user
from quizzes.answering.marking import mark
from quizzes.answering.standing import standing_of
from quizzes.answering.task import Task
from quizzes.exporting.taking import known_solutions, may_be_taken, take_along, variant_of
from quizzes.learners.cookie import learner_with
from quizzes.learners.visitor import Visitor
from quizzes.models import Attempt, Card, Item, Learner, Mark, Review, Verdict
from quizzes.progress.answers import answers_by_week
from quizzes.progress.weeks import weeks_until
from quizzes.progress.wrong_tasks import wrong_tasks
from quizzes.reviewing.earlier import review_earlier_attempts
from quizzes.site.starting_points import last_worked_on
from quizzes.sittings import lifecycle
from quizzes.sittings.seeds import planned_rows
from tests.answering.all_kinds import Page, stored_question, stored_quiz, task, wrong_raw
from tests.exporting.nasty import stored_nasty
from tests.fixtures import kept_learner

BROWSER = "1" * 32
NOW = datetime(2027, 1, 5, 12, tzinfo=UTC)
PARALLEL = 8


def somebody() -> Learner:
    return learner_with(BROWSER)


def taken(*tasks: Task) -> list[Task]:
    return take_along(somebody(), tasks, NOW)


def skill_reviews() -> int:
    return Review.objects.count()


@pytest.mark.usefixtures("all_kinds")
class TestTheRecord:
    def test_the_solution_of_a_taken_variant_counts_as_shown(self):
        taken(task("softmax", 3))
        assert standing_of(somebody(), task("softmax", 3)).history.way_shown
        assert not standing_of(somebody(), task("softmax", 2)).history.way_shown

    def test_a_right_answer_to_it_earns_nothing(self):
        shown = task("softmax", 3)
        taken(shown)
        marked = mark(shown, somebody(), "f" * 32, shown.kind.right_answer(), 5)
        assert marked.attempt.way_shown
        assert not marked.history.solved
        assert skill_reviews() == 0
        assert not Card.objects.exists()

    def test_other_numbers_count_as_always(self):
        taken(task("softmax", 3))
        other = task("softmax", 2)
        marked = mark(other, somebody(), "f" * 32, other.kind.right_answer(), 5)
        assert marked.history.solved
        assert Card.objects.filter(learner=somebody()).exists()

    def test_a_choice_answered_on_the_same_day_earns_nothing_with_any_shuffling(self):
        taken(task("grows", 7))
        other = task("grows", 0)
        mark(other, somebody(), "f" * 32, other.kind.right_answer(), 5)
        assert not Card.objects.exists()

    def test_taking_along_twice_stores_once(self):
        tasks = [task("softmax", 1), task("softmax", 2), task("grows")]
        assert taken(*tasks) == tasks
        assert taken(*tasks) == tasks
        assert Attempt.objects.count() == Mark.objects.count() == 3

    def test_what_was_solved_before_stays_solved(self):
        shown = task("softmax")
        mark(shown, somebody(), "f" * 32, shown.kind.right_answer(), 5)
        taken(shown)
        assert Attempt.objects.count() == 1
        assert standing_of(somebody(), shown).history.solved

    def test_a_wrong_answer_before_does_not_stand_for_having_seen_the_solution(self):
        shown = task("softmax")
        mark(shown, somebody(), "f" * 32, wrong_raw(shown), 5)
        taken(shown)
        assert standing_of(somebody(), shown).history.way_shown

    def test_an_older_version_of_the_task_does_not_count_for_the_new_one(self):
        shown = task("softmax")
        taken(shown)
        Item.objects.filter(pk=shown.item.pk).update(version=2)
        changed = Task(Item.objects.get(pk=shown.item.pk), shown.seed)
        assert known_solutions(somebody(), [changed]) == set()

    def test_somebody_else_has_seen_nothing(self):
        shown = task("softmax")
        taken(shown)
        assert known_solutions(somebody(), [shown]) == {variant_of(shown)}
        assert known_solutions(learner_with("2" * 32), [shown]) == set()
        assert not standing_of(learner_with("2" * 32), shown).history.way_shown

    def test_nothing_to_take_makes_no_learner(self):
        assert take_along(somebody(), [], NOW) == []
        assert not Learner.objects.exists()


@pytest.mark.usefixtures("all_kinds")
class TestWhatItIsNot:
    """A deck of two hundred cards is no two hundred answers."""

    def test_it_is_no_mistake_to_try_again(self):
        taken(task("softmax"), task("grows"))
        assert wrong_tasks(somebody()) == ([], 0)

    def test_it_is_no_work_of_this_week(self):
        taken(task("softmax"), task("grows"))
        weeks = weeks_until(date(2027, 1, 6))
        assert not any(week.outcomes for week in answers_by_week(somebody(), weeks))

    def test_it_is_nothing_that_the_learner_forgot(self):
        taken(task("softmax"))
        assert review_earlier_attempts() == 0
        assert not Review.objects.exists()

    def test_the_home_page_leads_to_what_was_answered_last(self):
        shown = task("softmax")
        mark(shown, somebody(), "f" * 32, wrong_raw(shown), 5)
        stored_nasty()
        taken(task("signs"))
        last = last_worked_on(Visitor(browser_id=BROWSER))
        assert last is not None
        assert last.slug == shown.item.question.slug

    def test_a_new_quiz_asks_other_numbers(self):
        item = task("softmax").item
        taken(*(Task(item, seed) for seed in item.seeds[1:]))
        for token in ("a" * 32, "b" * 32, "c" * 32):
            (row,) = planned_rows([item], somebody(), token)
            assert row["seed"] == item.seeds[0]


@pytest.mark.usefixtures("all_kinds")
class TestDuringAQuiz:
    def test_a_task_of_an_unfinished_quiz_is_left_out_at_all_numbers(self):
        sitting = lifecycle.start(stored_quiz("softmax"), somebody(), "a" * 32)
        seeds = Item.objects.get(key="softmax").seeds
        tasks = [task("softmax", nth) for nth in range(len(seeds))]
        assert taken(*tasks, task("dot")) == [task("dot")]
        assert not Attempt.objects.filter(item__key="softmax").exists()
        lifecycle.finish(sitting, sitting.started_at)
        assert taken(*tasks) == tasks

    def test_the_quiz_of_somebody_else_holds_nobody_up(self):
        lifecycle.start(stored_quiz("softmax"), learner_with("2" * 32), "a" * 32)
        assert may_be_taken([task("softmax").item], somebody()) == [task("softmax").item]
        assert taken(task("softmax")) == [task("softmax")]

    def test_what_was_taken_along_earns_no_points_in_a_quiz(self, client: Client):
        item = task("softmax").item
        tasks = [Task(item, seed) for seed in item.seeds]
        taken(*tasks)
        sitting = lifecycle.start(stored_quiz("softmax"), somebody(), "a" * 32)
        asked = Task(item, sitting.plan[0]["seed"])
        lifecycle.save(sitting, {item.pk: asked.kind.right_answer()}, sitting.started_at)
        lifecycle.finish(sitting, sitting.started_at)
        assert Attempt.objects.get(sitting=sitting).way_shown


@pytest.mark.usefixtures("shared_database")
@pytest.mark.parametrize("is_newcomer", [True, False])
def test_many_downloads_at_once_store_each_variant_once(is_newcomer):
    stored_question()
    if not is_newcomer:
        kept_learner(BROWSER)
    start = threading.Barrier(PARALLEL)

    def take(_number: int) -> int:
        start.wait()
        try:
            return len(take_along(somebody(), [task("softmax"), task("grows")], NOW))
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(PARALLEL) as pool:
        assert set(pool.map(take, range(PARALLEL))) == {2}
    assert Learner.objects.count() == 1
    assert Attempt.objects.count() == Mark.objects.filter(verdict=Verdict.GIVEN_UP).count() == 2


def test_the_page_of_a_taken_task_says_that_its_solution_was_seen(all_kinds, learner_client):
    shown = task("softmax")
    taken(shown)
    page = Page(learner_client(BROWSER), shown)
    assert page.response.context["history"].way_shown


def test_signing_in_brings_along_what_was_taken_but_counts_it_as_no_answer(
    all_kinds, django_user_model
):
    shown = task("softmax")
    taken(shown)
    user = django_user_model.objects.create_user("reader")
    give_to_user(somebody(), user, NOW)
    mine = Learner.objects.get(user=user)
    assert standing_of(mine, shown).history.way_shown
    assert overview_of(user).answers == 0
