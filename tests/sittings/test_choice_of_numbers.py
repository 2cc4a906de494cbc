"""Which numbers a new sitting takes: those that the learner has not met, while there are any."""

import pytest

from quizzes.answering.marking import give_up, mark
from quizzes.answering.task import Task
from quizzes.learners.cookie import learner_with
from quizzes.models import Item, Learner
from quizzes.sittings import lifecycle
from tests.answering.all_kinds import QUESTION, stored_question, stored_quiz

pytestmark = pytest.mark.usefixtures("all_kinds")

# So many sittings that a choice among two seeds or more would meet both.
TOKENS = [f"{number:032x}" for number in range(24)]


def somebody(digit: str = "1") -> Learner:
    return learner_with(digit * 32)


def dot() -> Item:
    return Item.published.get(key="dot")


def seeds_of_new_sittings(learner: Learner) -> set[int]:
    quiz = stored_quiz("dot")
    return {lifecycle.start(quiz, learner, token).plan[0]["seed"] for token in TOKENS}


def meet(learner: Learner, seeds: list[int]) -> None:
    for seed in seeds:
        mark(Task(dot(), seed), learner, f"{seed:032x}", "123456", 10)


def test_all_released_numbers_may_come_up_for_somebody_new():
    assert len(dot().seeds) > 1
    assert len(seeds_of_new_sittings(somebody())) > 1


@pytest.mark.parametrize("left", [0, -1])
def test_the_numbers_that_the_learner_has_not_met_come_first(left):
    seeds = list(dot().seeds)
    fresh = seeds.pop(left)
    meet(somebody(), seeds)
    assert seeds_of_new_sittings(somebody()) == {fresh}


def test_numbers_that_were_given_up_have_been_met_too():
    fresh, *seeds = dot().seeds
    for seed in seeds:
        give_up(Task(dot(), seed), somebody(), f"{seed:032x}", None)
    assert seeds_of_new_sittings(somebody()) == {fresh}


def test_numbers_of_an_earlier_sitting_have_been_met_too():
    learner, quiz = somebody(), stored_quiz("dot")
    taken = []
    for token in TOKENS[: len(dot().seeds)]:
        sitting = lifecycle.start(quiz, learner, token)
        lifecycle.finish(sitting, sitting.started_at)
        taken.append(sitting.plan[0]["seed"])
    assert sorted(taken) == sorted(dot().seeds)


def test_whoever_has_met_them_all_still_gets_released_numbers():
    meet(somebody(), list(dot().seeds))
    seeds = seeds_of_new_sittings(somebody())
    assert len(seeds) > 1
    assert seeds <= set(dot().seeds)


def test_what_others_have_met_is_new_to_this_learner():
    fresh, *seeds = dot().seeds
    meet(somebody("2"), seeds)
    assert seeds_of_new_sittings(somebody()) != {fresh}


def test_numbers_of_an_earlier_version_of_the_task_do_not_count_as_met():
    fresh, *seeds = dot().seeds
    meet(somebody(), seeds)
    before = dot().version
    stored_question(QUESTION.replace("What is the dot product", "What then is the dot product"))
    assert dot().version > before
    assert seeds_of_new_sittings(somebody()) != {fresh}
