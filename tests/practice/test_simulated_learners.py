"""Three people who each always make one mistake: practice names it, and sees them lose it."""

from dataclasses import dataclass

import pytest
from django.test import Client

from attention_engine import mistake_title
from quizzes.answering.task import Task
from quizzes.learners.days import day_of
from quizzes.models import Card, CardKind, Learner
from quizzes.planning.due import due_on
from quizzes.practice.choosing import choose
from quizzes.reviewing.levels import is_cleared
from tests.practice.conftest import Clock
from tests.practice.test_practice import begin, current, next_task, page_of, words

pytestmark = pytest.mark.usefixtures("real_bank")

SLIPS = ("unscaled", "softmax_over_queries", "mask_ignored")
# So many tasks may pass until the mistake has its name.
MOST_TASKS = 15


@dataclass
class Simulated:
    """Answers each task right, but with this mistake wherever its numbers can show it."""

    client: Client
    slip: str
    clock: Clock

    @property
    def learner(self) -> Learner:
        return Learner.objects.get(practice__tasks=current())

    @property
    def card(self) -> Card:
        return Card.objects.get(learner=self.learner, kind=CardKind.SLIP, name=self.slip)

    def typed(self, task: Task) -> str:
        mistaken = (p.raw for p in task.kind.probes() if self.slip and p.mistake == self.slip)
        return next(mistaken, task.kind.right_answer())

    def practice(self, tasks: int, length: str = "20 tasks") -> None:
        """Answers so many tasks, one after the other, in a session on the site."""
        begin(self.client, length)
        for number in range(tasks):
            if number:
                next_task(self.client)
            page = page_of(self.client)
            page.answer(self.typed(page.task))
            self.clock.goes_on(minutes=1)

    def learns(self) -> str:
        """From now on every answer is right. Returns the mistake that was made until now."""
        slip, self.slip = self.slip, ""
        return slip


def simulated(slip: str, clock: Clock) -> Simulated:
    return Simulated(Client(), slip, clock)


@pytest.mark.parametrize("slip", SLIPS)
class TestEachOfThem:
    def test_has_the_right_mistake_named_within_fifteen_tasks(self, slip, clock):
        somebody = simulated(slip, clock)
        somebody.practice(MOST_TASKS)
        slips = Card.objects.filter(learner=somebody.learner, kind=CardKind.SLIP)
        assert [card.name for card in slips] == [slip]
        assert mistake_title(slip) in words(somebody.client.get("/mistakes/"))

    def test_sees_the_mistake_go_when_they_no_longer_make_it(self, slip, clock):
        somebody = simulated(slip, clock)
        somebody.practice(MOST_TASKS)
        learned = somebody.learns()
        for _day in range(12):
            clock.goes_on(days=1)
            card = Card.objects.get(kind=CardKind.SLIP, name=learned)
            if is_cleared(card):
                break
            somebody.practice(5, "5 tasks")
        card.refresh_from_db()
        assert is_cleared(card)
        assert "Cleared" in words(somebody.client.get("/mistakes/"))
        clock.goes_on(days=200)
        today = day_of(somebody.learner, clock.now)
        assert learned not in [each.name for each in due_on(somebody.learner, today)]


def test_the_three_have_different_wishes_the_next_day(clock):
    wishes = []
    for slip in SLIPS:
        somebody = simulated(slip, clock)
        somebody.practice(MOST_TASKS)
        tomorrow = day_of(somebody.learner, clock.now).fromordinal(clock.now.toordinal() + 1)
        chosen = choose(somebody.learner, tomorrow)
        assert chosen
        assert slip in chosen.task.kind.slips()
        wishes.append(chosen.wish.slip)
    assert wishes == list(SLIPS)
