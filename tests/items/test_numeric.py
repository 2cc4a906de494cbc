"""Numbers, vectors and matrices: right, too few digits, wrong, and which slip."""

import numpy as np
import pytest

from attention_engine import AnswerSyntaxError, format_array, mistake_values

from .making import SOFTMAX, WEIGHTS, kind


def test_the_right_answer_is_right_with_the_digits_asked_for():
    judgement = kind(**WEIGHTS).judge(kind(**WEIGHTS).right_answer())
    assert (judgement.verdict, judgement.score, judgement.mistakes) == ("right", 1.0, ())
    assert judgement.cells.all()


@pytest.mark.parametrize(
    ("off", "verdict"), [(0.0004, "right"), (0.002, "imprecise"), (0.1, "wrong")]
)
def test_a_near_miss_inside_and_outside_the_tolerance_is_told_apart(off, verdict):
    item = kind(**WEIGHTS)
    assert item.judge(format_array(item.expected() + off)).verdict == verdict


def test_the_cells_say_which_numbers_are_wrong():
    item = kind(**SOFTMAX)
    submitted = item.expected() + np.array([0, 0.2, 0, 0])
    judgement = item.judge(format_array(submitted))
    assert judgement.cells.tolist() == [True, False, True, True]
    assert judgement.score == 0.75
    np.testing.assert_array_equal(judgement.echo, submitted)


def test_a_wrong_shape_is_wrong_and_no_cell_is_blamed():
    judgement = kind(**WEIGHTS).judge("1 2; 3 4; 5 6")
    assert judgement.verdict == "wrong"
    assert judgement.cells is None
    assert "2 x 3" in judgement.message


def test_each_known_mistake_is_wrong_and_named():
    item = kind(seed=2, **WEIGHTS)
    values = mistake_values("attention_weights", item.variant.inputs)
    assert {"unscaled", "softmax_over_queries", "scores_not_weights"} <= set(values)
    for mistake, value in item.known_mistakes().items():
        judgement = item.judge(format_array(value, decimals=3))
        assert judgement.verdict == "wrong"
        assert mistake in judgement.mistakes


@pytest.mark.parametrize("raw", ["", "hello", "[[1, 2], [3", "nan", "1,,2", "inf 1", "(" * 50_000])
def test_what_is_no_array_is_a_format_error(raw):
    with pytest.raises(AnswerSyntaxError):
        kind(**WEIGHTS).judge(raw)


@pytest.mark.parametrize("raw", ["0,5", " -1,25 ", "134,217,728"])
def test_a_comma_in_the_one_number_asked_for_costs_nothing(raw):
    number = {
        "kind": "number",
        "computation": "dot_product",
        "givens": {"query": "halves(3)", "key": "halves(3)"},
        "decimals": 2,
    }
    with pytest.raises(AnswerSyntaxError, match="without commas"):
        kind(**number).judge(raw)
    assert kind(**SOFTMAX).judge("0.5,0.2,0.2,0.1").verdict == "wrong"


def test_the_tolerance_is_stated_in_words():
    assert kind(**WEIGHTS).tolerance_words().startswith("Give three decimals")


class TestFaults:
    def test_even_weights_are_no_task(self):
        faults = kind(**SOFTMAX | {"givens": {"x": [1, 1, 1]}}).faults()
        assert "all numbers of the result are equal" in faults

    def test_a_saturated_softmax_is_no_task(self):
        faults = kind(**SOFTMAX | {"givens": {"x": [20, 0, 1]}}).faults()
        assert "the softmax is saturated" in faults

    def test_the_first_row_of_a_causal_mask_is_not_taken_for_saturated(self):
        causal = {"query": [[1, 0], [0, 1]], "key": [[1, 0], [0, 1]], "is_causal": True}
        assert "the softmax is saturated" not in kind(**WEIGHTS | {"givens": causal}).faults()

    def test_a_result_of_zero_is_no_task(self):
        orthogonal = {
            "kind": "number",
            "computation": "dot_product",
            "givens": {"query": [1, 0], "key": [0, 1]},
            "decimals": 1,
        }
        assert "the result is zero" in kind(**orthogonal).faults()

    def test_equal_rows_are_no_task(self):
        givens = {"query": [[1, 0], [1, 0]], "key": [[1, 0], [0, 1], [1, 1]]}
        assert "two rows of the result are equal" in kind(**WEIGHTS | {"givens": givens}).faults()

    def test_mistakes_that_look_alike_are_named(self):
        # Unit vectors: their dot products are their cosines.
        givens = {"query": [[1, 0], [0, 1]], "key": [[1, 0], [0, 1], [1, 0]]}
        faults = kind(**WEIGHTS | {"givens": givens}).faults()
        assert "unscaled and cosine_instead_of_dot give the same value" in faults
