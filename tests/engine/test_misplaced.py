"""Numbers of another step, of another shape, or wrong in one row: named where it is certain."""

import numpy as np
import pytest

from attention_engine import check_steps, compute, find_mistakes
from attention_engine.computations import Derivation
from attention_engine.judging.steps import found_in_step

QUERY, KEY = (
    np.array([[1, 0, 1, 2], [0, 1, 1, 0]]),
    np.array([[1, 1, 0, 1], [0, 2, 1, 0], [1, 0, 0, 1]]),
)
VALUE = np.array([[1.0, 0, 2], [0, 3, 1], [2, 1, 1]])
PAIR = {"query": QUERY, "key": KEY}
SELF = {"query": KEY, "key": KEY, "is_causal": True}


def named(computation, inputs, submitted, decimals=3):
    return find_mistakes(computation, inputs, submitted, decimals).mistakes


def weights(**more):
    return compute("attention_weights", PAIR | more)


class TestAnotherStep:
    @pytest.mark.parametrize("digits", [3, 2])
    def test_weights_typed_for_scores_also_rounded(self, digits):
        found = find_mistakes("scores", PAIR, weights().round(digits), 3).findings
        assert found[0].title == "These are the numbers of the step “Weights”"
        assert "comes earlier" in found[0].tells

    def test_dot_products_typed_for_weights(self):
        found = find_mistakes("attention_weights", PAIR, QUERY @ KEY.T, 3).findings
        assert found[0].title == "These are the numbers of the step “Dot products”"

    def test_a_later_step_typed_in_the_box_of_an_earlier_one(self):
        found = check_steps("attention_weights", PAIR, {"scores": weights().round(2)}, 3)
        assert found.steps[1].diagnosis.mistakes == ("another_step",)

    def test_scores_typed_for_the_output_whose_shape_they_have(self):
        inputs = PAIR | {"value": VALUE}
        assert "another_step" in named(
            "scaled_dot_product_attention", inputs, compute("scores", PAIR).round(3)
        )

    def test_a_mistake_that_has_a_name_of_its_own_keeps_it(self):
        assert named("scores", PAIR, QUERY @ KEY.T) == ("unscaled",)

    def test_two_coarse_numbers_are_no_evidence(self):
        inputs = {"query": QUERY[:1], "key": KEY[:2]}
        assert named("scores", inputs, compute("attention_weights", inputs).round(1)) == ()

    def test_a_known_mistake_is_named_in_fewer_digits_too(self):
        assert named("attention_weights", PAIR, weights(scale=1.0).round(2)) == ("unscaled",)

    def test_the_right_numbers_in_too_few_digits_are_accused_of_nothing(self):
        assert named("attention_weights", PAIR, weights().round(1)) == ()


class TestShape:
    def test_a_row_too_many_is_named_by_its_place(self):
        typed = np.insert(weights().round(3), 1, [0.3, 0.3, 0.4], axis=0)
        found = find_mistakes("attention_weights", PAIR, typed, 3).findings
        assert (found[0].mistakes, found[0].tells[:5]) == (("row_too_many",), "Row 2")

    def test_a_missing_column_is_named(self):
        found = find_mistakes("attention_weights", PAIR, weights().round(3)[:, :2], 3).findings
        assert (found[0].title, found[0].mistakes) == ("One column is missing", ("row_missing",))

    def test_one_head_instead_of_all(self):
        rng = np.random.default_rng(5)
        inputs = {"X": rng.integers(-4, 5, (3, 4)) / 2, "num_heads": 2}
        inputs |= {name: rng.integers(-4, 5, (4, 4)) / 2 for name in ("W_q", "W_k", "W_v", "W_o")}
        derivation = Derivation("multi_head_attention", inputs)
        heads = derivation.steps["weights"]
        assert heads.ndim == 3
        one = found_in_step(derivation, "weights", heads[1].round(3), 3)
        assert (one.findings[0].title, one.mistakes) == ("Only head 2 of 2", ("one_head_only",))
        wide = found_in_step(derivation, "weights", np.concatenate(list(heads), -1).round(3), 3)
        assert wide.mistakes == ("side_by_side",)

    def test_other_numbers_of_another_shape_are_accused_of_nothing(self):
        rng = np.random.default_rng(2)
        for shape in ((3, 3), (2, 2), (1, 3), (6,), (2, 4)):
            for _each in range(50):
                found = find_mistakes("attention_weights", PAIR, rng.random(shape).round(3), 3)
                assert found.findings == ()


class TestRows:
    def place(self, inputs, submitted):
        found = find_mistakes("attention_weights", inputs, submitted, 3)
        assert found.findings == ()
        return found.place

    def test_the_last_row_is_named_with_what_is_special_in_it(self):
        typed = compute("attention_weights", SELF).round(3)
        typed[2] = 0.1, 0.2, 0.7
        assert self.place(SELF, typed) == (
            "Only row 3 is wrong. This query may attend to 3 keys, more than any other."
        )

    def test_a_row_that_does_not_sum_to_one(self):
        typed = weights().round(3)
        typed[1] = 0.1, 0.2, 0.3
        assert self.place(PAIR, typed).endswith(
            "Its numbers add up to 0.60, and weights add up to 1."
        )

    def test_weight_on_a_hidden_key(self):
        typed = compute("attention_weights", SELF).round(3)
        typed[1] = 0.15, 0.15, 0.7
        assert "key 3, which is hidden from this query" in self.place(SELF, typed)

    def test_a_row_that_repeats_another(self):
        typed = weights().round(3)
        typed[1] = typed[0]
        assert (
            self.place(PAIR, typed) == "Only row 2 is wrong. You typed the numbers of row 1 again."
        )

    def test_the_only_row_with_negative_numbers(self):
        inputs = PAIR | {"query": QUERY * [[1], [-1]]}
        typed = compute("attention_weights", inputs).round(3)
        typed[1] = 0.1, 0.2, 0.7
        assert "Row 2 of query is the only one with negative numbers" in self.place(inputs, typed)

    def test_no_number_that_is_right_is_in_the_sentence(self):
        typed = weights().round(3)
        right = [f"{number:.2f}" for number in typed[1]]
        typed[1] = 0.9, 0.05, 0.05
        assert not any(number in self.place(PAIR, typed) for number in right)
