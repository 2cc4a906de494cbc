"""Numbers, vectors and matrices: right, too few digits, wrong, and which mistake."""

import numpy as np
import pytest

from attention_engine import AnswerSyntaxError, format_array, mistake_values
from quizzes.items import SpecError, prove, released_seeds

from .making import IDENTITY, SOFTMAX, WEIGHTS, kind, spec_of


def test_the_right_answer_is_right_with_the_digits_asked_for():
    judgement = kind(**WEIGHTS).judge(kind(**WEIGHTS).right_answer())
    assert (judgement.verdict, judgement.score, judgement.mistakes) == ("right", 1.0, ())
    assert (judgement.cells == "right").all()


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
    assert judgement.cells.tolist() == ["right", "wrong", "right", "right"]
    assert judgement.score == 0.75
    np.testing.assert_array_equal(judgement.echo, submitted)


def test_a_wrong_shape_is_no_try_and_told_with_the_shape_asked_for():
    with pytest.raises(AnswerSyntaxError) as caught:
        kind(**WEIGHTS).judge("1 2; 3 4; 5 6")
    assert str(caught.value) == (
        "Your answer is 3 x 2; the task asks for 2 x 3. Its transpose has the right shape: are "
        "rows and columns swapped?"
    )


def test_a_wrong_shape_that_a_known_mistake_makes_is_explained():
    item = kind(seed=2, **WEIGHTS)
    transposed = mistake_values("attention_weights", item.variant.inputs)["transposed"]
    with pytest.raises(AnswerSyntaxError, match="the task asks for 2 x 3") as caught:
        item.judge(format_array(transposed, decimals=3))
    assert str(caught.value) == (
        "Your answer is 3 x 2; the task asks for 2 x 3. You gave the transpose of the right answer."
    )


ONE_ROW = WEIGHTS | {"givens": {"query": "halves(1, 4)", "key": "halves(3, 4)"}}


@pytest.mark.parametrize("shape", [(3,), (1, 3), (1, 1, 3)])
@pytest.mark.parametrize("fields", [ONE_ROW, SOFTMAX | {"givens": {"x": "distinct(3)"}}])
def test_a_list_and_one_row_mean_the_same_numbers(fields, shape):
    item = kind(**fields)
    judgement = item.judge(str(item.expected().reshape(shape).tolist()))
    assert judgement.verdict == "right"
    assert (judgement.cells == "right").all()
    assert judgement.echo.shape == item.expected().shape


def test_a_column_for_a_row_is_not_taken_for_it():
    item = kind(**ONE_ROW)
    with pytest.raises(AnswerSyntaxError, match="the task asks for 1 x 3"):
        item.judge(str(item.expected().T.tolist()))


@pytest.mark.parametrize("form", ["[{}]", "[[{}]]", "np.array({})"])
def test_one_number_may_stand_in_brackets(form):
    number = {
        "kind": "number",
        "computation": "dot_product",
        "givens": {"query": "integers(3)", "key": "integers(3)"},
        "decimals": 1,
    }
    item = kind(**number)
    assert item.judge(form.format(item.right_answer())).verdict == "right"


def test_each_known_mistake_is_wrong_and_named():
    item = kind(seed=2, **WEIGHTS)
    values = mistake_values("attention_weights", item.variant.inputs)
    assert {"unscaled", "softmax_over_queries", "scores_not_weights"} <= set(values)
    for mistake, value in item.known_mistakes().items():
        if value.shape != item.expected().shape:
            continue
        judgement = item.judge(format_array(value, decimals=3))
        assert judgement.verdict == "wrong"
        assert mistake in judgement.mistakes


@pytest.mark.parametrize("raw", ["", "hello", "[[1, 2], [3", "nan", "1,,2", "inf 1", "(" * 50_000])
def test_what_is_no_array_is_a_format_error(raw):
    with pytest.raises(AnswerSyntaxError):
        kind(**WEIGHTS).judge(raw)


@pytest.mark.parametrize("raw", ["65,536", " -1,250 ", "134,217,728", "1, 2"])
def test_a_comma_that_may_mean_two_things_costs_nothing(raw):
    number = {
        "kind": "number",
        "computation": "dot_product",
        "givens": {"query": "halves(3)", "key": "halves(3)"},
        "decimals": 2,
    }
    with pytest.raises(AnswerSyntaxError):
        kind(**number).judge(raw)
    assert kind(**SOFTMAX).judge("0.5,0.2,0.2,0.1").verdict == "wrong"


@pytest.mark.parametrize("fields", [SOFTMAX, SOFTMAX | {"decimals": 2}])
@pytest.mark.parametrize("between", ["; ", ";", ", ", "\n", " "])
def test_decimal_commas_are_right_and_told(fields, between):
    item = kind(**fields)
    decimals = fields["decimals"]
    typed = between.join(f"{x:.{decimals}f}".replace(".", ",") for x in item.expected())
    judgement = item.judge(typed)
    assert judgement.verdict == "right"
    assert ("decimal commas" in judgement.message) == (between != " ")


def test_zeros_that_end_a_number_are_digits():
    item = kind(**SOFTMAX)
    short = [f"{x:.2f}" for x in item.expected()]
    assert "give three decimals" in item.judge(" ".join(short)).message
    assert "keep more digits" in item.judge(" ".join(f"{x}0" for x in short)).message


def test_the_tolerance_is_stated_in_words():
    assert kind(**WEIGHTS).tolerance_words().startswith("Round to three decimals")


class TestStepsThatMayBeRounded:
    ITEM = WEIGHTS | {"step_decimals": 2}

    def by_hand(self, item, decimals: int) -> np.ndarray:
        query, key = (np.array(item.variant.inputs[name]) for name in ("query", "key"))
        scores = (query @ key.T / 2).round(decimals)
        exponentials = np.exp(scores)
        return (exponentials / exponentials.sum(axis=1, keepdims=True)).round(3)

    def test_the_task_says_how_exactly_to_work_and_what_may_be_off(self):
        assert kind(**self.ITEM).tolerance_words() == (
            "Keep at least two decimals in every step; round the result to three decimals "
            "(tolerance 0.003)."
        )

    def test_scores_rounded_as_allowed_are_right_in_every_variant(self):
        strict = 0
        for seed in range(1, 60):
            item, without = kind(seed=seed, **self.ITEM), kind(seed=seed, **WEIGHTS)
            submitted = format_array(self.by_hand(item, 2), decimals=3)
            assert item.judge(submitted).verdict == "right"
            strict += without.judge(submitted).verdict != "right"
        assert strict > 10

    def test_more_digits_are_right_and_fewer_are_not(self):
        item = kind(seed=2, **self.ITEM)
        assert item.judge(item.right_answer()).verdict == "right"
        verdicts = {
            kind(seed=seed, **self.ITEM)
            .judge(format_array(self.by_hand(kind(seed=seed, **self.ITEM), 0), decimals=3))
            .verdict
            for seed in range(1, 20)
        }
        assert "wrong" in verdicts

    def test_rounding_on_the_way_is_not_called_a_slip(self):
        item = kind(seed=2, **self.ITEM)
        nearly = item.judge(format_array(item.expected(), decimals=2))
        assert (nearly.verdict, nearly.mistakes) == ("imprecise", ())

    def test_the_proofs_hold_with_this_tolerance(self):
        spec = spec_of(**self.ITEM, seeds=4)
        seeds = released_seeds(IDENTITY, 1, spec)
        assert len(seeds) == 4
        report = prove(IDENTITY, 1, spec, seeds)
        assert (report.faults, report.mistakes > 20) == ([], True)

    def test_without_it_the_item_is_stored_as_it_was(self):
        assert "step_decimals" not in spec_of(**WEIGHTS).model_dump()
        assert spec_of(**self.ITEM).model_dump()["step_decimals"] == 2

    def test_a_count_has_no_steps_to_round(self):
        givens = {"length": 8, "dim": 4}
        with pytest.raises(SpecError, match="complexity takes no step_decimals"):
            kind(kind="number", computation="complexity", givens=givens, decimals=0,
                 step_decimals=2)  # fmt: skip


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
        # For unit vectors the dot products are the cosines.
        givens = {"query": [[1, 0], [0, 1]], "key": [[1, 0], [0, 1], [1, 0]]}
        faults = kind(**WEIGHTS | {"givens": givens}).faults()
        assert "unscaled and cosine_instead_of_dot give the same value" in faults
