"""The progress page: activity, levels and readiness week by week, on the learner's own days."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes.learners.visitor import Visitor
from quizzes.models import Attempt, Card, Learner, Rating, Review, Verdict
from quizzes.planning.goals import Aim
from quizzes.planning.skills import levels_of, skill_cards
from quizzes.progress.answers import (
    AT_ONCE,
    IMPRECISE,
    LATER,
    LONGEST_PAUSE,
    SHOWN,
    WRONG,
    Answer,
    answers_by_week,
    outcomes_of,
    time_spent,
)
from quizzes.progress.levels_over_time import (
    MOST_BEFORE,
    Reviewed,
    first_answers_by_day,
    states_at,
)
from quizzes.progress.progress import in_hours, progress_of
from quizzes.progress.weeks import WEEKS, begins_at, weeks_until
from quizzes.reviewing.levels import Level
from quizzes.reviewing.schedule import state_of
from tests.answering.all_kinds import Page, task

PROGRESS = "/progress/"
NOON = datetime(2028, 2, 29, 12, tzinfo=UTC)


@contextmanager
def queries_of() -> Iterator[list[str]]:
    """The queries that are sent, known when they have been."""
    sent: list[str] = []
    with CaptureQueriesContext(connection) as found:
        yield sent
    sent += [query["sql"] for query in found.captured_queries]


def right(client: Client, key: str = "softmax", nth: int = 0) -> None:
    shown = task(key, nth)
    Page(client, shown).answer(shown.kind.right_answer())


def words(client: Client) -> str:
    return unescape(" ".join(client.get(PROGRESS).content.decode().split()))


def mine():
    """The progress of the only learner today."""
    learner = Learner.objects.get()
    visitor, today = Visitor(browser_id=learner.browser_id), timezone.now().date()
    found = progress_of(visitor, learner, Aim(), today)
    assert found
    return found


def test_a_newcomer_is_told_what_will_stand_here_and_has_one_button(client, all_kinds):
    page = words(client)
    assert "There is nothing here yet" in page
    assert page.count('class="button"') == 1
    assert "<svg" not in page


def test_a_learner_with_a_plan_and_no_answer_is_a_newcomer(client, learner_client, all_kinds):
    Learner.objects.create(browser_id="ann")
    assert "There is nothing here yet" in words(learner_client("ann"))


def test_the_first_answer_stands_in_every_picture_and_its_table(client, all_kinds):
    right(client)
    page = words(client)
    assert "Active on 1 of the last 14 days. This week: 1 first answer," in page
    for title in ("Activity", "Skills at each level", "Readiness", "Answers by outcome"):
        assert f'aria-label="Picture: {title}"' in page
        assert f'aria-label="Numbers: {title}"' in page
    assert "streak" not in page.lower()
    assert mine().outcomes[AT_ONCE] == 1


def test_the_progress_of_somebody_else_is_not_shown(client, all_kinds):
    right(client)
    assert "There is nothing here yet" in words(Client())


def test_the_levels_of_this_week_are_those_of_today(client, all_kinds):
    for nth in range(3):
        right(client, nth=nth)
    right(client, key="dot")
    learner, found = Learner.objects.get(), mine()
    levels = levels_of(skill_cards(learner), found.today).values()
    now = {level: sum(each >= level for each in levels) for level in Level if level}
    assert found.this_week.knowledge.at_least == now
    assert now[Level.PROFICIENT] == 1
    assert found.this_week.knowledge.percent > 0
    assert found.weeks[0].knowledge.at_least[Level.FAMILIAR] == 0


def test_it_is_worked_out_once_until_the_next_answer(client, all_kinds):
    right(client)
    with queries_of() as first:
        client.get(PROGRESS)
    with queries_of() as again:
        client.get(PROGRESS)
    assert len(again) < len(first) <= 12
    assert not [sql for sql in again if "quizzes_review" in sql or "quizzes_attempt" in sql]
    right(client, nth=1)
    assert "This week: 2 first answers," in words(client)


def test_another_time_zone_is_another_progress(client, all_kinds):
    right(client)
    assert "Active on 1" in words(client)
    Learner.objects.update(time_zone="Pacific/Kiritimati")
    with queries_of() as made:
        assert "Active on 1" in words(client)
    assert [sql for sql in made if "quizzes_review" in sql]


# Weeks and days.


def test_there_are_twelve_weeks_from_monday_and_the_last_ends_today():
    leap_day = date(2028, 2, 29)
    weeks = weeks_until(leap_day)
    assert len(weeks) == WEEKS
    assert (weeks[-1].first, weeks[-1].last) == (date(2028, 2, 28), leap_day)
    days = [week.first + timedelta(n) for week in weeks_until(date(2028, 3, 8)) for n in range(7)]
    assert leap_day in days
    assert len(set(days)) == 7 * WEEKS
    assert weeks_until(date(2026, 11, 30))[-1].first == date(2026, 11, 30)


def test_a_day_begins_where_the_learner_is():
    day = date(2028, 2, 29)
    assert begins_at(day, "Pacific/Kiritimati") == datetime(2028, 2, 28, 10, tzinfo=UTC)
    assert begins_at(day, "Pacific/Honolulu") == datetime(2028, 2, 29, 10, tzinfo=UTC)
    assert begins_at(day, "Nowhere/Land") == datetime(2028, 2, 29, tzinfo=UTC)


def test_one_moment_is_in_another_week_beyond_the_date_line(client, all_kinds):
    right(client)
    learner = Learner.objects.get()
    # Sunday evening in Honolulu is Monday in Kiritimati.
    Attempt._base_manager.update(created_at=datetime(2028, 2, 28, 9, tzinfo=UTC))
    for zone, week in (("Pacific/Honolulu", -2), ("Pacific/Kiritimati", -1)):
        learner.time_zone = zone
        found = answers_by_week(learner, weeks_until(date(2028, 2, 29)))
        assert found[week].outcomes == {AT_ONCE: 1}


def test_who_moved_west_has_answered_today_and_not_tomorrow():
    log = [Reviewed("s", Rating.GOOD, date(2028, 3, 1), False)]
    assert first_answers_by_day(log, date(2028, 2, 29)) == {date(2028, 2, 29): 1}
    (*before, now) = states_at([date(2028, 2, 27), date(2028, 2, 29)], log, date(2028, 2, 21))
    assert before == [None]
    assert now.reviews == 1


# The fold.


def test_the_fold_ends_with_the_state_that_the_card_has(client, all_kinds):
    for nth in range(4):
        right(client, nth=nth)
    card = Card.objects.get()
    log = [Reviewed(card.name, r.rating, r.day, r.is_mixed) for r in Review.objects.order_by("pk")]
    weeks = weeks_until(card.reviewed_on)
    assert [*states_at([w.last for w in weeks], log, weeks[0].first)][-1] == state_of(card)


def test_a_long_log_from_before_is_cut_and_the_weeks_are_whole():
    first = date(2028, 1, 3)
    old = [Reviewed("s", Rating.GOOD, first - timedelta(9), False)] * 500
    new = [Reviewed("s", Rating.GOOD, first + timedelta(1), False)] * 300
    before, after = states_at([first, first + timedelta(6)], old + new, first)
    assert (before.reviews, after.reviews) == (MOST_BEFORE, MOST_BEFORE + 300)


# Outcomes and time.


def answer(minute: float = 0, verdict: str = Verdict.RIGHT, **facts: object) -> Answer:
    usual = {"numbers": (1, 1), "way_shown": False, "hints": 0, "seconds": None}
    of_quiz = {"sitting": None, "began": None}
    return Answer(NOON + timedelta(minutes=minute), verdict=verdict, **usual | of_quiz | facts)


def test_right_at_once_is_the_first_try_without_help():
    assert [*outcomes_of([answer()])] == [AT_ONCE]
    assert [*outcomes_of([answer(hints=1)])] == [LATER]
    assert [*outcomes_of([answer(way_shown=True)])] == [LATER]
    assert [*outcomes_of([answer(verdict=Verdict.WRONG), answer()])] == [WRONG, LATER]
    other_numbers = answer(numbers=(1, 2))
    assert [*outcomes_of([answer(verdict=Verdict.WRONG), other_numbers])] == [WRONG, AT_ONCE]
    rest = [answer(verdict=Verdict.IMPRECISE), answer(verdict=Verdict.GIVEN_UP)]
    assert [*outcomes_of(rest)] == [IMPRECISE, SHOWN]


@pytest.mark.parametrize(
    ("answers", "minutes"),
    [
        ([], 0),
        ([answer()], 0),
        ([answer(seconds=120)], 2),
        ([answer(seconds=86_400)], 10),
        ([answer(), answer(4), answer(7)], 7),
        ([answer(), answer(4), answer(300)], 14),
        # The clock of the server went back.
        ([answer(5), answer(4)], 0),
    ],
)
def test_time_is_what_lies_between_answers_but_no_long_pause(answers, minutes):
    assert time_spent(answers) == timedelta(minutes=minutes)


def test_a_quiz_counts_from_its_start_to_its_end_and_not_what_was_answered_meanwhile():
    quiz = {"sitting": uuid4(), "began": NOON}
    at_its_end = [answer(25, **quiz)] * 4
    assert time_spent(at_its_end) == timedelta(minutes=25)
    assert time_spent([answer(20), *at_its_end]) == timedelta(minutes=5)
    left_open = [answer(600, **quiz)] * 4
    assert time_spent(left_open) == 4 * LONGEST_PAUSE


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "none"),
        (20, "under a minute"),
        (60, "1 min"),
        (3_600, "1 h"),
        (3_599, "1 h"),
        (7_500, "2 h 5 min"),
    ],
)
def test_time_in_words(seconds, said):
    assert in_hours(timedelta(seconds=seconds)) == said
