"""What is kept of a learner's answers is never older than the answers and the bank."""

import pytest

from quizzes.learners.visitor import Visitor
from quizzes.models import Item, Learner, Mark, Verdict
from quizzes.web.learner_facts import learner_facts
from tests.fixtures import stored_attempt


class Counted:
    """A fact that tells how often it was made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


@pytest.fixture
def item(bank) -> Item:
    return Item.published.get(key="which-grows", question__slug="softmax")


@pytest.fixture
def ann(item):
    """Asks for ann's fact, which tells how often it was made."""
    stored_attempt("ann", item, Verdict.WRONG)
    count = Counted()
    return lambda: learner_facts(Visitor(browser_id="ann"), "made", count, 0)


def test_a_fact_is_made_once_until_something_changes(ann, django_assert_num_queries):
    assert ann() == 1
    with django_assert_num_queries(1):
        assert ann() == 1


def test_the_next_answer_makes_it_anew(ann, item):
    assert ann() == 1
    stored_attempt("ann", item, Verdict.RIGHT)
    assert ann() == 2


def test_an_answer_that_is_judged_again_makes_it_anew(ann):
    assert ann() == 1
    attempt = Learner.objects.get(browser_id="ann").attempts.get()
    Mark(attempt=attempt, verdict=Verdict.RIGHT, score=1).add()
    assert ann() == 2


def test_the_marks_of_a_whole_quiz_make_it_anew(ann, item):
    earlier = Learner.objects.get(browser_id="ann").attempts.get()
    assert ann() == 1
    Mark.objects.bulk_create(
        [Mark(attempt=earlier, number=2, newest=False, verdict=Verdict.RIGHT, score=1)]
    )
    assert ann() == 2


def test_a_change_of_the_bank_makes_it_anew(ann, item):
    assert ann() == 1
    Item.objects.filter(pk=item.pk).update(retired=True)
    assert ann() == 2


def test_the_answers_of_others_do_not(ann, item):
    assert ann() == 1
    stored_attempt("ben", item, Verdict.RIGHT)
    assert ann() == 1
    assert learner_facts(Visitor(browser_id="ben"), "made", lambda: 7, 0) == 7


@pytest.mark.parametrize("visitor", [Visitor(), Visitor(browser_id="nobody")])
def test_who_has_answered_nothing_has_nothing_made(db, visitor):
    count = Counted()
    assert learner_facts(visitor, "made", count, 0) == 0
    assert count.made == 0
