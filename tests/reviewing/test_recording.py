"""Which answers are reviews of which cards, and that the log can rebuild them."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from attention_engine import format_array
from attention_engine.mistakes import can_be_avoided
from quizzes.answering.evidence import shown_by
from quizzes.answering.marking import give_up, mark
from quizzes.answering.standing import Standing, standing_of
from quizzes.answering.task import Task
from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Card, CardKind, Learner, Rating, Review, Verdict
from quizzes.reviewing.earlier import review_earlier_attempts
from quizzes.reviewing.rebuilding import rebuild, rebuilt_state
from quizzes.reviewing.recording import record
from quizzes.reviewing.schedule import state_of
from tests.answering.all_kinds import task, wrong_raw
from tests.fixtures import kept_learner, stored_attempt

pytestmark = pytest.mark.usefixtures("all_kinds")

# A wrong vector that no known mistake makes.
UNEXPLAINED = "7 -3 11 2"
SOFTMAX = (CardKind.SKILL, "computation:softmax")


def learner() -> Learner:
    return learner_with("1" * 32)


def answer(shown: Task, raw: str, nonce: str) -> Attempt:
    return mark(shown, learner(), nonce * 32, raw, 10).attempt


def right(shown: Task) -> str:
    return shown.kind.right_answer()


def mistaken(shown: Task) -> tuple[str, str]:
    """A known mistake, and the answer that shows it."""
    mistake, value = next(iter(shown.kind.known_mistakes().items()))
    return mistake, format_array(value, decimals=shown.spec.decimals)


def cards() -> dict[tuple[str, str], Card]:
    return {(card.kind, card.name): card for card in Card.objects.filter(learner=learner())}


def log() -> list[tuple[str, int]]:
    rows = Review.objects.order_by("pk").select_related("card")
    return [(row.card.name, row.rating) for row in rows]


def test_a_right_answer_reviews_the_skill_alone():
    answer(task("softmax"), right(task("softmax")), "a")
    assert set(cards()) == {SOFTMAX}
    assert log() == [("computation:softmax", Rating.GOOD)]


def test_a_slip_becomes_a_card_and_an_answer_without_it_is_its_review():
    first, second = task("softmax"), task("softmax", 1)
    mistake, raw = mistaken(first)
    answer(first, raw, "a")
    slip = (CardKind.SLIP, mistake)
    assert set(cards()) == {SOFTMAX, slip}
    assert cards()[slip].lapses == 1
    assert mistake in second.kind.slips()
    answer(second, right(second), "b")
    assert cards()[slip].streak == 1
    assert log()[-2:] == [("computation:softmax", Rating.GOOD), (mistake, Rating.GOOD)]


def test_an_answer_that_could_not_show_the_slip_says_nothing_about_it():
    mistake, raw = mistaken(task("softmax"))
    answer(task("softmax"), raw, "a")
    assert mistake not in task("dot").kind.slips()
    answer(task("dot"), right(task("dot")), "b")
    assert cards()[CardKind.SLIP, mistake].reviews == 1


def test_a_second_try_at_the_same_numbers_counts_only_where_it_shows_a_slip():
    shown = task("softmax")
    mistake, raw = mistaken(shown)
    answer(shown, UNEXPLAINED, "a")
    answer(shown, right(shown), "b")
    assert log() == [("computation:softmax", Rating.AGAIN)]
    answer(shown, raw, "c")
    assert log()[1:] == [(mistake, Rating.AGAIN)]


def test_asking_for_the_solution_is_forgetting_and_a_right_answer_after_it_says_nothing():
    give_up(task("softmax"), learner(), "a" * 32, None)
    answer(task("softmax"), right(task("softmax")), "b")
    assert log() == [("computation:softmax", Rating.AGAIN)]


def test_the_same_form_sent_twice_is_one_review():
    for _ in range(2):
        answer(task("softmax"), right(task("softmax")), "a")
    assert len(log()) == 1


def test_a_task_with_one_answer_for_all_seeds_counts_once_a_day():
    answer(task("grows"), wrong_raw(task("grows")), "a")
    answer(task("grows", 1), right(task("grows", 1)), "b")
    name = f"concept:{task('grows').item.question.slug}"
    assert log() == [(name, Rating.AGAIN)]


def test_other_learners_have_cards_of_their_own():
    answer(task("softmax"), right(task("softmax")), "a")
    mark(task("softmax"), learner_with("2" * 32), "b" * 32, UNEXPLAINED, 3)
    assert cards()[SOFTMAX].streak == 1
    assert Card.objects.get(learner__browser_id="2" * 32).streak == 0


def test_each_kind_names_as_avoidable_what_its_probes_show():
    """A slip that a right answer clears is one that a wrong answer would have shown."""
    for key in ("softmax", "weights", "dot", "derive", "flops", "which-weights"):
        shown = task(key)
        named = {probe.mistake for probe in shown.kind.probes() if probe.mistake}
        assert named, key
        assert named <= shown.kind.slips(), key


def stored_at(moment: datetime, zone: str, mistakes: tuple[str, ...] = ()) -> Card:
    """The skill's card after a wrong answer that was stored at this moment."""
    shown = task("softmax")
    who = kept_learner("1" * 32)
    who.time_zone = zone
    attempt = stored_attempt("1" * 32, shown.item, Verdict.WRONG, raw="1 2 3 4")
    attempt = Attempt.marked.get(pk=attempt.pk)
    attempt.created_at = moment
    record(who, [shown_by(shown, attempt, None, Standing())])
    return cards()[SOFTMAX]


def test_a_slip_at_ten_to_midnight_in_honolulu_is_due_the_next_local_day():
    card = stored_at(datetime(2026, 12, 2, 9, 50, tzinfo=UTC), "Pacific/Honolulu")
    assert card.reviewed_on == date(2026, 12, 1)
    assert card.due_on == date(2026, 12, 2)
    assert not card.is_due(date(2026, 12, 1))


@pytest.mark.parametrize(("days", "counts"), [(0, False), (13, False), (14, True)])
def test_numbers_that_were_answered_two_weeks_ago_count_again(days, counts):
    """The seeds of a task are few, and its skill comes back for months."""
    shown = task("softmax")
    answer(shown, right(shown), "a")
    attempt = answer(shown, right(shown), "b")
    attempt.created_at += timedelta(days)
    found = shown_by(shown, attempt, None, standing_of(learner(), shown))
    assert found.evidence.is_first == counts


def test_a_mistake_in_the_form_of_an_answer_makes_no_card():
    """No right answer could ever show that it was not made."""
    shown = task("derive")
    steps = json.loads(right(shown))
    names = list(steps)
    # The scores in place of the weights: found by their place, not by a wrong number.
    steps[names[-1]] = steps[names[0]]
    attempt = answer(shown, json.dumps(steps), "a")
    assert attempt.mark.mistakes
    for slip in (card for (kind, card) in cards() if kind == CardKind.SLIP):
        assert can_be_avoided(slip)


def test_the_log_rebuilds_every_card():
    for number, nonce in enumerate("abcd"):
        shown = task("softmax", number)
        answer(shown, mistaken(shown)[1] if number % 2 else right(shown), nonce)
    for card in Card.objects.all():
        assert rebuilt_state(card) == state_of(card)
    assert rebuild(learner()) == []
    Card.objects.filter(kind=CardKind.SKILL).update(stability=99.0, streak=7)
    assert [card.kind for card in rebuild(learner())] == [CardKind.SKILL]
    assert rebuild(learner()) == []


def test_who_answered_before_there_were_cards_gets_the_same_ones():
    for number, nonce in enumerate("abcd"):
        shown = task("softmax", number)
        raw = mistaken(shown)[1] if number == 3 else right(shown)
        answer(shown, raw, nonce)
    answer(task("softmax"), UNEXPLAINED, "e")
    answer(task("grows"), right(task("grows")), "f")
    answer(task("grows", 1), wrong_raw(task("grows", 1)), "g")
    before = {name: state_of(card) for name, card in cards().items()}
    assert len(before) == 3
    Card.objects.all().delete()
    assert review_earlier_attempts() == 1
    assert {name: state_of(card) for name, card in cards().items()} == before
    assert review_earlier_attempts() == 0
