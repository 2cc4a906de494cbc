"""Two learners who are one person become one: nothing is lost, nothing counts twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from quizzes.accounts.merging import MOVES, merge
from quizzes.models import (
    Attempt,
    Bookmark,
    Card,
    CustomQuiz,
    Goal,
    HintsShown,
    Interview,
    Item,
    Learner,
    Note,
    PracticeSession,
    Quiz,
    Reminder,
    ReminderSettings,
    Report,
    Review,
    Sitting,
)
from quizzes.reviewing.earlier import review_attempts_of
from quizzes.reviewing.rebuilding import rebuilt_state
from quizzes.reviewing.schedule import state_of
from tests.fixtures import kept_learner, stored_attempt
from tests.interviewing.scripted import held_interview

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
SOURCE, TARGET = "a" * 32, "b" * 32


@pytest.fixture
def item(bank) -> Item:
    return Item.objects.filter(kind="matrix").get()


@pytest.fixture
def source(item) -> Learner:
    return kept_learner(SOURCE)


@pytest.fixture
def target(item) -> Learner:
    learner = kept_learner(TARGET)
    Learner.objects.filter(pk=learner.pk).update(user=User.objects.create_user("u"))
    return learner


def answered(learner: Learner, item: Item, verdict: str, days_ago: int, **facts) -> Attempt:
    when = NOW - timedelta(days=days_ago)
    return stored_attempt(learner.browser_id, item, verdict, created_at=when, **facts)


def practice(learner: Learner, started_at: datetime, token: str = "t") -> PracticeSession:
    return PracticeSession.objects.create(
        learner=learner, token=token, length=5, unit="tasks", started_at=started_at
    )


def test_every_table_with_a_learner_is_merged() -> None:
    """Give a new table a function in MOVES."""
    with_learner = {relation.related_model for relation in Learner._meta.related_objects}
    assert with_learner == set(MOVES)


def test_all_answers_of_both_are_the_targets_and_the_source_is_gone(source, target, item) -> None:
    for days_ago in (3, 2, 1):
        answered(source, item, "right", days_ago)
    answered(target, item, "wrong", 4)
    assert merge(source, target, NOW)
    assert Attempt.objects.filter(learner=target).count() == 4
    assert not Learner.objects.filter(browser_id=SOURCE).exists()


def test_a_second_merge_does_nothing(source, target, item) -> None:
    answered(source, item, "right", 1)
    assert merge(source, target, NOW)
    assert not merge(source, target, NOW)
    assert not merge(target, target, NOW)
    assert Attempt.objects.count() == 1


def test_a_form_that_was_posted_as_both_counts_once(source, target, item) -> None:
    first = answered(target, item, "right", 2)
    facts = {"item": item, "item_version": first.item_version, "seed": 1, "token": first.token}
    Attempt.objects.create(learner=source, **facts)
    merge(source, target, NOW)
    assert list(Attempt.objects.values_list("pk", "learner")) == [(first.pk, target.pk)]


def test_cards_are_what_one_learner_with_all_the_answers_would_have(source, target, item) -> None:
    """The log of both in one card, in the order in which it was written."""
    for learner, verdict, days_ago in [
        (source, "right", 60),
        (target, "wrong", 40),
        (source, "right", 20),
        (target, "right", 1),
    ]:
        answered(learner, item, verdict, days_ago)
    review_attempts_of(source)
    review_attempts_of(target)
    merge(source, target, NOW)
    card = Card.objects.get(kind="skill")
    assert card.learner == target
    assert card.reviews == Review.objects.filter(card=card).count() == 4
    assert state_of(card) == rebuilt_state(card)


def test_a_skill_that_only_the_source_has_keeps_its_state(source, target, item) -> None:
    answered(source, item, "right", 5)
    review_attempts_of(source)
    before = state_of(Card.objects.get())
    merge(source, target, NOW)
    assert state_of(Card.objects.get(learner=target)) == before


def test_the_most_hints_that_either_saw_were_seen(source, target, item) -> None:
    for learner, seed, count in [(source, 1, 3), (target, 1, 2), (source, 2, 1), (target, 3, 2)]:
        HintsShown.objects.create(
            learner=learner, item=item, item_version=1, seed=seed, count=count
        )
    merge(source, target, NOW)
    seen = HintsShown.objects.filter(learner=target).values_list("seed", "count")
    assert sorted(seen) == [(1, 3), (2, 1), (3, 2)]


@pytest.mark.parametrize("later", ["source", "target"])
def test_the_practice_that_was_begun_last_goes_on(source, target, later) -> None:
    hours = {"source": 1, "target": 1, later: 0}
    sessions = {
        name: practice(learner, NOW - timedelta(hours=hours[name]))
        for name, learner in [("source", source), ("target", target)]
    }
    merge(source, target, NOW)
    assert PracticeSession.objects.filter(learner=target).count() == 2
    assert PracticeSession.objects.get(finished_at=None) == sessions[later]


@pytest.mark.parametrize("later", ["source", "target"])
def test_the_interview_that_was_begun_last_goes_on(source, target, later) -> None:
    for name, learner in [("source", source), ("target", target)]:
        held_interview(learner, name)
        started_at = NOW - timedelta(hours=0 if name == later else 1)
        Interview.objects.filter(learner=learner).update(started_at=started_at, finished_at=None)
    merge(source, target, NOW)
    assert Interview.objects.filter(learner=target).count() == 2
    going_on = Interview.objects.get(finished_at=None)
    assert going_on.turns.get().text == later


def test_quizzes_come_along_even_from_one_form(source, target, bank) -> None:
    quiz = Quiz.objects.get()
    for learner in (source, target):
        Sitting.objects.create(learner=learner, quiz=quiz, token="t", plan=[])
        CustomQuiz.objects.create(
            learner=learner, token="t", title="Mine", choice={}, plan=[], created_at=NOW
        )
    merge(source, target, NOW)
    assert Sitting.objects.filter(learner=target).count() == 2
    assert CustomQuiz.objects.filter(learner=target).count() == 2


def test_the_plan_of_the_account_counts_and_the_other_fills_its_gaps(source, target) -> None:
    Goal.objects.create(learner=source, role="research", interview_on=date(2027, 1, 9))
    Goal.objects.create(learner=target, role="systems", minutes_a_day=30)
    merge(source, target, NOW)
    goal = Goal.objects.get()
    assert (goal.learner, goal.role, goal.minutes_a_day) == (target, "systems", 30)
    assert goal.interview_on == date(2027, 1, 9)


def test_settings_of_the_browser_fill_those_of_the_account(source, target) -> None:
    Learner.objects.filter(pk=source.pk).update(theme="dark", time_zone="Asia/Tokyo")
    merge(source, target, NOW)
    kept = Learner.objects.get(pk=target.pk)
    assert (kept.theme, kept.time_zone) == ("dark", "Asia/Tokyo")


def test_what_was_worked_out_before_is_out_of_date(source, target, item) -> None:
    answered(source, item, "right", 1)
    versions = Learner.objects.values_list("record_version", flat=True)
    before = max(versions)
    merge(source, target, NOW)
    assert Learner.objects.get(pk=target.pk).record_version > before


def test_what_both_kept_is_kept_once_and_two_notes_become_one(source, target, item):
    question = item.question
    for learner in (source, target):
        Bookmark.objects.create(learner=learner, item=item, created_at=NOW)
        text = f"of {learner.browser_id[0]}"
        Note.objects.create(learner=learner, question=question, text=text, updated_at=NOW)
    Bookmark.objects.create(learner=source, question=question, created_at=NOW)
    merge(source, target, NOW)
    kept = Bookmark.objects.filter(learner=target).order_by("pk").values_list("question", "item")
    assert list(kept) == [(None, item.pk), (question.pk, None)]
    note = Note.objects.get()
    assert (note.learner, note.text, note.version) == (target, "of b\n\nof a", 2)


def test_a_report_posted_as_each_learner_counts_once(source, target, item):
    facts = {"item": item, "item_version": item.current_version, "seed": 1, "kind": "other"}
    for learner, token in ((source, "x"), (target, "x"), (source, "y")):
        Report.objects.create(
            learner=learner, token=token, text="It looks odd.", created_at=NOW, **facts
        )
    merge(source, target, NOW)
    reports = Report.objects.filter(learner=target).order_by("token")
    assert list(reports.values_list("token", flat=True)) == ["x", "y"]
    assert Report.objects.count() == 2


def wants_reminders(learner: Learner, hour: int) -> None:
    ReminderSettings.objects.create(
        learner=learner, time_zone="UTC", hour=hour, weekday=6, next_daily_at=NOW
    )


def reminded(learner: Learner, day: date, state: str) -> None:
    facts = {"due_at": NOW, "try_at": NOW, "changed_at": NOW}
    Reminder.objects.create(learner=learner, kind="daily", day=day, state=state, **facts)


def test_the_reminders_that_the_target_has_chosen_stay(source, target) -> None:
    wants_reminders(source, 7)
    wants_reminders(target, 18)
    merge(source, target, NOW)
    assert ReminderSettings.objects.get(learner=target).hour == 18
    assert ReminderSettings.objects.count() == 1


def test_reminders_come_along_and_one_day_has_one(source, target) -> None:
    wants_reminders(source, 7)
    reminded(source, date(2026, 12, 1), "waiting")
    reminded(source, date(2026, 11, 30), "sent")
    reminded(target, date(2026, 12, 1), "sent")
    merge(source, target, NOW)
    assert ReminderSettings.objects.get(learner=target).hour == 7
    kept = Reminder.objects.filter(learner=target).order_by("day").values_list("day", "state")
    assert list(kept) == [(date(2026, 11, 30), "sent"), (date(2026, 12, 1), "sent")]
