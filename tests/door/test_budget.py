"""An address may spend only so much processor time, and gets it back."""

import pytest

from config.door import budget as module
from config.door.budget import Budget


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_who_has_spent_it_waits_until_some_is_back(clock: Clock) -> None:
    budget = Budget(6, clock)
    for _ in range(4):
        assert budget.seconds_to_wait("a") == 0
        budget.charge("a", 1.5)
    budget.charge("a", 3)
    # Three seconds too many, and six come back in a minute.
    assert budget.seconds_to_wait("a") == 30
    clock.now += 31
    assert budget.seconds_to_wait("a") == 0


def test_no_more_comes_back_than_there_was(clock: Clock) -> None:
    budget = Budget(6, clock)
    budget.charge("a", 1)
    clock.now += 3600
    budget.charge("a", 6)
    budget.charge("a", 1)
    assert budget.seconds_to_wait("a") == 10


def test_what_one_spends_another_still_has(clock: Clock) -> None:
    budget = Budget(6, clock)
    budget.charge("a", 60)
    assert budget.seconds_to_wait("b") == 0


def test_a_flood_of_addresses_takes_no_more_memory(clock: Clock, monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST_ADDRESSES", 10)
    budget = Budget(6, clock)
    for number in range(1_000):
        budget.charge(str(number), 1)
    assert len(budget.accounts) == 10


def test_zero_turns_the_limit_off(clock: Clock) -> None:
    budget = Budget(0, clock)
    budget.charge("a", 1_000)
    assert budget.seconds_to_wait("a") == 0


def test_what_an_address_has_used_is_forgotten_slowly_and_little_use_is_none(clock: Clock) -> None:
    budget = Budget(6, clock)
    for _ in range(4):
        budget.charge("often", 1)
        clock.now += 10
    budget.charge("rarely", 0.09)
    # All of it has come back, and it counts all the same.
    assert budget.seconds_to_wait("often") == 0
    assert budget.used("often") == 30
    assert budget.used("rarely") == budget.used("never") == 0
    clock.now += 600
    assert budget.used("often") == 0
