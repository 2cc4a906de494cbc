"""Readiness, by the rules that the page on levels states."""

from datetime import timedelta

import pytest

from quizzes.planning.readiness import minutes_in_words, readiness_of
from quizzes.reviewing.levels import Level

from .makers import TODAY, known, topic


def test_proficient_counts_in_full_a_right_answer_half_and_a_wrong_one_nothing():
    cards = known(a=2, b=1, c=0)
    (found,) = readiness_of([topic("t", "a", "b", "c", "d")], cards, TODAY).topics
    assert [skill.share for skill in found.skills] == [1, 0.5, 0, 0]
    assert (found.percent, found.known, found.count) == (37, 1, 4)
    assert [skill.is_begun for skill in found.skills] == [True, True, True, False]


def test_what_is_asked_often_counts_three_times_what_is_asked_rarely():
    often, rarely = topic("often", "a"), topic("rarely", "b", asked="rarely")
    assert readiness_of([often, rarely], known(a=2), TODAY).percent == 75
    assert readiness_of([often, rarely], known(b=2), TODAY).percent == 25


def test_another_role_is_asked_other_things():
    topics = [topic("t", "a", asked="rarely"), topic("u", "b")]
    assert readiness_of(topics, known(a=2), TODAY).percent == 25
    # Nothing is said of this role, so both are asked sometimes.
    assert readiness_of(topics, known(a=2), TODAY, "research").percent == 50


def test_a_topic_has_the_level_that_all_its_skills_have_reached():
    topics = [topic("t", "a", "b")]

    def level(**streaks):
        return readiness_of(topics, known(**streaks), TODAY).topics[0].level

    assert level() == Level.NOT_STARTED
    assert level(a=2) == Level.FAMILIAR
    assert level(a=2, b=2) == Level.PROFICIENT
    assert level(a=3, b=2) == Level.PROFICIENT
    assert level(a=3, b=3) == Level.MASTERED


def test_what_is_probably_forgotten_takes_one_right_answer():
    later = TODAY + timedelta(2_000)
    (found,) = readiness_of([topic("t", "a")], known(a=5), later).topics
    assert (found.skills[0].level, found.skills[0].to_go) == (Level.FAMILIAR, 1)


def test_an_empty_bank_is_no_fault():
    found = readiness_of([], {}, TODAY)
    assert (found.percent, found.known, found.is_begun) == (0, 0, False)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 min"),
        (59, "59 min"),
        (60, "1 h"),
        (61, "1 h 30 min"),
        (90, "1 h 30 min"),
        (91, "2 h"),
    ],
)
def test_long_times_are_told_in_half_hours(minutes, words):
    assert minutes_in_words(minutes) == words


class TestWhatIsExpected:
    def expected(self, topics, **streaks):
        found = readiness_of(topics, known(**streaks), TODAY)
        return found.expected_percent, [round(topic.expected, 2) for topic in found.topics]

    def test_a_topic_without_an_answer_counts_half(self):
        assert self.expected([topic("t", "a", "b")]) == (50, [0.5])

    def test_one_answer_does_not_decide_and_many_do(self):
        topics = [topic("t", *"abcd")]
        assert self.expected(topics, a=1)[1] == [0.67]
        assert self.expected(topics, a=0)[1] == [0.33]
        assert self.expected(topics, a=0, b=0)[1] == [0.25]
        assert self.expected(topics, a=1, b=1, c=1, d=1)[1] == [0.83]

    def test_what_a_topic_builds_on_is_probably_known_if_it_goes_well(self):
        topics = [
            topic("ground", "a", leads_to=("top",)),
            topic("top", "b", builds_on=("ground",)),
        ]
        assert self.expected(topics, b=1)[1] == [0.75, 0.67]
        assert self.expected(topics, b=0)[1] == [0.33, 0.33]

    def test_a_topic_without_an_answer_goes_like_all_that_was_answered(self):
        topics = [topic("asked", *"abcd"), topic("unasked", "e")]
        assert self.expected(topics, a=0, b=0, c=0, d=0)[1] == [0.17, 0.17]
        assert self.expected(topics, a=1, b=1, c=1, d=1)[1] == [0.83, 0.83]

    def test_it_is_never_less_than_what_was_shown(self):
        assert self.expected([topic("t", "a", "b")], a=2, b=2)[0] == 100
