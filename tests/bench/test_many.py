"""What fills a database for measuring keeps all that the models promise."""

import pytest
from django.db import connection
from django.db.models import F

from quizzes.models import (
    Attempt,
    Card,
    Item,
    Learner,
    Mark,
    PageLink,
    Question,
    Review,
    Revision,
    Verdict,
    bank_edition,
)
from quizzes.reviewing.rebuilding import rebuilt_state
from quizzes.reviewing.schedule import state_of
from quizzes.search.index import find
from quizzes.search.query import parse
from tests.bench.many.attempts import make_attempts
from tests.bench.many.cards import make_cards
from tests.bench.many.questions import FIRST_NUMBER, make_questions

QUESTIONS = 7


@pytest.fixture
def many(bank) -> list[Question]:
    assert make_questions(QUESTIONS) == QUESTIONS
    return list(Question.published.filter(number__gte=FIRST_NUMBER).order_by("number"))


def test_made_questions_are_public_and_have_what_a_sync_stores(many, client):
    assert len(many) == QUESTIONS
    for question in many:
        page = client.get(question.get_absolute_url())
        assert page.status_code == 200
        keys = [block["key"] for block in question.blocks if block["type"] == "item"]
        items = Item.published.filter(question=question)
        assert keys == [item.key for item in items]
        for item in items:
            assert item.current_version.version == item.version == 1
            assert client.get(f"{item.get_absolute_url()}?seed={item.seeds[0]}").status_code == 200
        assert Revision.objects.filter(question=question, source=question.source).count() == 1
    assert any(question.items.exists() for question in many)
    assert PageLink.objects.filter(question__in=many).count() == QUESTIONS - 1


def test_made_questions_are_found(many):
    words = many[0].search_text.split()
    rare = next(word for word in words if word.startswith("word"))
    assert many[0].pk in find(parse(rare)).ids


def test_made_questions_are_a_new_edition_of_the_bank(bank):
    before = bank_edition()
    make_questions(1)
    assert bank_edition() != before


def test_an_empty_bank_gets_questions_without_items(db):
    make_questions(2)
    assert Question.published.count() == 2
    assert not Item.objects.exists()


def test_each_attempt_has_one_mark_that_counts_and_the_first_learner_has_most(many):
    learners = make_attempts(100, learners=4, most=40)
    counts = [Attempt.objects.filter(learner=learner).count() for learner in learners]
    assert counts == [40, 20, 20, 20]
    assert Attempt.marked.filter(mark__number=1).count() == 100
    assert Mark.objects.filter(verdict__in=Verdict.values).count() == 100
    assert Attempt.objects.filter(item=F("item_version__item")).count() == 100
    assert all(seed in seeds for seed, seeds in Attempt.objects.values_list("seed", "item__seeds"))


def test_the_attempts_of_each_learner_are_spread_over_the_year(many):
    (learner,) = make_attempts(400, learners=1, most=400)
    days = {when.date() for when in learner.attempts.values_list("created_at", flat=True)}
    assert len(days) > 300


def test_both_can_be_made_twice_and_real_answers_go_on_after_them(many, learner_client, attempt):
    make_questions(1, first=FIRST_NUMBER + QUESTIONS)
    for _again in range(2):
        make_attempts(10, learners=2, most=5, seed=Learner.objects.count())
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    assert Attempt.objects.count() == 21
    connection.check_constraints()


def test_the_first_learner_gets_the_cards_that_their_answers_made(many):
    busiest, *_others = make_attempts(200, learners=2, most=150)
    cards, reviews = make_cards(busiest)
    assert cards == Card.objects.count() > 0
    assert reviews == Review.objects.count() >= cards
    assert set(busiest.cards.values_list("kind", flat=True)) == {"skill", "slip"}
    assert all(rebuilt_state(card) == state_of(card) for card in busiest.cards.all())


def test_more_than_all_by_the_first_learner_is_refused(many):
    with pytest.raises(ValueError, match="3 learners cannot make 5 attempts, 6 by the first"):
        make_attempts(5, learners=3, most=6)


def test_without_an_item_there_is_nothing_to_attempt(db):
    with pytest.raises(ValueError, match="load the bank first"):
        make_attempts(5, learners=1, most=5)
