"""What is due follows the learner's own days: around midnight, leap days and the date line. And the
bank may change between two reviews."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from quizzes.learners.days import day_of
from quizzes.models import Attempt, Card, CardKind, Item, Learner, PracticeTask, Question, Review
from quizzes.planning.due import due_on
from quizzes.practice.choosing import choose
from quizzes.reviewing.rebuilding import rebuilt_state
from quizzes.reviewing.schedule import state_of
from tests.answering.all_kinds import Page, task
from tests.practice.conftest import Clock
from tests.practice.test_practice import begin, current, next_task, page_of, words

pytestmark = pytest.mark.usefixtures("all_kinds")

HONOLULU, AUCKLAND = "Pacific/Honolulu", "Pacific/Auckland"
SLIP = "unscaled"


def at(clock: Clock, local: str, offset: str = "-10:00") -> None:
    clock.now = datetime.fromisoformat(f"{local}:00{offset}")


def lives_in(client: Client, zone: str) -> None:
    client.cookies["time_zone"] = zone


def makes_the_slip(client: Client, nth: int = 0) -> None:
    shown = task("weights", nth)
    raw = next(probe.raw for probe in shown.kind.probes() if probe.mistake == SLIP)
    Page(client, shown).answer(raw)


def slip_card() -> Card:
    return Card.objects.get(kind=CardKind.SLIP, name=SLIP)


def slips_asked(client: Client) -> list[str]:
    """The mistakes for which a session of ten tasks on this day asks its tasks, all skipped."""
    begin(client, "10 tasks")
    session = current().session_id
    for _ in range(9):
        next_task(client)
    next_task(client, end="1")
    tasks = PracticeTask.objects.filter(session=session).exclude(slip="")
    return list(tasks.values_list("slip", flat=True))


class TestTenToMidnightInHonolulu:
    @pytest.fixture(autouse=True)
    def slip(self, all_kinds: Question, client: Client, clock: Clock) -> None:
        lives_in(client, HONOLULU)
        at(clock, "2026-12-01T23:50")
        makes_the_slip(client)

    def test_a_slip_is_not_due_on_the_same_day(self, client, clock):
        assert slip_card().reviewed_on == date(2026, 12, 1)
        at(clock, "2026-12-01T23:59")
        assert "Nothing is due today" in words(client.get("/practice/"))
        assert slips_asked(client) == []

    def test_it_is_due_after_midnight_and_comes_first(self, client, clock):
        at(clock, "2026-12-02T00:01")
        assert "1 mistake" in words(client.get("/practice/"))
        begin(client)
        assert current().slip == SLIP

    @pytest.mark.parametrize("again", [False, True])
    def test_answered_then_it_does_not_come_twice_on_that_day(self, client, clock, again):
        at(clock, "2026-12-02T00:01")
        begin(client)
        page = page_of(client)
        mistaken = next(p.raw for p in page.task.kind.probes() if p.mistake == SLIP)
        page.answer(mistaken if again else page.task.kind.right_answer())
        assert slip_card().due_on >= date(2026, 12, 3)
        for local in ("2026-12-02T00:02", "2026-12-02T12:00", "2026-12-02T23:59"):
            at(clock, local)
            assert SLIP not in slips_asked(client), local
        # By then it is the third of December in UTC, but not where the learner is.
        assert clock.now.astimezone(UTC).date() == date(2026, 12, 3)
        assert "1 mistake" not in words(client.get("/practice/"))

    def test_somebody_in_london_makes_it_on_the_second(self, clock):
        other = Client()
        lives_in(other, "Europe/London")
        makes_the_slip(other)
        day = Card.objects.filter(kind=CardKind.SLIP).latest("pk").reviewed_on
        assert day == date(2026, 12, 2)


class TestOverTheDateLine:
    def test_a_day_that_comes_twice_counts_once(self, client, clock):
        lives_in(client, AUCKLAND)
        at(clock, "2026-12-02T09:00", "+13:00")
        makes_the_slip(client)
        assert slip_card().due_on == date(2026, 12, 3)
        # Some hours later it is still the first of December in Honolulu.
        lives_in(client, HONOLULU)
        at(clock, "2026-12-01T19:00")
        makes_the_slip(client, 1)
        card = slip_card()
        assert (card.reviewed_on, card.due_on) == (date(2026, 12, 2), date(2026, 12, 3))
        assert Review.objects.filter(card=card).count() == 2
        assert rebuilt_state(card) == state_of(card)
        for address in ("/practice/", "/mistakes/", "/"):
            assert client.get(address).status_code == 200
        at(clock, "2026-12-02T08:00")
        assert slips_asked(client) == []
        at(clock, "2026-12-03T08:00")
        assert SLIP in slips_asked(client)

    def test_a_day_that_is_skipped_makes_nothing_late(self, client, clock):
        lives_in(client, HONOLULU)
        at(clock, "2026-12-01T23:50")
        makes_the_slip(client)
        lives_in(client, AUCKLAND)
        at(clock, "2026-12-03T08:00", "+13:00")
        begin(client)
        assert current().slip == SLIP
        assert Learner.objects.get().time_zone == AUCKLAND
        assert "You were away" not in words(client.get("/practice/"))


class TestLeapDay:
    def test_the_day_after_the_28th_of_february_is_the_29th(self, client, clock):
        lives_in(client, HONOLULU)
        at(clock, "2028-02-28T23:50")
        makes_the_slip(client)
        assert slip_card().due_on == date(2028, 2, 29)
        at(clock, "2028-02-29T00:10")
        begin(client)
        assert current().slip == SLIP
        page = page_of(client)
        page.answer(page.task.kind.right_answer())
        card = slip_card()
        assert card.reviewed_on == date(2028, 2, 29)
        assert card.due_on > date(2028, 2, 29)
        assert rebuilt_state(card) == state_of(card)

    def test_what_was_learned_on_it_comes_back_a_year_later(self, client, clock):
        at(clock, "2028-02-29T12:00")
        makes_the_slip(client)
        at(clock, "2029-02-28T12:00")
        assert "1 mistake" in words(client.get("/practice/"))


class TestTheBankChangesBetweenTwoReviews:
    @pytest.fixture(autouse=True)
    def slip(self, all_kinds: Question, client: Client, clock: Clock) -> None:
        makes_the_slip(client)
        clock.goes_on(days=1)
        self.ann, self.day = Learner.objects.get(), day_of(Learner.objects.get(), clock.now)

    def test_a_task_that_was_withdrawn_makes_place_for_another_with_the_same_slip(self):
        Item.objects.filter(key="weights").update(retired=True)
        chosen = choose(self.ann, self.day)
        assert chosen
        assert chosen.wish.slip == SLIP
        assert chosen.task.item.key != "weights"
        assert SLIP in chosen.task.kind.slips()

    def test_a_slip_that_no_task_can_show_anymore_waits_and_something_else_comes(self, client):
        Item.objects.filter(skill__startswith="computation").update(retired=True)
        chosen = choose(self.ann, self.day)
        assert chosen
        assert chosen.wish.slip == ""
        assert client.get("/practice/").status_code == 200
        assert client.get("/mistakes/").status_code == 200

    def test_an_edited_task_has_new_numbers_at_each_seed(self):
        item = Item.objects.get(key="weights")
        answered = Attempt.objects.get().seed
        version = item.versions.get(version=item.version)
        version.pk, version.version, version._state.adding = None, item.version + 1, True
        version.save()
        others = Item.objects.exclude(pk=item.pk)
        others.update(retired=True)
        Item.objects.filter(pk=item.pk).update(version=version.version, seeds=[answered])
        chosen = choose(self.ann, self.day)
        assert chosen
        assert (chosen.task.seed, chosen.task.version) == (answered, version.version)

    def test_a_skill_without_a_task_is_not_due_and_its_card_stays(self):
        Item.objects.filter(skill="computation:attention_weights").update(retired=True)
        assert [card.kind for card in due_on(self.ann, self.day)] == [CardKind.SLIP]
        assert Card.objects.filter(name="computation:attention_weights").exists()

    def test_a_summary_names_a_task_that_was_withdrawn_after_it_was_answered(self, client):
        begin(client)
        page = page_of(client)
        page.answer(page.task.kind.right_answer())
        Item.objects.filter(pk=page.task.item.pk).update(retired=True)
        response = next_task(client, end="1")
        assert "1 of 1 right on the first try" in words(response)
        assert page.task.item.question.title in words(response)

    def test_a_summary_says_what_is_left_for_today(self, client):
        begin(client)
        left = due_on(self.ann, self.day)
        assert f"{len(left)} due" in words(next_task(client, end="1")).partition("What next")[2]
