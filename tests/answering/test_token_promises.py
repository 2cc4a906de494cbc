"""A form's token: the time it measures, and what its refusals say."""

import pytest

from quizzes.answering.form_tokens import (
    LONGEST_SECONDS,
    BadToken,
    ItemToken,
    TaskChanged,
    issue_item_token,
    issue_quiz_token,
    read_item_token,
    read_quiz_token,
    task_of_token,
)
from tests.answering.all_kinds import task

NOON = 1_700_000_000


@pytest.mark.parametrize(
    ("later", "seconds"),
    [
        (0, 0),
        (0.9, 0),
        (1, 1),
        (61.5, 61),
        (LONGEST_SECONDS, LONGEST_SECONDS),
        (LONGEST_SECONDS + 1, None),
        (-1, None),
    ],
)
def test_the_time_of_an_answer_is_counted_from_its_form_up_to_a_day(later, seconds):
    token = ItemToken(item=1, version=1, seed=1, nonce="a", issued=NOON)
    assert token.seconds_until(NOON + later) == seconds


def test_a_day_is_the_longest_time():
    assert LONGEST_SECONDS == 86_400


def test_two_forms_of_one_task_count_apart():
    tokens = [read_item_token(issue_item_token(1, 2, 3, NOON + 0.5)) for _ in range(2)]
    assert {(t.item, t.version, t.seed, t.issued) for t in tokens} == {(1, 2, 3, NOON)}
    nonces = {t.nonce for t in tokens} | {
        read_quiz_token(issue_quiz_token(5, NOON), 5, NOON) for _ in range(2)
    }
    assert len(nonces) == 4
    # What a person could not guess.
    assert {len(nonce) for nonce in nonces} == {32}


def test_a_refusal_says_which_form_it_was_made_for():
    with pytest.raises(BadToken, match="made for another quiz"):
        read_quiz_token(issue_quiz_token(1, NOON), 2, NOON)
    for text in ("", "nonsense", issue_quiz_token(1, NOON)):
        with pytest.raises(BadToken, match="not made by this site"):
            read_item_token(text)


@pytest.mark.usefixtures("all_kinds")
def test_a_form_of_another_task_is_refused_and_a_changed_task_says_so():
    item = task("dot").item
    other = issue_item_token(item.pk + 1, item.version, item.seeds[0], NOON)
    with pytest.raises(BadToken, match="made for another task"):
        task_of_token(item, other, now=NOON)
    old = issue_item_token(item.pk, item.version + 1, item.seeds[0], NOON)
    with pytest.raises(TaskChanged, match="changed since this form was made") as changed:
        task_of_token(item, old, now=NOON)
    assert changed.value.token == read_item_token(old)
