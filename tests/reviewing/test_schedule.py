"""When a card is due again: whole days of the learner, never twice on one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.learners.days import day_at
from quizzes.models import Card, Rating
from quizzes.reviewing.levels import Level, is_cleared, level_of
from quizzes.reviewing.schedule import LONGEST_DAYS, CardState, forgetting, recall, state_after

START = date(2026, 12, 1)
RATINGS = st.sampled_from(list(Rating))


def after(*reviews: tuple[int, Rating], is_mixed: bool = True) -> CardState:
    """The state after reviews, each so many days after the start."""
    state = None
    for days, rating in reviews:
        state = state_after(state, rating, START + timedelta(days), is_mixed=is_mixed)
    assert state is not None
    return state


def card(state: CardState) -> Card:
    return Card(**vars(state))


@given(st.lists(st.tuples(st.integers(0, 400), RATINGS), min_size=1, max_size=12))
def test_a_card_is_due_on_a_later_day_and_never_beyond_the_longest_interval(reviews):
    state = after(*reviews)
    assert timedelta(1) <= state.due_on - state.reviewed_on <= timedelta(LONGEST_DAYS)
    assert state.reviews == len(reviews)
    assert 0 < recall(card(state), state.due_on) < 1


@given(st.lists(st.tuples(st.integers(0, 40), RATINGS), min_size=1, max_size=6))
def test_the_same_reviews_always_make_the_same_state(reviews):
    assert after(*reviews) == after(*reviews)


@given(
    st.lists(
        st.tuples(st.floats(0.01, 400), st.integers(-2, 400)), min_size=2, max_size=2, unique=True
    )
)
def test_what_is_forgotten_more_is_recalled_less(cards):
    """The order of a queue does not need the probability itself."""
    one, other = (
        Card(stability=s, difficulty=5.0, reviewed_on=START - timedelta(d), due_on=START)
        for s, d in cards
    )
    if forgetting(one, START) > forgetting(other, START):
        assert recall(one, START) <= recall(other, START)
    else:
        assert recall(one, START) >= recall(other, START)


def test_a_slip_comes_back_the_next_day_and_what_was_right_later():
    assert after((0, Rating.AGAIN)).due_on == START + timedelta(1)
    assert after((0, Rating.GOOD)).due_on > START + timedelta(1)
    assert after((0, Rating.GOOD), (2, Rating.GOOD)).due_on > START + timedelta(4)


def test_travelling_west_over_the_date_line_does_not_turn_time_back():
    state = after((1, Rating.GOOD), (0, Rating.AGAIN))
    assert state.reviewed_on == START + timedelta(1)
    assert state.due_on == START + timedelta(2)


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        (datetime(2026, 12, 2, 9, 50, tzinfo=UTC), "Pacific/Honolulu", date(2026, 12, 1)),
        (datetime(2026, 12, 1, 10, 30, tzinfo=UTC), "Pacific/Kiritimati", date(2026, 12, 2)),
        (datetime(2028, 2, 29, 23, 30, tzinfo=UTC), "Europe/Prague", date(2028, 3, 1)),
        (datetime(2028, 2, 29, 12, 0, tzinfo=UTC), "UTC", date(2028, 2, 29)),
        (datetime(2026, 12, 1, 12, 0, tzinfo=UTC), "No/Such/Zone", date(2026, 12, 1)),
        (datetime(2026, 12, 1, 12, 0, tzinfo=UTC), "../../etc/passwd", date(2026, 12, 1)),
    ],
)
def test_a_day_is_the_one_where_the_learner_is(moment, zone, expected):
    assert day_at(moment, zone) == expected


GOOD = Rating.GOOD


class TestTheLevels:
    def test_no_answer_is_not_started_and_any_answer_is_familiar(self):
        assert level_of(None, START) == Level.NOT_STARTED
        for rating in Rating:
            assert level_of(card(after((0, rating))), START) == Level.FAMILIAR

    def test_two_in_a_row_right_at_once_are_proficient(self):
        assert level_of(card(after((0, GOOD), (0, GOOD))), START) == Level.PROFICIENT
        with_a_hint = after((0, GOOD), (0, Rating.HARD), (0, GOOD))
        assert level_of(card(with_a_hint), START) == Level.FAMILIAR

    def test_mastered_takes_mixed_tasks_on_two_days(self):
        three = (0, GOOD), (0, GOOD), (1, GOOD)
        day = START + timedelta(1)
        assert level_of(card(after(*three)), day) == Level.MASTERED
        assert level_of(card(after(*three, is_mixed=False)), day) == Level.PROFICIENT
        on_one_day = after((0, GOOD), (0, GOOD), (0, GOOD))
        assert level_of(card(on_one_day), START) == Level.PROFICIENT

    def test_a_level_falls_with_time_and_with_a_wrong_answer(self):
        known = after((0, GOOD), (0, GOOD), (1, GOOD))
        levels = [level_of(card(known), START + timedelta(d)) for d in range(1, 1000)]
        assert levels == sorted(levels, reverse=True)
        assert levels[-1] == Level.FAMILIAR
        wrong = state_after(known, Rating.AGAIN, START + timedelta(2), is_mixed=True)
        assert level_of(card(wrong), START + timedelta(2)) == Level.FAMILIAR

    def test_a_slip_is_cleared_by_three_right_answers_on_two_days_and_made_again_it_is_back(self):
        made = (0, Rating.AGAIN)
        assert not is_cleared(card(after(made, (1, GOOD), (1, GOOD), (1, GOOD))))
        gone = after(made, (1, GOOD), (4, GOOD), (9, GOOD))
        assert is_cleared(card(gone))
        again = state_after(gone, Rating.AGAIN, START + timedelta(20), is_mixed=False)
        assert not is_cleared(card(again))

    def test_a_slip_that_was_avoided_with_a_hint_was_not_made(self):
        state = after((0, Rating.AGAIN), (1, GOOD), (4, GOOD), (9, GOOD))
        day = START + timedelta(20)
        helped = state_after(state, Rating.HARD, day, is_mixed=True, is_slip=True)
        assert is_cleared(card(helped))
        assert not is_cleared(card(state_after(state, Rating.HARD, day, is_mixed=True)))
