"""The page of a learner's own mistakes: how often, when, where, and when each comes back."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from attention_engine import format_array, mistake_title
from quizzes.models import Attempt, Card, CardKind, Learner, Review
from quizzes.progress.mistakes import own_mistakes
from tests.answering.all_kinds import Page, task
from tests.fixtures import stored_card

pytestmark = pytest.mark.usefixtures("all_kinds")

MISTAKES = "/mistakes/"


def slip(client: Client, nth: int = 0) -> str:
    """Answers with a known mistake, and names it."""
    shown = task("softmax", nth)
    mistake, value = next(iter(shown.kind.known_mistakes().items()))
    Page(client, shown).answer(format_array(value, decimals=shown.spec.decimals))
    return mistake


def right(client: Client, nth: int) -> None:
    shown = task("softmax", nth)
    Page(client, shown).answer(shown.kind.right_answer())


def words(client: Client) -> str:
    return unescape(" ".join(client.get(MISTAKES).content.decode().split()))


def test_a_newcomer_is_told_what_will_stand_here_and_where_to_begin(client):
    page = words(client)
    assert "We have not found any mistakes yet" in page
    assert 'href="/practice/"' in page


def test_a_mistake_stands_with_how_often_when_where_and_when_it_comes_back(client):
    mistake = slip(client)
    page = words(client)
    assert mistake_title(mistake) in page
    assert "Made once, on" in page
    assert "Comes back on" in page
    assert "3 more right answers to clear it, at least one of them on another day" in page
    assert task("softmax").item.question.title in page
    slip(client, 1)
    assert "Made 2 times" in words(client)
    right(client, 2)
    assert "2 more right answers to clear it" in words(client)


def test_it_is_due_when_its_day_has_come_and_gone_after_three_answers_without_it(client):
    slip(client)
    card = Card.objects.filter(kind=CardKind.SLIP)
    today = card.get().reviewed_on
    card.update(reviewed_on=today - timedelta(2), due_on=today - timedelta(1))
    assert "Due today" in words(client)
    for nth in (1, 2, 3):
        right(client, nth)
    assert "more right answer" in words(client)
    card.update(streak_days=2)
    assert "Cleared: you have avoided it since" in words(client)


def test_one_click_practices_this_mistake_alone(client):
    slip(client)
    fields = {"token": client.get(MISTAKES).context["token"], "length": "5 tasks"}
    page = client.post("/practice/", fields | {"slip": own_mistakes(mine())[0].id}, follow=True)
    assert "you could repeat an earlier mistake here" in page.content.decode()


def mine() -> Learner:
    return Learner.objects.get()


def test_the_mistakes_of_somebody_else_are_not_shown(client):
    mistake = slip(client)
    assert mistake_title(mistake) not in words(Client())


def test_a_mistake_that_the_catalog_no_longer_has_is_left_out(client):
    slip(client)
    learner, attempt = mine(), Attempt.objects.get()
    day = date(2026, 12, 1)
    old = stored_card(learner, CardKind.SLIP, "forgotten", day)
    Review.objects.create(card=old, attempt=attempt, rating=1, day=day, is_mixed=False)
    assert len(own_mistakes(learner)) == 1
    assert client.get(MISTAKES).status_code == 200


def test_four_queries_however_many_mistakes(client, django_assert_num_queries):
    slip(client)
    slip(client, 1)
    learner = mine()
    with django_assert_num_queries(4):
        own_mistakes(learner)
