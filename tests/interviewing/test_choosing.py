"""An interview fits the role and the time, and does not repeat what was asked lately."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quizzes.interviewing.choosing import RESERVE, SLACK, Candidate, Wanted, choose

MONDAY = datetime(2026, 11, 30, 12, tzinfo=UTC)


def candidate(number: int, **facts: object) -> Candidate:
    plain = Candidate(
        number, f"q{number}/s", f"q{number}", f"t{number % 3}", "question", ("engineer",), "mid", 7
    )
    return replace(plain, **facts)


def planned(pool: list[Candidate], wanted: Wanted, seed: np.random.Generator) -> list[Candidate]:
    return choose(pool, wanted, seed).planned


def chance(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


TEN = [candidate(number) for number in range(10)]
MID = Wanted("engineer", "mid", 30)


def test_fills_the_time_from_different_topics():
    chosen = planned(TEN, MID, chance())
    assert len(chosen) == 4
    assert {each.topic for each in chosen} == {"t0", "t1", "t2"}


def test_those_for_the_role_come_first():
    others = [candidate(number, roles=("research",)) for number in range(10, 20)]
    assert all("engineer" in each.roles for each in planned([*others, *TEN], MID, chance()))


def test_what_was_asked_lately_waits():
    asked = [replace(each, last_asked=MONDAY) for each in TEN[:6]]
    chosen = planned([*asked, *TEN[6:]], MID, chance())
    assert {each.identity for each in chosen} == {6, 7, 8, 9}


def test_only_chosen_topics():
    wanted = replace(MID, topics=("t1",))
    assert {each.topic for each in planned(TEN, wanted, chance())} == {"t1"}


def test_a_question_to_begin_with_comes_first():
    assert planned(TEN, replace(MID, first="q7"), chance())[0].identity == 7


def test_a_longer_interview_for_builders_ends_with_an_estimate():
    estimate = candidate(99, kind="estimate", roles=("engineer", "systems"), minutes=10)
    assert planned([*TEN, estimate], MID, chance())[-1] == estimate
    short = planned([*TEN, estimate], replace(MID, minutes=15), chance())
    research = planned([*TEN, estimate], replace(MID, role="research"), chance())
    assert estimate not in short
    assert estimate not in research


def test_whoever_is_fast_is_asked_more():
    choice = choose(TEN, replace(MID, minutes=15), chance())
    assert len(choice.planned) == 2
    assert len(choice.reserve) == 5
    assert not set(choice.reserve) & set(choice.planned)


def test_the_question_of_the_estimate_is_not_asked_besides():
    estimate = candidate(99, question="q4", kind="estimate", minutes=10)
    choice = choose([*TEN, estimate], MID, chance())
    assert "q4" not in [each.question for each in [*choice.planned[:-1], *choice.reserve]]


def test_one_is_asked_even_if_none_fits_the_time():
    long = [candidate(1, minutes=40)]
    assert planned(long, MID, chance()) == long
    assert planned([], MID, chance()) == []


@given(
    minutes=st.lists(st.integers(3, 15), min_size=1, max_size=20),
    wanted=st.sampled_from([15, 30, 45]),
    seed=st.integers(0, 1000),
)
def test_never_asks_twice_nor_for_longer_than_planned(minutes, wanted, seed):
    pool = [candidate(number, minutes=each) for number, each in enumerate(minutes)]
    choice = choose(pool, replace(MID, minutes=wanted), chance(seed))
    chosen = [*choice.planned, *choice.reserve]
    assert len({each.identity for each in chosen}) == len(chosen) >= 1
    assert sum(each.minutes for each in choice.planned) <= wanted + SLACK
    assert sum(each.minutes for each in choice.reserve[:-1]) < RESERVE * wanted


def test_a_complete_interview_asks_its_scripts_in_order():
    wanted = replace(MID, scripts=("q7/s", "withdrawn/s", "q2/s"))
    choice = choose(TEN, wanted, chance())
    assert [each.name for each in choice.planned] == ["q7/s", "q2/s"]
    assert choice.reserve == []
