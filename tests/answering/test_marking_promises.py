"""What is known of a learner's earlier answers to the same numbers, and of nobody else's."""

import pytest

from attention_engine import AnswerSyntaxError
from quizzes.answering.marking import give_up, history_of, last_try, mark
from quizzes.answering.standing import History
from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Learner, Verdict
from tests.answering.all_kinds import task, wrong_raw
from tests.fixtures import stored_attempt

pytestmark = pytest.mark.usefixtures("all_kinds")


def learner(digit: str = "1") -> Learner:
    return learner_with(digit * 32)


def answer(shown, raw: str, nonce: str, who: Learner | None = None):
    return mark(shown, who or learner(), nonce * 32, raw, 10)


class TestTheLastTry:
    def test_it_is_the_latest_answer_judged_again(self):
        shown = task("softmax")
        answer(shown, shown.kind.right_answer(), "a")
        latest = answer(shown, "1 2 3 4", "b")
        found = last_try(learner(), shown)
        assert found is not None
        assert (found.attempt, found.repeated) == (latest.attempt, True)
        assert found.judgement is not None
        assert found.judgement.verdict == Verdict.WRONG
        assert found.history == History(wrong=1, solved=True, way_shown=True)

    def test_asking_for_the_solution_is_no_try(self):
        shown = task("softmax")
        first = answer(shown, "1 2 3 4", "a")
        give_up(shown, learner(), "b" * 32, None)
        found = last_try(learner(), shown)
        assert found is not None
        assert found.attempt == first.attempt

    def test_there_is_none_for_others_other_numbers_and_newcomers(self):
        answer(task("softmax"), "1 2 3 4", "a")
        assert last_try(None, task("softmax")) is None
        assert last_try(learner("2"), task("softmax")) is None
        assert last_try(learner(), task("softmax", 1)) is None
        answer(task("dot"), "123456", "b", learner("2"))
        assert last_try(learner("2"), task("softmax")) is None

    def test_there_is_none_if_it_can_no_longer_be_read(self):
        shown = task("softmax")
        stored_attempt("1" * 32, shown.item, Verdict.WRONG, raw="0.1 0.2,, 0.3")
        with pytest.raises(AnswerSyntaxError):
            shown.kind.judge("0.1 0.2,, 0.3")
        assert last_try(learner(), shown) is None


class TestTheHistory:
    def test_a_form_posted_again_tells_all_that_was_done_with_these_numbers(self):
        shown = task("softmax")
        first = answer(shown, wrong_raw(shown), "a")
        answer(shown, wrong_raw(shown), "b")
        again = answer(shown, wrong_raw(shown), "a")
        assert first.history == History(wrong=1)
        assert again.history == History(wrong=2)

    def test_the_second_wrong_answer_offers_the_solution_and_who_saw_it_solves_nothing(self):
        shown = task("softmax")
        histories = [answer(shown, wrong_raw(shown), nonce).history for nonce in "ab"]
        assert [h.offers_the_solution for h in histories] == [False, True]
        assert [h.way_shown for h in histories] == [False, False]
        seen = give_up(shown, learner(), "d" * 32, None).history
        assert (seen.offers_the_solution, seen.way_shown) == (False, True)
        late = answer(shown, shown.kind.right_answer(), "c")
        assert late.history == History(wrong=2, solved=False, way_shown=True)
        assert late.attempt.way_shown
        assert history_of(learner(), shown) == late.history

    def test_a_right_answer_solves_and_shows_the_solution(self):
        shown = task("softmax")
        solved = answer(shown, shown.kind.right_answer(), "a")
        assert solved.history == History(wrong=0, solved=True, way_shown=True)
        assert not solved.attempt.way_shown
        assert history_of(learner(), shown) == solved.history

    def test_it_is_that_of_one_learner_and_one_set_of_numbers(self):
        answer(task("softmax"), wrong_raw(task("softmax")), "a")
        for who, shown in ((learner("2"), task("softmax")), (learner(), task("softmax", 1))):
            assert history_of(who, shown) == History()
        assert history_of(None, task("softmax")) == History()


def test_giving_up_stores_no_score_and_no_answer():
    given = give_up(task("softmax"), learner(), "a" * 32, 42)
    stored = Attempt.marked.get()
    assert (stored.raw, stored.seconds) == ("", 42)
    assert (stored.mark.verdict, stored.mark.score) == (Verdict.GIVEN_UP, 0.0)
    assert (given.judgement, given.history) == (None, History(way_shown=True))
