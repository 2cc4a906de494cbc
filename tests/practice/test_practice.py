"""Practice: tasks come one after the other, and each answer is a review among mixed tasks."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from attention_engine import format_array
from quizzes.answering.task import Task
from quizzes.models import (
    Attempt,
    Card,
    CardKind,
    Item,
    Learner,
    PracticeSession,
    PracticeTask,
    Review,
    Sitting,
)
from quizzes.planning.due import due_on
from quizzes.planning.skills import skills_in_order
from quizzes.practice import session as sessions
from quizzes.practice.choosing import choose
from tests.answering.all_kinds import Page, stored_quiz, task
from tests.fixtures import kept_learner, stored_attempt, stored_card

pytestmark = pytest.mark.usefixtures("all_kinds")

PRACTICE = "/practice/"


def begin(client: Client, length: str = "5 tasks", **fields: str):
    token = client.get(PRACTICE).context["token"]
    return client.post(PRACTICE, {"token": token, "length": length, **fields}, follow=True)


def current() -> PracticeTask:
    return PracticeTask.objects.select_related("item__question").latest("pk")


def page_of(client: Client) -> Page:
    asked = current()
    return Page(client, Task(asked.item, asked.seed))


def next_task(client: Client, **fields: str):
    asked = current()
    address = reverse("practice-next", args=[asked.session_id])
    return client.post(address, {"number": asked.number, **fields}, follow=True)


def words(response) -> str:
    return " ".join(response.content.decode().split())


class TestASession:
    def test_it_goes_from_task_to_task_and_ends_with_what_came_of_it(self, client):
        response = begin(client)
        assert response.redirect_chain
        assert "Practice, task 1 of 5" in words(response)
        skills = set()
        for number in range(1, 6):
            assert current().number == number
            page = page_of(client)
            skills.add(page.task.item.skill)
            page.answer(page.task.kind.right_answer())
            assert "Next task" in page.text
            response = next_task(client)
        assert "5 of 5 right on the first try" in words(response)
        assert PracticeSession.objects.get().finished_at is not None
        # Mixed: no skill twice while others are left.
        assert len(skills) == min(5, len(skills_in_order()))
        assert set(Review.objects.values_list("is_mixed", flat=True)) == {True}

    def test_next_task_stands_under_a_wrong_answer_too(self, client):
        begin(client)
        page = page_of(client)
        page.give_up()
        assert "Next task" in page.text
        assert "Here is the solution" in page.text

    def test_a_second_answer_to_the_task_keeps_the_first(self, client):
        begin(client)
        page = page_of(client)
        page.give_up()
        first = current().attempt_id
        assert first
        Page(client, page.task).answer(page.task.kind.right_answer())
        assert current().attempt_id == first

    def test_a_task_can_be_skipped_and_comes_no_more_at_once(self, client):
        begin(client)
        skipped = current()
        response = next_task(client)
        assert "Practice, task 2 of 5" in words(response)
        assert current().item_id != skipped.item_id
        assert Attempt.objects.count() == 0

    def test_a_double_click_and_a_second_tab_skip_nothing(self, client):
        begin(client)
        address = reverse("practice-next", args=[current().session_id])
        for _ in range(3):
            client.post(address, {"number": "1"})
        assert current().number == 2

    def test_it_can_be_ended_and_ended_again(self, client):
        begin(client)
        assert "You did not answer any tasks" in words(next_task(client, end="1"))
        assert "You did not answer any tasks" in words(next_task(client, end="1"))
        assert "You did not answer any tasks" in words(next_task(client))
        assert "Practice, task" not in words(client.get(current().item.get_absolute_url()))

    def test_a_form_sent_twice_starts_one_session_and_a_new_one_ends_the_old(self, client):
        token = client.get(PRACTICE).context["token"]
        for _ in range(2):
            client.post(PRACTICE, {"token": token, "length": "5 tasks"})
        assert PracticeSession.objects.count() == 1
        begin(client, "10 minutes")
        assert PracticeSession.objects.filter(finished_at=None).count() == 1
        assert PracticeSession.objects.count() == 2

    def test_an_open_session_is_offered(self, client):
        begin(client)
        page = client.get(PRACTICE)
        assert "You have a session in progress" in words(page)
        assert str(page.context["running"].pk) in words(page)


class TestBadInput:
    @pytest.mark.parametrize(
        ("fields", "status", "sentence"),
        [
            ({"length": "7 tasks"}, 422, "not on the list, so nothing was started"),
            ({"length": "5 parsecs"}, 422, "not on the list, so nothing was started"),
            ({"length": ""}, 422, "not on the list, so nothing was started"),
            ({"slip": "no-such-mistake"}, 422, "not on the list, so nothing was started"),
            ({"topic": "no-such-topic"}, 422, "not on the list, so nothing was started"),
            ({"token": "made up"}, 400, "Nothing was started"),
        ],
    )
    def test_what_the_form_does_not_offer_is_refused_in_words(
        self, client, fields, status, sentence
    ):
        token = client.get(PRACTICE).context["token"]
        sent = {"token": token, "length": "5 tasks"} | fields
        refused = client.post(PRACTICE, sent)
        assert refused.status_code == status
        assert sentence in words(refused)
        assert not PracticeSession.objects.exists()

    def test_an_item_that_was_withdrawn_does_not_break_the_session(self, client):
        begin(client)
        Item.objects.filter(pk=current().item_id).update(retired=True)
        assert "Practice, task 2 of 5" in words(next_task(client))

    def test_an_item_that_was_deleted_makes_place_for_another_task(self, client):
        begin(client)
        session = current().session_id
        PracticeTask.objects.all().delete()
        shown = client.get(reverse("practice-session", args=[session]), follow=True)
        assert "Practice, task 1 of 5" in words(shown)

    @pytest.mark.parametrize("change", [{"retired": True}, {"version": 99}, {"seeds": [61]}])
    def test_continue_leads_past_a_task_that_can_no_longer_be_asked(self, client, change):
        begin(client)
        asked = current()
        Item.objects.filter(pk=asked.item_id).update(**change)
        address = reverse("practice-session", args=[asked.session_id])
        shown = client.get(address, follow=True)
        assert "Practice, task 2 of 5" in words(shown)

    def test_two_forms_of_one_page_start_two_sessions(self, client):
        token = client.get(PRACTICE).context["token"]
        for length in ("5 tasks", "10 tasks"):
            client.post(PRACTICE, {"token": token, "length": length})
        assert [s.length for s in PracticeSession.objects.order_by("started_at")] == [5, 10]

    def test_a_session_by_time_ends_after_a_while_of_skipping(self, client, monkeypatch):
        monkeypatch.setattr(sessions, "MOST_TASKS", 2)
        begin(client, "40 minutes")
        next_task(client)
        assert "Practice summary" in words(next_task(client))

    def test_an_empty_bank_says_so(self, client):
        Item.objects.update(retired=True)
        token = client.get(PRACTICE).context["token"]
        refused = client.post(PRACTICE, {"token": token, "length": "5 tasks"})
        assert refused.status_code == 409
        assert "no tasks to practice" in words(refused)
        assert not Learner.objects.exists()


NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


class TestTheChoice:
    def slip_made(self, client: Client) -> tuple[str, Learner]:
        shown = task("softmax")
        mistake, value = next(iter(shown.kind.known_mistakes().items()))
        page = Page(client, shown)
        page.answer(format_array(value, decimals=shown.spec.decimals))
        return mistake, Learner.objects.get()

    def test_a_slip_is_due_the_next_day_and_comes_first_on_new_numbers(self, client):
        mistake, learner = self.slip_made(client)
        day = Card.objects.get(kind=CardKind.SLIP).reviewed_on
        today, tomorrow = choose(learner, day), choose(learner, day + timedelta(1))
        assert today
        assert today.wish.slip == ""
        assert tomorrow
        assert tomorrow.wish.slip == mistake
        assert mistake in tomorrow.task.kind.slips()
        answered = Attempt.objects.get()
        assert (tomorrow.task.item, tomorrow.task.seed) != (answered.item, answered.seed)

    def test_one_slip_can_be_practiced_alone_and_is_then_not_mixed(self, client):
        mistake, _learner = self.slip_made(client)
        begin(client, slip=mistake)
        page = page_of(client)
        assert mistake in page.task.kind.slips()
        page.answer(page.task.kind.right_answer())
        assert not Review.objects.latest("pk").is_mixed
        assert Card.objects.get(kind=CardKind.SLIP).streak == 1

    def card(self, kind: str, name: str, **facts: object) -> Card:
        learner, yesterday = kept_learner("1" * 32), NOON.date() - timedelta(1)
        return stored_card(learner, kind, name, yesterday, **facts)

    def test_what_is_no_longer_in_the_bank_or_the_catalog_is_left_out(self):
        for number in range(20):
            self.card(CardKind.SLIP, f"forgotten-{number}")
            self.card(CardKind.SKILL, f"concept:withdrawn-{number}")
        learner = kept_learner("1" * 32)
        assert due_on(learner, NOON.date()) == []
        chosen = choose(learner, NOON.date())
        assert chosen
        assert chosen.wish.reason == "new"

    def test_a_slip_that_is_cleared_does_not_come(self):
        self.card(CardKind.SLIP, "unscaled", streak=3, streak_days=2)
        self.card(CardKind.SLIP, "transposed")
        due = due_on(kept_learner("1" * 32), NOON.date())
        assert [card.name for card in due] == ["transposed"]

    def test_a_task_of_an_unfinished_quiz_is_not_asked_at_any_seed_with_the_same_answer(
        self, client
    ):
        quiz = stored_quiz("grows", "hold", "shape", "cost", "in-order")
        address = quiz.get_absolute_url()
        client.post(address, {"token": client.get(address).context["token"]})
        for _ in range(6):
            begin(client, "20 tasks")
            for _task in range(12):
                assert current().item.key not in ("grows", "hold", "in-order")
                next_task(client)

    def test_numbers_that_were_answered_come_last(self):
        learner = kept_learner("1" * 32)
        for item in Item.published.all():
            stored_attempt("1" * 32, item, "right")
        chosen = choose(learner, NOON.date())
        assert chosen
        answered = Attempt.objects.filter(item=chosen.task.item).values_list("seed", flat=True)
        assert chosen.task.seed not in answered


class TestAQuizWhoseTimeIsOut:
    def test_it_is_judged_before_practice_asks_its_tasks(self, client):
        quiz = stored_quiz("softmax")
        address = quiz.get_absolute_url()
        token = client.get(address).context["token"]
        client.post(address, {"token": token, "clock": "5"})
        Sitting.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
        client.get(PRACTICE)
        sitting = Sitting.objects.get()
        assert sitting.finished_at == sitting.ends_at


def test_a_kept_page_takes_three_queries_for_a_learner_and_few_when_it_is_made(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    begin(client)
    page_of(client).answer(current_answer())
    with django_assert_max_num_queries(12):
        client.get(PRACTICE)
    client.get(PRACTICE)
    # The edition, what is unfinished, and what is known of the learner.
    with django_assert_num_queries(3):
        client.get(PRACTICE)


def current_answer() -> str:
    asked = current()
    return Task(asked.item, asked.seed).kind.right_answer()
