"""What a learner sees of their own on the list of quizzes and on the page of a quiz."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from quizzes.answering.marking import give_up
from quizzes.answering.task import Task
from quizzes.learners.cookie import learner_with
from quizzes.learners.visitor import Visitor
from quizzes.models import Item, Learner, Quiz, Sitting
from quizzes.sittings import lifecycle
from quizzes.sittings.own_quizzes import own_cards
from quizzes.sittings.results import results_of
from quizzes.sittings.scores import all_scores, latest_scores
from tests.answering.all_kinds import stored_quiz
from tests.sittings.taking import begun, ends, post, task_at, words

pytestmark = pytest.mark.usefixtures("all_kinds")
DAY = datetime(2026, 5, 3, 12, tzinfo=UTC)


def somebody() -> Learner:
    return learner_with("1" * 32)


def quiz() -> Quiz:
    return Quiz.objects.first() or stored_quiz("dot", "softmax")


def taken(days: int, *right: int) -> Sitting:
    """A finished sitting with the right answers to the tasks of these numbers."""
    sitting = lifecycle.start(quiz(), somebody(), f"{days:032}")
    answers = {sitting.plan[n - 1]["item"]: task_at(sitting, n).kind.right_answer() for n in right}
    lifecycle.save(sitting, answers, DAY)
    lifecycle.finish(sitting, DAY + timedelta(days=days))
    return Sitting.objects.get(pk=sitting.pk)


def shown(now: datetime = DAY) -> str:
    cards = own_cards(Visitor(browser_id="1" * 32), now)
    return " ".join(b"".join(cards.values()).decode().split())


def test_a_card_shows_the_best_and_the_last_score_with_their_days():
    for days, right in enumerate([(1,), (1, 2), (2,), ()]):
        taken(days, *right)
    assert "Last score: <strong>0%</strong> on May 6, 2026" in shown()
    assert "Best: <strong>100%</strong> on May 4, 2026" in shown()


def test_after_one_time_there_is_one_score():
    taken(0, 1)
    assert "Your score: <strong>50%</strong> on May 3, 2026" in shown()
    assert "Best" not in shown()


def test_the_day_is_that_of_the_learner():
    Learner.objects.create(browser_id="1" * 32, time_zone="Pacific/Auckland")
    taken(0, 1)
    assert "on May 4, 2026" in shown()


def test_the_score_is_that_of_the_results_where_a_solution_had_been_seen():
    dot = Item.published.get(key="dot")
    for seed in dot.seeds:
        give_up(Task(dot, seed), somebody(), f"{seed:032}", None)
    sitting = taken(0, 1, 2)
    assert results_of(sitting).percent == 50
    assert all_scores(Visitor(browser_id="1" * 32)).quizzes[quiz().pk].last.percent == 50
    assert [score.percent for score in latest_scores(quiz(), somebody())] == [50]


def test_an_unfinished_one_can_be_continued_where_one_was(client):
    sitting = begun(client, "dot", "softmax", "grows")
    post(client, sitting, 1, "3")
    post(client, sitting, 2, "", "flag")
    text = words(client.get("/quizzes/"))
    assert f'href="{sitting.get_absolute_url()}">Continue: task 2 of 3</a>' in text
    assert "left" not in text.partition("Continue")[2][:60]
    post(client, sitting, 2, "1 2 3 4")
    assert "Continue: task 3 of 3" in words(client.get("/quizzes/"))


def test_with_a_clock_it_says_how_much_time_is_left(client):
    sitting = begun(client, "dot", clock="12")
    ends(sitting, timezone.now() + timedelta(minutes=3, seconds=30))
    assert "Continue: task 1 of 1</a>, 3 minutes left" in words(client.get("/quizzes/"))


def test_nobody_else_sees_it_and_nobody_keeps_it_for_others(client):
    begun(client, "dot")
    mine, others = client.get("/quizzes/"), Client().get("/quizzes/")
    assert "Continue" in words(mine)
    assert "Continue" not in words(others)
    assert "private" in mine.headers["Cache-Control"]
    assert "Cookie" in others.headers["Vary"]


def test_a_stranger_costs_no_query_and_a_learner_three(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert own_cards(Visitor(), DAY) == {}
    taken(0, 1)
    lifecycle.start(quiz(), somebody(), "f" * 32)
    with django_assert_num_queries(3):
        shown()
    with django_assert_num_queries(2):
        shown()


def test_a_new_result_is_on_the_card_at_once():
    taken(0, 1)
    assert "50%" in shown()
    taken(1, 1, 2)
    assert "100%" in shown()


def test_the_page_of_a_quiz_lists_the_latest_scores_first():
    for days in range(7):
        taken(days, *([1] if days % 2 else []))
    scores = latest_scores(quiz(), somebody())
    assert [score.percent for score in scores] == [0, 50, 0, 50, 0]
    assert scores[0].finished_at == DAY + timedelta(days=6)


def test_the_page_of_a_quiz_tells_score_and_time_where_the_learner_is(learner_client):
    Learner.objects.create(browser_id="1" * 32, time_zone="Europe/Berlin")
    sitting = taken(0, 1)
    text = words(learner_client("1" * 32).get(quiz().get_absolute_url()))
    assert f'href="{sitting.get_absolute_url()}results/">50%</a> on May 3, 2026, 14:00' in text


def test_where_no_task_counts_there_is_no_score():
    sitting = lifecycle.start(quiz(), somebody(), "e" * 32)
    Item.objects.update(retired=True)
    lifecycle.finish(sitting, DAY)
    assert [score.percent for score in latest_scores(quiz(), somebody())] == [None]
    assert shown() == ""
