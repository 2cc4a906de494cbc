"""One verdict for each number, which the sentence repeats and never contradicts."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention_engine import check_answer, check_steps, compute
from attention_engine.judging.cells import CELL_VERDICTS, is_short_of_digits
from attention_engine.judging.check import checked
from attention_engine.judging.tolerance import tolerance_of

COUNTED = re.compile(r"(\d+) (?:has|have) too few digits")


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [(0.6652, "right"), (0.665, "right"), (0.6672, "close"), (0.5, "wrong")],
)
def test_a_number_with_enough_digits_is_right_close_or_wrong(typed, verdict):
    answer = [typed, 0.33481]
    assert check_answer([0.6652, 0.3348], answer, decimals=3).cell_verdicts[0] == verdict


@pytest.mark.parametrize(
    ("typed", "verdict"), [(0.67, "short"), (0.7, "short"), (0.63, "wrong"), (0.4, "wrong")]
)
def test_one_with_fewer_digits_is_short_if_it_is_right_as_far_as_they_go(typed, verdict):
    assert check_answer([0.6652, 0.3], [typed, 0.3], decimals=3).cell_verdicts[0] == verdict


def test_digits_count_as_typed():
    """0.670 has three, so its fault is not a missing digit."""
    check = checked(np.array([0.6652]), np.array([0.67]), tolerance_of(decimals=3), 3)
    assert check.cell_verdicts.tolist() == ["close"]
    assert "give three decimals" not in check.detail


def test_weights_without_the_mask_in_three_decimals_are_not_said_to_lack_digits():
    rng = np.random.default_rng(0)
    for _each in range(200):
        inputs = {"query": rng.normal(size=(3, 4)), "key": rng.normal(size=(3, 4))}
        expected = compute("attention_weights", inputs | {"is_causal": True})
        answer = compute("attention_weights", inputs)
        typed = checked(expected, np.round(answer, 3), tolerance_of(decimals=3), 3)
        assert not (typed.cell_verdicts == "short").any()
        assert "digits" not in typed.detail


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ([0.67, 0.33, 0.9, 0.24], "0 of 4 cells are right, 2 have too few digits."),
        ([0.67, 0.9, 0.8, 0.4], "1 of 4 cells is right, 1 has too few digits."),
        ([0.665, 0.335, 0.901, 0.121], "2 of 4 cells are right."),
    ],
)
def test_beside_wrong_numbers_those_that_only_lack_digits_are_counted(typed, counted):
    check = check_answer([0.6652, 0.3348, 0.1, 0.4], typed, decimals=3)
    assert check.verdict == "wrong"
    assert check.message.startswith(counted)


ANSWERS = st.lists(
    st.tuples(st.floats(-2, 2), st.floats(-0.1, 0.1), st.integers(0, 5)), min_size=1, max_size=8
)


@given(ANSWERS, st.integers(0, 4), st.booleans())
def test_the_sentence_counts_what_the_cells_say(cells, decimals, is_coarse):
    expected = np.array([right for right, _off, _digits in cells])
    typed = np.array(
        [round(right + off, 1 if is_coarse else digits) for right, off, digits in cells]
    )
    check = check_answer(expected, typed, decimals=decimals)
    verdicts = check.cell_verdicts
    assert set(verdicts.ravel()) <= set(CELL_VERDICTS)
    assert check.correct == (verdicts == "right").all()
    assert (check.cells == (verdicts == "right")).all()
    if check.verdict == "imprecise":
        assert not (verdicts == "wrong").any()
        assert ("give " in check.message) == is_short_of_digits(verdicts)
    if counted := COUNTED.search(check.message):
        assert int(counted[1]) == np.count_nonzero(verdicts == "short")
    if "right to" in check.message:
        assert is_short_of_digits(verdicts)
    if "not close enough" in check.message:
        assert (verdicts == "close").any()


def test_a_step_that_follows_from_an_own_slip_is_right_in_every_cell():
    inputs = {"query": [[1, 0, 2, 1]], "key": [[1, 1, 0, 0], [0, 1, 1, 2]]}
    own = np.array([[2.0, 4.0]])
    found = check_steps(
        "attention_weights", inputs, {"dot_products": own, "scores": own / 2}, decimals=3
    )
    assert found.steps[0].cell_verdicts.tolist() == [["wrong", "right"]]
    assert found.steps[1].cell_verdicts.tolist() == [["right", "right"]]
