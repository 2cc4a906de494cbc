"""What is carried forward from a learner's own earlier value, and what is not."""

import numpy as np
import pytest

from attention_engine import check_steps, worked_answer
from attention_engine.inputs import InputError

INPUTS = {
    "query": [[1.0, 0.5], [0.25, 2.0]],
    "key": [[1.0, 1.0], [0.0, 2.0], [1.5, 0.5]],
    "value": [[100.0, 3.0], [-80.0, 1.0], [40.0, -2.0]],
}
ATTENTION = "scaled_dot_product_attention"


def right() -> dict[str, np.ndarray]:
    return {step.name: step.value for step in worked_answer(ATTENTION, **INPUTS).steps}


def softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores)
    return powers / powers.sum(axis=-1, keepdims=True)


def verdicts(steps: dict, decimals: int | None = None) -> list[str]:
    return [step.verdict for step in check_steps(ATTENTION, INPUTS, steps, decimals).steps]


@pytest.mark.parametrize("kept", [2, 5])
def test_an_own_value_typed_rounded_may_be_used_with_more_digits(kept):
    # Scaled by 1/d_k instead of 1/sqrt(d_k); what follows is worked out with `kept` decimals.
    scores = (right()["dot_products"] / 2).round(kept)
    weights = softmax(scores).round(kept)
    output = weights @ np.array(INPUTS["value"])
    steps = {"scores": scores, "weights": weights, "output": output}
    typed = {name: value.round(2) for name, value in steps.items()}
    assert verdicts(typed, 2) == ["blank", "wrong", "carried", "carried"]


def test_a_result_from_earlier_steps_that_were_rounded_and_not_typed_is_right_in_every_cell():
    output = right()["weights"].round(2) @ np.array(INPUTS["value"])
    # The values are large, so rounded weights move the output by far more than its own rounding.
    assert np.abs(output - right()["output"]).max() > 0.5
    last = check_steps(ATTENTION, INPUTS, {"output": output.round(2)}, 2).steps[-1]
    assert last.verdict == "right"
    assert last.cells.tolist() == [[True, True], [True, True]]


def test_what_no_rounding_of_the_own_value_explains_is_wrong():
    scores = (right()["dot_products"] / 2).round(2)
    output = softmax(scores) @ np.array(INPUTS["value"])
    output[0, 0] += 3
    steps = {"scores": scores, "output": output.round(2)}
    assert verdicts(steps, 2) == ["blank", "wrong", "blank", "wrong"]


@pytest.mark.parametrize("infinite", [np.inf, -np.inf])
def test_an_infinite_value_is_not_carried_where_nothing_is_hidden(infinite):
    scores = right()["scores"].copy()
    scores[0, 1] = infinite
    # One weight is 0, or takes all: what would follow.
    weights = softmax(right()["scores"])
    weights[0] = (
        [0, 1, 0]
        if infinite > 0
        else np.array([1, 0, 1]) * weights[0] / (weights[0, 0] + weights[0, 2])
    )
    steps = {"scores": scores, "weights": weights}
    assert verdicts(steps) == ["blank", "wrong", "wrong", "blank"]


def test_plus_infinity_is_not_carried_beside_hidden_scores():
    inputs = {"query": [[1, 0], [0, 2]], "key": [[1, 2], [0, 1]], "is_causal": True}
    steps = {s.name: s.value for s in worked_answer("attention_weights", **inputs).steps}
    steps["masked_scores"] = np.array([[np.inf, -np.inf], [0.3, 1.2]])
    steps["weights"] = np.array([[1.0, 0.0], softmax(np.array([0.3, 1.2]))])
    found = check_steps("attention_weights", inputs, steps)
    assert [step.verdict for step in found.steps][2:] == ["wrong", "wrong"]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("huge", [1e308, -1e308])
def test_huge_own_values_are_carried_without_a_warning(huge):
    inputs = {"x": [0.5, 1.0, 2.0]}
    steps = {"exponentials": huge * np.array([0.5, 0.9, 1.0]), "sum": 3.0, "weights": [1, 1, 1]}
    assert check_steps("softmax", inputs, steps).first_wrong == "exponentials"


@pytest.mark.parametrize(
    "steps", [{"no_step": 1.0}, {"scores": [[1, 2], [3]]}, {"scores": [[np.nan]]}, {"scores": "1"}]
)
def test_a_refusal_names_the_argument(steps):
    with pytest.raises(InputError) as refused:
        check_steps(ATTENTION, INPUTS, steps)
    assert refused.value.argument == "steps"
    assert next(iter(steps)) in str(refused.value)
