"""What comes on which day, and why."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizzes.models import CardKind
from quizzes.planning.plan import plan_of
from quizzes.planning.readiness import readiness_of

from .makers import TODAY, card, known, plan, slugs, topic

CHAIN = [
    topic("ground", "a", "b", leads_to=("middle",)),
    topic("middle", "c", "d", builds_on=("ground",), leads_to=("top",)),
    topic("top", "e", "f", builds_on=("middle",)),
]


def test_what_others_build_on_comes_first_and_says_how_many():
    found = plan(CHAIN)
    assert slugs(found) == ["ground", "middle", "top"]
    assert found.next_topic.above == 2


def test_what_is_known_is_not_planned():
    found = plan(CHAIN, known(a=2, b=2))
    assert slugs(found) == ["middle", "top"]
    assert found.next_topic.above == 1


def test_what_is_asked_often_comes_before_what_is_asked_rarely():
    topics = [topic("rare", "a", "b", asked="rarely"), topic("frequent", "c", "d")]
    assert slugs(plan(topics)) == ["frequent", "rare"]


def test_the_weaker_of_two_topics_comes_first():
    topics = [topic("half", "a", "b"), topic("none", "c", "d")]
    assert slugs(plan(topics, known(a=2))) == ["none", "half"]


def test_a_topic_that_went_wrong_comes_before_the_many_that_were_not_asked():
    """Seen by somebody whose one proven gap was left out for what they probably knew."""
    topics = [
        topic("ground", "a", "b", leads_to=("middle",)),
        topic("middle", "c", "d", builds_on=("ground",), leads_to=("top", "other")),
        topic("top", "e", "f", builds_on=("middle",)),
        topic("other", "g", "h", builds_on=("middle",)),
    ]
    assert slugs(plan(topics, known(c=1, e=0, f=0)))[0] == "top"


def test_what_was_done_today_makes_today_shorter():
    topics = [topic("t", *"abcdefghij")]
    readiness = readiness_of(topics, {}, TODAY)
    shorter = plan_of(readiness, (), TODAY, minutes_a_day=20, done=15)
    assert [day.minutes for day in shorter.days[:2]] == [5, 20]
    assert plan_of(readiness, (), TODAY, minutes_a_day=20, done=90).days[0].minutes == 0


def test_a_topic_asked_less_often_does_not_hold_up_what_builds_on_it():
    topics = [
        topic("ground", "a", asked="rarely", leads_to=("top",)),
        topic("top", "b", builds_on=("ground",)),
    ]
    assert slugs(plan(topics)) == ["top", "ground"]


def test_a_skill_of_two_topics_is_planned_once():
    topics = [topic("one", "a", "b"), topic("two", "a")]
    assert slugs(plan(topics)) == ["one"]
    assert plan(topics).next_topic.minutes == 8


def test_without_a_date_a_week_is_planned_and_nothing_is_left_out():
    found = plan([topic("t", *"abcdefgh")], minutes=2)
    assert len(found.days) == 7
    assert found.days_left is None
    assert not found.left_out
    assert found.days[-1].topics


def test_the_days_end_before_the_interview_and_the_last_is_quiet():
    found = plan([topic("t", *"abcdefghijkl")], days=4, minutes=10)
    assert [day.day for day in found.days] == [TODAY + timedelta(n) for n in range(4)]
    assert [day.minutes for day in found.days] == [10, 10, 10, 0]
    assert found.days[1].topics[0].is_rest


def test_what_does_not_fit_is_named_with_the_time_that_it_takes():
    found = plan(CHAIN, days=2, minutes=5)
    assert slugs(found) == ["ground", "middle"]
    assert [topic.topic.slug for topic in found.left_out] == ["top"]
    # Two days of 15 minutes hold the 24 minutes of all three; of 10 minutes, with the rest that is
    # not put off, they do, too.
    assert found.needed_a_day == 10
    assert not plan(CHAIN, days=2, minutes=10).left_out


def test_where_no_day_is_long_enough_no_time_is_promised():
    many = [topic(f"t{n}", *(f"s{n}-{m}" for m in range(40))) for n in range(9)]
    found = plan(many, days=1, minutes=20)
    assert found.left_out
    assert found.needed_a_day is None


def test_on_the_day_of_the_interview_and_after_it_nothing_is_planned():
    for days in (0, -3):
        found = plan(CHAIN, days=days)
        assert (found.days, found.days_left, found.next_topic) == ([], days, None)


def test_a_long_plan_is_shown_for_two_weeks():
    found = plan(CHAIN, days=40)
    assert (len(found.days), found.more_days) == (14, 26)


def test_reviews_take_at_most_half_a_day_and_the_rest_waits():
    due = tuple(card(f"concept:{n}", due_in=-5) for n in range(12))
    found = plan([topic("t", "x", "y")], due=due, days=4, minutes=20)
    assert [day.reviews for day in found.days] == [5, 5, 2, 0]
    assert found.days[0].topics[0].minutes == 8


def test_a_review_stands_on_the_day_on_which_it_is_due():
    due = (card("unscaled", due_in=2, kind=CardKind.SLIP),)
    assert [day.reviews for day in plan(CHAIN, due=due, days=4).days] == [0, 0, 1, 0]


def test_missed_days_leave_a_plan_that_fits_the_days_to_come():
    before = plan(CHAIN, days=4, minutes=8)
    after = plan(CHAIN, days=2, minutes=8)
    assert slugs(before)[0] == slugs(after)[0]
    assert len(after.days) == 2


@given(
    days=st.none() | st.integers(-2, 60),
    minutes=st.integers(1, 240),
    streaks=st.lists(st.integers(0, 3), min_size=6, max_size=6),
    due=st.integers(0, 300),
)
def test_any_plan_keeps_to_its_minutes_and_plans_no_topic_twice(days, minutes, streaks, due):
    cards = known(**dict(zip("abcdef", streaks, strict=True)))
    waiting = tuple(card(f"concept:{n}", due_in=-n) for n in range(due))
    found = plan(CHAIN, cards, days=days, minutes=minutes, due=waiting)
    for day in found.days:
        # One review is always possible, and a short rest is not put off.
        assert day.minutes <= max(minutes + 4, 2)
        assert all(part.minutes > 0 for part in day.topics)
    begun = [p.topic.topic.slug for d in found.days for p in d.topics if not p.is_rest]
    assert len(begun) == len(set(begun))
    assert not {*begun} & {topic.topic.slug for topic in found.left_out}
