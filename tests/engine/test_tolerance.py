"""The judge of numbers: right, imprecise, wrong, and what the learner reads."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from attention_engine.judging.check import check_answer
from attention_engine.judging.sentences import tolerance_in_words

numbers = st.floats(-1e6, 1e6, allow_nan=False)
matrices = arrays(np.float64, array_shapes(max_dims=3, max_side=4), elements=numbers)


@given(matrices, st.integers(0, 6))
def test_the_expected_answer_rounded_as_asked_is_right(expected, decimals):
    check = check_answer(expected, np.round(expected, decimals), decimals=decimals)
    assert check.correct
    assert check.score == 1.0
    assert check.cells.all()


@pytest.mark.parametrize(
    ("units", "verdict"),
    [(0.5, "right"), (0.52, "imprecise"), (5.0, "imprecise"), (5.2, "wrong"), (-5.2, "wrong")],
)
def test_decimals_mean_half_a_unit_and_five_units_for_the_right_idea(units, verdict):
    assert check_answer([0.25], [0.25 + units * 1e-3], decimals=3).verdict == verdict


@pytest.mark.parametrize(
    ("submitted", "verdict"),
    [(100.105, "right"), (100.107, "imprecise"), (100.15, "imprecise"), (100.152, "wrong")],
)
def test_without_a_tolerance_it_is_a_twentieth_of_a_tenth_and_a_thousandth(submitted, verdict):
    assert check_answer(100.0, submitted).verdict == verdict


def test_a_given_atol_leaves_no_relative_tolerance_and_ten_times_it_is_imprecise():
    assert check_answer(1000.0, 1000.1, atol=0.1 + 1e-9).verdict == "right"
    assert check_answer(1000.0, 1000.9, atol=0.1).verdict == "imprecise"
    assert check_answer(1000.0, 1001.1, atol=0.1).verdict == "wrong"
    assert check_answer(1000.0, 1000.9, rtol=1e-3).verdict == "right"
    assert check_answer(1000.0, 1001.1, rtol=1e-3).verdict == "wrong"


def test_the_relative_tolerance_is_a_share_of_what_was_expected():
    assert check_answer(1.0, 1.1, rtol=0.105).correct
    assert not check_answer(1.0, 1.11, rtol=0.105).correct


def test_a_zero_weight_may_be_given_as_zero_or_rounded():
    assert check_answer([0.0034, 0.9966], [0.003, 0.997], decimals=3).correct


def test_wrong_cells_are_marked_and_counted():
    check = check_answer([[1, 2, 3], [4, 5, 6]], [[1, 2, 3], [4.01, 7, 6]], decimals=2)
    assert check.verdict == "wrong"
    assert check.cells.tolist() == [[True, True, True], [False, False, True]]
    assert check.message == (
        "4 of 6 cells are right, 1 is close but not close enough. "
        "Tolerance: 0.005. Your largest error is more than 1."
    )
    assert check.score == pytest.approx(4.5 / 6)


def test_an_imprecise_answer_is_told_how_many_digits_and_how_far_off():
    check = check_answer([0.6652, 0.0900, 0.2447], [0.67, 0.09, 0.24], decimals=3)
    assert check.verdict == "imprecise"
    assert check.message == (
        "The right idea; give three decimals. "
        "Tolerance: 0.0005. Your largest error is at most 0.005."
    )
    assert check.cells.tolist() == [False, True, False]


@pytest.mark.parametrize("cut_off", [0.762, [0.762, 0.418], [0.7628, 0.415]])
def test_who_gave_enough_digits_is_not_asked_for_more(cut_off):
    right = 0.76277 if np.isscalar(cut_off) else [0.76277, 0.41861]
    check = check_answer(right, cut_off, decimals=3)
    assert check.verdict == "imprecise"
    assert check.message.startswith(
        "The right idea; keep more digits in between and round only at the end, without "
        "truncating. "
    )


def test_the_transpose_of_the_right_shape_is_named():
    check = check_answer(np.ones((2, 3)), np.ones((3, 2)))
    assert check.verdict == "wrong"
    assert "3 x 2" in check.message
    assert "2 x 3" in check.message
    assert "transpose" in check.message
    assert check.cells.shape == (2, 3)
    assert not check.cells.any()
    assert check.score == 0


@pytest.mark.parametrize("submitted", [np.ones(6), np.ones((2, 2)), np.ones((1, 2, 3)), 1.0])
def test_another_wrong_shape_is_wrong_without_a_word_of_transpose(submitted):
    check = check_answer(np.ones((2, 3)), submitted)
    assert check.verdict == "wrong"
    assert "2 x 3" in check.message
    assert "transpose" not in check.message


def test_infinite_cells_are_right_only_if_equal():
    expected = [[1.0, -np.inf], [2.0, 3.0]]
    assert check_answer(expected, expected).correct
    for value in (np.inf, -1e308, 0.0):
        check = check_answer(expected, [[1.0, value], [2.0, 3.0]])
        assert check.verdict == "wrong"
        assert check.cells.tolist() == [[True, False], [True, True]]
    assert check_answer([1.0, 2.0], [1.0, -np.inf], rtol=1.0).verdict == "wrong"


def test_the_largest_numbers_are_compared_without_a_warning():
    assert check_answer([1e308], [-1e308]).verdict == "wrong"
    assert check_answer([-np.inf, 1e308], [-np.inf, 1e308], rtol=10.0).correct


@pytest.mark.parametrize(
    ("expected", "submitted", "message"),
    [
        ([0.25, 1], [0.2502, 1], "Right. Your largest error is 0.0002. (Tolerance: 0.0005.)"),
        ([0.25, 1], [0.25, 1], "Right. Exact. (Tolerance: 0.0005.)"),
        (0.25, 0.2502, "Right. Your error is 0.0002. (Tolerance: 0.0005.)"),
        (0.1 + 0.2, 0.3, "Right. Exact. (Tolerance: 0.0005.)"),
    ],
)  # fmt: skip
def test_a_right_answer_is_told_what_is_allowed_and_its_own_distance(expected, submitted, message):
    check = check_answer(expected, submitted, decimals=3)
    assert check.message == message


def test_a_tie_rounded_the_other_way_reads_as_what_is_allowed():
    message = check_answer([0.125], [0.1305 - 0.0055 + 0.000508], decimals=3).message
    assert message == "Right. Your error is 0.0005. (Tolerance: 0.0005.)"


@given(matrices, st.data())
def test_the_largest_difference_is_that_of_all_cells(expected, data):
    submitted = data.draw(arrays(np.float64, expected.shape, elements=numbers))
    check = check_answer(expected, submitted)
    assert check.largest_difference == np.abs(submitted - expected).max()


def test_the_largest_difference_is_infinite_or_none_where_there_is_no_number():
    assert check_answer([1.0, -np.inf], [1.5, -np.inf]).largest_difference == 0.5
    assert check_answer([1.0, -np.inf], [1.0, 2.0]).largest_difference == np.inf
    assert check_answer([1.0, 2.0], [1.0]).largest_difference is None


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(0, 4))
def test_of_one_number_that_is_not_right_nothing_is_told(one, other, submitted, decimals):
    messages = {}
    for expected in (one, other):
        check = check_answer(expected, submitted, decimals=decimals)
        if not check.correct:
            messages.setdefault(check.verdict, set()).add(check.message)
    assert all(len(each) == 1 for each in messages.values())


@given(matrices, st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.data())
def test_of_one_cell_that_is_not_right_nothing_is_told(submitted, one, other, data):
    place = data.draw(st.integers(0, submitted.size - 1))
    messages = {}
    for number in (one, other):
        expected = submitted.copy()
        expected.reshape(-1)[place] = number
        check = check_answer(expected, submitted, decimals=2)
        if not check.correct:
            messages.setdefault(check.verdict, set()).add(check.message)
    assert all(len(each) == 1 for each in messages.values())


def test_of_several_the_largest_difference_is_told_as_the_power_of_ten_below_it():
    for first, words in ((10.0, "1"), (11.0, "10"), (0.25, "0.1")):
        message = check_answer([first, 3.1], [0.0, 3.0], decimals=3).message
        assert message.endswith(f"Tolerance: 0.0005. Your largest error is more than {words}.")
    message = check_answer([1.0, 2.0, -np.inf], [5.0, 2.0, 0.0], decimals=1).message
    assert message.endswith("Your largest error is infinite.")


class TestOneToleranceForEachNumber:
    def test_each_number_is_judged_with_its_own(self):
        check = check_answer([1.0, 1.0], [1.1, 1.1], atol=[0.2, 0.05])
        assert check.cells.tolist() == [True, False]
        assert check.verdict == "imprecise"

    def test_the_message_states_the_smallest_and_the_largest(self):
        message = check_answer([1.0, 1.0], [1.0, 1.01], atol=np.array([0.2, 0.05])).message
        assert message == ("Right. Your largest error is 0.01. (Tolerance: 0.05 to 0.2.)")
        assert tolerance_in_words(atol=[0.1, 0.1]) == "Each number has a tolerance of 0.1."

    def test_another_shape_than_that_of_expected_is_refused(self):
        with pytest.raises(ValueError, match=r"atol has the shape \(3,\) but expected has \(2,\)"):
            check_answer([1.0, 2.0], [1.0, 2.0], atol=[0.1, 0.1, 0.1])

    @pytest.mark.parametrize("atol", [[], [-1.0], [np.nan], [np.inf], ["a"], [[1], [1, 2]]])
    def test_what_is_no_tolerance_is_refused(self, atol):
        with pytest.raises(ValueError, match="atol"):
            check_answer([1.0], [1.0], atol=atol)


@given(matrices, matrices)
def test_the_score_is_one_exactly_when_right(expected, submitted):
    check = check_answer(expected, submitted)
    assert 0 <= check.score <= 1
    assert (check.score == 1) == check.correct == bool(check.cells.all())
    assert check.cells.shape == expected.shape


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"expected": [1, float("nan")]}, "expected"),
        ({"submitted": [1, float("nan")]}, "submitted"),
        ({"submitted": []}, "submitted"),
        ({"submitted": "1 2"}, "submitted"),
        ({"submitted": [True, False]}, "submitted"),
        ({"submitted": [[1], [2, 3]]}, "submitted"),
        ({"submitted": [object()]}, "submitted"),
        ({"submitted": [1j]}, "submitted"),
        ({"decimals": -1}, "decimals"),
        ({"decimals": 2.0}, "decimals"),
        ({"decimals": True}, "decimals"),
        ({"decimals": 10**6}, "decimals"),
        ({"decimals": 3, "atol": 0.1}, "decimals"),
        ({"atol": -1}, "atol"),
        ({"atol": float("inf")}, "atol"),
        ({"rtol": float("nan")}, "rtol"),
        ({"rtol": "1"}, "rtol"),
    ],
)
def test_a_bad_argument_is_named(arguments, named):
    with pytest.raises(ValueError, match=named):
        check_answer(**({"expected": [1, 2], "submitted": [1, 2]} | arguments))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"decimals": 3}, "Round to three decimals (tolerance 0.0005)."),
        ({"decimals": 1}, "Round to one decimal (tolerance 0.05)."),
        ({"decimals": 0}, "Round to whole numbers (tolerance 0.5)."),
        ({}, "Each number has a tolerance of 0.005 plus 0.1% of its size."),
        ({"atol": 0.01}, "Each number has a tolerance of 0.01."),
        ({"rtol": 0.01}, "Each number has a tolerance of 1% of its size."),
        ({"rtol": 0, "atol": 0}, "Each number has a tolerance of 0."),
        (
            {"atol": 0.003, "decimals": 3, "step_decimals": 2},
            "Keep at least two decimals in every step; round the result to three decimals "
            "(tolerance 0.003).",
        ),
    ],
)
def test_the_tolerance_is_stated_in_words(arguments, words):
    assert tolerance_in_words(**arguments) == words


def test_the_inputs_are_left_as_they_were():
    expected, submitted = np.array([1, 2]), np.array([1.0, 2.5], dtype=np.float32)
    check_answer(expected, submitted)
    assert expected.tolist() == [1, 2]
    assert submitted.tolist() == [1.0, 2.5]


def test_few_digits_that_are_right_as_far_as_they_go_are_told_so():
    expected = [0.5064, 0.1863, 0.3072]
    check = check_answer(expected, [0.5, 0.2, 0.3], decimals=3)
    assert check.verdict == "wrong"
    assert check.message == "All of it is right to one decimal, and three decimals are asked for."
    assert "right to" not in check_answer(expected, [0.5, 0.2, 0.4], decimals=3).message
    # Three digits were typed, so the answer is not a coarse one.
    assert "right to" not in check_answer(expected, [0.532, 0.16, 0.308], decimals=3).message
