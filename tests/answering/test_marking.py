"""Marking: one row for each form, a permanent record, and a solution that has to be earned."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from attention_engine import AnswerSyntaxError
from quizzes.answering.marking import give_up, history_of, mark
from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Verdict
from tests.answering.all_kinds import stored_question, task, wrong_raw

PARALLEL = 20


def learner(digit="1"):
    return learner_with(digit * 32)


def marked(shown, raw, nonce):
    return mark(shown, learner(), nonce * 32, raw, 10)


@pytest.mark.usefixtures("all_kinds")
class TestOneAttempt:
    def test_it_keeps_all_that_was_known(self):
        shown = task("softmax")
        attempt = marked(shown, "1 2 3 4", "a").attempt
        stored = Attempt.marked.get()
        assert stored == attempt
        assert (stored.raw, stored.mark.submitted) == ("1 2 3 4", [1, 2, 3, 4])
        assert (stored.mark.verdict, stored.seconds) == (Verdict.WRONG, 10)
        assert (stored.item_version.version, stored.seed) == (shown.item.version, shown.seed)

    def test_a_known_mistake_is_stored_by_name(self):
        shown = task("weights")
        probe = next(probe for probe in shown.kind.probes() if probe.mistake == "unscaled")
        assert "unscaled" in marked(shown, probe.raw, "a").attempt.mark.mistakes

    def test_what_cannot_be_read_is_not_stored(self):
        with pytest.raises(AnswerSyntaxError):
            marked(task("softmax"), "0.1 0.2,, 0.3", "a")
        assert not Attempt.objects.exists()

    def test_a_hidden_score_is_stored_as_valid_json(self):
        shown = task("derive")
        marked(shown, shown.kind.right_answer(), "a")
        assert Attempt.marked.get().mark.submitted["masked_scores"][0][1] == "-inf"

    def test_the_same_token_again_gives_the_first_result(self):
        shown = task("softmax")
        first = marked(shown, wrong_raw(shown), "a")
        second = marked(shown, shown.kind.right_answer(), "a")
        assert (first.repeated, second.repeated) == (False, True)
        assert second.attempt == first.attempt
        assert second.judgement.verdict == "wrong"
        assert Attempt.objects.count() == 1

    def test_giving_up_twice_is_giving_up_once(self):
        shown = task("softmax")
        give_up(shown, learner(), "a" * 32, 1)
        again = give_up(shown, learner(), "a" * 32, 1)
        assert again.repeated
        assert Attempt.marked.get().mark.verdict == Verdict.GIVEN_UP


@pytest.mark.usefixtures("all_kinds")
class TestTheWay:
    def test_it_is_offered_after_two_wrong_answers_and_shown_only_when_asked_for(self):
        shown = task("softmax")
        marked(shown, wrong_raw(shown), "a")
        assert not history_of(learner(), shown).offers_the_solution
        for nonce in "bcd":
            history = marked(shown, wrong_raw(shown), nonce).history
            assert (history.offers_the_solution, history.way_shown) == (True, False)
            assert history == history_of(learner(), shown)
        history = give_up(shown, learner(), "e" * 32, 1).history
        assert (history.offers_the_solution, history.way_shown) == (False, True)

    def test_too_few_digits_are_no_wrong_answer(self):
        shown = task("softmax")
        near = next(probe.raw for probe in shown.kind.probes() if probe.verdict == "imprecise")
        for nonce in "abc":
            assert marked(shown, near, nonce).attempt.mark.verdict == Verdict.IMPRECISE
        assert not history_of(learner(), shown).offers_the_solution

    def test_wrong_answers_to_other_numbers_or_of_others_do_not_count(self):
        shown, other = task("softmax"), task("softmax", 1)
        marked(shown, wrong_raw(shown), "a")
        marked(other, wrong_raw(other), "b")
        mark(shown, learner("2"), "c" * 32, wrong_raw(shown), 1)
        assert not history_of(learner(), shown).offers_the_solution

    def test_a_right_answer_after_the_way_is_kept_apart(self):
        shown = task("softmax")
        give_up(shown, learner(), "a" * 32, 1)
        attempt = marked(shown, shown.kind.right_answer(), "b").attempt
        assert (attempt.mark.verdict, attempt.way_shown) == (Verdict.RIGHT, True)
        assert not history_of(learner(), shown).solved

    def test_a_right_answer_before_the_way_solves_the_variant(self):
        shown = task("softmax")
        marked(shown, wrong_raw(shown), "a")
        marked(shown, shown.kind.right_answer(), "b")
        assert history_of(learner(), shown).solved


@pytest.mark.usefixtures("shared_database")
def test_twenty_posts_of_one_form_at_once_make_one_attempt():
    stored_question()
    shown = task("weights")
    raw = wrong_raw(shown)
    start = threading.Barrier(PARALLEL)

    def post(_number: int) -> tuple[int, str]:
        start.wait()
        try:
            result = mark(task("weights"), learner(), "f" * 32, raw, 3)
            return result.attempt.pk, result.judgement.message
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(PARALLEL) as pool:
        results = set(pool.map(post, range(PARALLEL)))
    assert len(results) == 1
    assert Attempt.objects.count() == 1
