"""A derivation is judged so that one error is counted once."""

import numpy as np
import pytest

from attention_engine import check_steps, worked_answer

from .conftest import draw

Q, K = [[1.0, 0, 2, 1], [0, 1, 1, 0]], [[1.0, 1, 0, 1], [0, 2, 1, 0], [1, 0, 0, 1]]
INPUTS = {"query": Q, "key": K}


def steps_of(computation="attention_weights", inputs=INPUTS):
    return {step.name: step.value for step in worked_answer(computation, **inputs).steps}


def verdicts(computation, inputs, steps, **more):
    return [step.verdict for step in check_steps(computation, inputs, steps, **more).steps]


def test_a_right_derivation_is_right_in_every_step(computation):
    inputs = draw(0)[computation]
    found = check_steps(computation, inputs, steps_of(computation, inputs))
    assert {step.verdict for step in found.steps} == {"right"}
    assert found.first_wrong is None


def test_an_error_is_counted_once_and_what_follows_is_carried():
    steps = steps_of()
    # The division by the root was left out; the softmax of that is right.
    steps["scores"] = steps["dot_products"]
    powers = np.exp(steps["scores"])
    steps["weights"] = powers / powers.sum(axis=-1, keepdims=True)
    found = check_steps("attention_weights", INPUTS, steps)
    assert [step.verdict for step in found.steps] == ["right", "wrong", "carried"]
    assert found.first_wrong == "scores"
    assert found.steps[2].cells.all()


def test_the_true_earlier_values_come_first():
    steps = steps_of() | {"scores": np.array([[9.0, 8, 7], [6, 5, 4]])}
    assert verdicts("attention_weights", INPUTS, steps) == ["right", "wrong", "right"]


def test_a_wrong_step_after_a_wrong_step_is_wrong():
    steps = steps_of()
    wrong = {"scores": steps["scores"] + [[1, 0, 0], [0, 0, 0]], "weights": np.full((2, 3), 0.4)}
    found = check_steps("attention_weights", INPUTS, steps | wrong)
    assert [step.verdict for step in found.steps] == ["right", "wrong", "wrong"]
    assert found.first_wrong == "scores"


def test_a_missing_step_is_blank_and_no_error():
    steps = steps_of()
    del steps["scores"]
    found = check_steps("attention_weights", INPUTS, steps)
    assert [step.verdict for step in found.steps] == ["right", "blank", "right"]
    assert found.first_wrong is None


def test_over_a_blank_step_the_earlier_error_is_carried():
    dots = steps_of()["dot_products"] + [[0, 1, 0], [0, 0, 2]]
    powers = np.exp(dots / 2)
    steps = {"dot_products": dots, "weights": powers / powers.sum(axis=-1, keepdims=True)}
    assert verdicts("attention_weights", INPUTS, steps) == ["wrong", "blank", "carried"]


@pytest.mark.parametrize("trivial", [np.zeros((2, 3)), np.full((2, 3), 7.0)])
def test_a_trivial_earlier_answer_earns_nothing_by_being_carried(trivial):
    steps = {"scores": trivial, "weights": np.full((2, 3), 1 / 3)}
    assert verdicts("attention_weights", INPUTS, steps) == ["blank", "wrong", "wrong"]


def test_an_earlier_answer_of_the_wrong_shape_is_not_carried():
    steps = {"scores": [[1, 2], [3, 4]], "weights": [[0.3, 0.3, 0.4], [0.2, 0.2, 0.6]]}
    assert verdicts("attention_weights", INPUTS, steps) == ["blank", "wrong", "wrong"]


def test_too_few_digits_are_told_from_a_wrong_value():
    steps = {"weights": np.round(steps_of()["weights"], 1)}
    found = check_steps("attention_weights", INPUTS, steps, decimals=2)
    assert [step.verdict for step in found.steps] == ["blank", "blank", "imprecise"]
    assert found.first_wrong is None


def test_exponentials_are_right_with_and_without_the_shift():
    x = np.array([2.0, 1, 0])
    for powers in (np.exp(x), np.exp(x - 2)):
        steps = {"exponentials": powers, "sum": powers.sum(), "weights": powers / powers.sum()}
        assert verdicts("softmax", {"x": x}, steps) == ["right"] * 3


def test_hidden_scores_are_compared_as_minus_infinity():
    inputs = draw(0)["attention_weights"]
    steps = steps_of("attention_weights", inputs)
    assert verdicts("attention_weights", inputs, steps) == ["right"] * 4
    steps["masked_scores"] = np.where(np.isinf(steps["masked_scores"]), 0, steps["masked_scores"])
    found = check_steps("attention_weights", inputs, steps)
    assert found.first_wrong == "masked_scores"
    assert not found.steps[2].cells.all()


CAUSAL = {"query": [[1, 0], [0, 2], [1, 1]], "key": [[1, 2], [0, 1], [2, 0]], "is_causal": True}


@pytest.mark.parametrize("low", [-1e9, -1e9 - 1.5, -1e4, -3.4e38])
def test_a_hidden_score_may_be_a_number_that_gives_no_weight(low):
    steps = steps_of("attention_weights", CAUSAL)
    steps["masked_scores"] = np.where(np.isinf(steps["masked_scores"]), low, steps["masked_scores"])
    assert verdicts("attention_weights", CAUSAL, steps) == ["right"] * 4


@pytest.mark.parametrize("low", [0.0, -5.0, -100.0])
def test_a_low_score_that_may_give_weight_is_not_hidden(low):
    steps = steps_of("attention_weights", CAUSAL)
    steps["masked_scores"] = np.where(np.isinf(steps["masked_scores"]), low, steps["masked_scores"])
    assert verdicts("attention_weights", CAUSAL, steps)[2] == "wrong"


@pytest.mark.parametrize("hidden", [-np.inf, -1e9])
@pytest.mark.parametrize(
    ("mistake", "kept"),
    [("mask_wrong_triangle", np.triu), ("mask_hides_diagonal", lambda x: np.tril(x, -1))],
)
def test_what_follows_from_a_wrong_mask_is_carried(mistake, kept, hidden):
    steps = steps_of("attention_weights", CAUSAL)
    shown = kept(np.ones((3, 3), dtype=bool))
    powers = np.where(shown, np.exp(steps["scores"]), 0)
    sums = powers.sum(axis=-1, keepdims=True)
    steps["masked_scores"] = np.where(shown, steps["scores"], hidden)
    steps["weights"] = powers / np.where(sums, sums, 1)
    found = check_steps("attention_weights", CAUSAL, steps)
    assert [step.verdict for step in found.steps] == ["right", "right", "wrong", "carried"]
    assert found.steps[2].findings[0].mistakes == (mistake,)


def test_what_follows_from_an_own_error_with_too_few_digits_is_imprecise():
    steps = steps_of()
    scores = steps["scores"] + [[1, 0, 0], [0, 0.5, 0]]
    powers = np.exp(scores)
    weights = (powers / powers.sum(axis=-1, keepdims=True)).round(2)
    steps |= {"scores": scores, "weights": weights}
    found = verdicts("attention_weights", INPUTS, steps, decimals=3)
    assert found == ["right", "wrong", "imprecise"]


@pytest.mark.parametrize("decimals", [None, 0, 3])
def test_wrong_scores_beside_hidden_ones_are_judged_without_a_warning(decimals):
    steps = steps_of("attention_weights", CAUSAL)
    for wrong in (steps["masked_scores"] + 30, np.where(np.eye(3), 9e307, -np.inf)):
        found = check_steps("attention_weights", CAUSAL, steps | {"masked_scores": wrong}, decimals)
        assert found.first_wrong == "masked_scores"


def test_a_mistake_is_named_though_the_steps_before_it_are_typed_rounded():
    inputs = {"query": [[3.5, 2.25], [1.0, 4.0]], "key": [[1.5, 0.4], [0.3, 1.2]]}
    steps = steps_of("attention_weights", inputs)
    # Computed with all digits, typed with three.
    steps = steps | {"weights": np.exp(steps["scores"])}
    rounded = {name: value.round(3) for name, value in steps.items()}
    found = check_steps("attention_weights", inputs, rounded, decimals=3)
    assert found.first_wrong == "weights"
    assert found.steps[-1].findings[0].mistakes == ("not_normalised",)


def test_what_follows_is_carried_where_a_wrong_mask_shows_one_score_only():
    inputs = {"query": [[1, 0], [0, 2]], "key": [[1, 2], [0, 1]], "is_causal": True}
    steps = steps_of("attention_weights", inputs)
    steps["masked_scores"] = [[-np.inf, -np.inf], [steps["scores"][1, 0], -np.inf]]
    steps["weights"] = [[0, 0], [1, 0]]
    found = verdicts("attention_weights", inputs, steps)
    assert found == ["right", "right", "wrong", "carried"]


@pytest.mark.filterwarnings("error")
def test_a_learners_zero_is_divided_by_without_a_warning():
    inputs = {"vector": [1, 2], "onto": [3, 4]}
    typed = {"dot_product": [11], "squared_length": [0], "projection": [1, 1]}
    checked = check_steps("projection", inputs, {n: np.array(v) for n, v in typed.items()})
    assert checked.first_wrong is not None
