"""After a break the learner finds a day's work in an order that is explained, not a heap."""

from datetime import timedelta

import pytest

from quizzes.models import CardKind, Learner
from quizzes.planning.due import MOST_A_DAY, due_on, due_today
from quizzes.planning.skills import skills_in_order
from quizzes.practice.overview import overview_of
from tests.fixtures import kept_learner, stored_card
from tests.practice.conftest import Clock
from tests.practice.test_practice import begin, current, next_task, page_of, words

ANN = "1" * 32
SLIPS = ("unscaled", "softmax_over_queries", "mask_ignored", "transposed")


def away(clock: Clock, days: int, skills: int, slips: tuple[str, ...] = SLIPS) -> Learner:
    """A learner whose last answer was so many days ago, with so many cards due since then."""
    ann, last = kept_learner(ANN), clock.now.date() - timedelta(days)
    for number, name in enumerate(skills_in_order()[:skills]):
        # The later ones are remembered worse.
        card = stored_card(ann, CardKind.SKILL, name, last + timedelta(1), reviews=3, streak=2)
        card.stability, card.reviewed_on = 30.0 - number / 4, last
        card.save()
    for name in slips:
        stored_card(ann, CardKind.SLIP, name, last + timedelta(1), reviews=1, lapses=1)
    return ann


@pytest.mark.usefixtures("real_bank")
class TestThirtyDaysAway:
    def test_the_page_brings_a_days_work_and_says_in_which_order_and_what_waits(
        self, clock, learner_client
    ):
        away(clock, 30, skills=50, slips=SLIPS[:3])
        page = words(learner_client(ANN).get("/practice/"))
        assert (
            "You were away for 30 days, so 53 reviews are due. We start with the 20 that matter "
            "most: mistakes first, then what you have most likely forgotten. The rest can wait."
        ) in page
        assert "20 due today: 3 mistakes and 17 skills." in page

    def test_practice_brings_them_in_this_order_and_then_it_is_enough_for_a_day(
        self, clock, learner_client
    ):
        ann, client = away(clock, 30, skills=50, slips=SLIPS[:3]), learner_client(ANN)
        due = due_on(ann, clock.now.date())
        begin(client, "20 tasks")
        for _ in range(20):
            asked = current()
            assert due[0].name == (asked.slip or asked.item.skill)
            page = page_of(client)
            page.answer(page.task.kind.right_answer())
            due = due_on(ann, clock.now.date())
            next_task(client)
        page = words(client.get("/practice/"))
        assert "which is enough for one day" in page
        assert "due and can wait until tomorrow. Nothing is lost" in page
        assert "You were away" not in page

    def test_the_next_day_brings_the_next_of_them(self, clock, learner_client):
        ann = away(clock, 30, skills=50)
        left = due_today([*ann.cards.all()], clock.now.date())
        for card in left.cards:
            card.reviewed_on, card.due_on = clock.now.date(), clock.now.date() + timedelta(40)
            card.reviews += 1
            card.save()
        clock.goes_on(days=1)
        tomorrow = due_today([*ann.cards.all()], clock.now.date())
        assert len(tomorrow.cards) == MOST_A_DAY
        assert tomorrow.total == left.waiting
        assert not {c.pk for c in left.cards} & {c.pk for c in tomorrow.cards}
        assert tomorrow.days_away == 0

    def test_whoever_practices_on_the_same_day_gets_the_next_ones(self, clock):
        ann = away(clock, 30, skills=50)
        today = clock.now.date()
        in_order = due_on(ann, today)
        assert [*due_today([*ann.cards.all()], today).cards] == in_order[:MOST_A_DAY]
        assert len(in_order) == 54

    def test_the_overview_takes_one_query_beside_those_for_the_edition(
        self, clock, django_assert_num_queries
    ):
        ann = away(clock, 30, skills=50)
        overview_of(ann, clock.now.date())
        with django_assert_num_queries(3):
            overview_of(ann, clock.now.date())


@pytest.mark.usefixtures("real_bank")
def test_what_fits_a_day_is_not_called_a_backlog(clock, learner_client):
    away(clock, 30, skills=MOST_A_DAY - 3, slips=SLIPS[:3])
    page = words(learner_client(ANN).get("/practice/"))
    assert "20 due: 3 mistakes and 17 skills." in page
    assert "You were away" not in page
    assert "waits" not in page
