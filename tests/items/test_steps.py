"""A derivation is judged step by step, with the learner's own earlier values."""

import json

import numpy as np
import pytest

from attention_engine import AnswerSyntaxError, format_array

from .making import STEPS, WEIGHTS, kind

ROUNDED = WEIGHTS | {
    "kind": "steps",
    "givens": {"query": "halves(2, 3)", "key": "halves(3, 3)"},
    "decimals": 2,
}


def typed(**arrays) -> str:
    return json.dumps({name: format_array(array, decimals=3) for name, array in arrays.items()})


def verdicts(judgement) -> dict[str, str]:
    return {step.name: step.verdict for step in judgement.steps}


def test_every_step_right_is_right():
    item = kind(**STEPS)
    judgement = item.judge(item.right_answer())
    assert (judgement.verdict, judgement.score) == ("right", 1.0)
    assert list(verdicts(judgement)) == ["dot_products", "scores", "masked_scores", "weights"]


def test_a_step_that_follows_from_an_own_slip_is_carried():
    item = kind(**STEPS)
    own = item.expected()["dot_products"] + 1
    judgement = item.judge(typed(dot_products=own, scores=own / 2))
    assert verdicts(judgement)["dot_products"] == "wrong"
    assert verdicts(judgement)["scores"] == "carried"
    assert judgement.verdict == "wrong"
    assert "your earlier step" in judgement.message


def test_who_rounds_each_step_as_asked_is_right():
    item = kind(seed=3, **ROUNDED)
    query, key = (np.array(item.variant.inputs[name]) for name in ("query", "key"))
    dots = query @ key.T
    scores = np.round(dots / np.sqrt(3), 2)
    powers = np.exp(scores)
    judgement = item.judge(
        json.dumps(
            {
                "dot_products": format_array(dots),
                "scores": format_array(scores, decimals=2),
                "weights": format_array(powers / powers.sum(axis=1, keepdims=True), decimals=2),
            }
        )
    )
    assert "carried" in verdicts(judgement).values()
    assert (judgement.verdict, judgement.score) == ("right", 1.0)
    assert judgement.message == ("“Weights” is consistent with your rounded values: full credit.")


def test_too_few_digits_are_said_of_their_step():
    item = kind(**STEPS)
    typed_steps = json.loads(item.right_answer())
    weights = format_array(np.round(item.expected()["weights"] - 0.002, 3))
    judgement = item.judge(json.dumps(typed_steps | {"weights": weights}))
    assert judgement.verdict == "imprecise"
    assert judgement.message == "“Weights” is the right idea with too few right digits."


def test_a_hidden_score_may_be_minus_a_billion():
    item = kind(**STEPS)
    typed_steps = json.loads(item.right_answer())
    hidden = {"masked_scores": typed_steps["masked_scores"].replace("-inf", "-1e9")}
    judgement = item.judge(json.dumps(typed_steps | hidden))
    assert judgement.verdict == "right"


def test_blank_steps_are_said_to_be_blank_and_cost_their_share():
    item = kind(**STEPS)
    judgement = item.judge(typed(dot_products=item.expected()["dot_products"]))
    assert verdicts(judgement)["weights"] == "blank"
    assert judgement.score == 0.25
    assert judgement.verdict == "wrong"


def test_a_list_is_taken_for_the_one_row_that_a_step_has():
    item = kind(**STEPS | {"givens": {"query": "halves(1, 4)", "key": "halves(3, 4)"}})
    judgement = item.judge(typed(**{name: x.ravel() for name, x in item.expected().items()}))
    assert set(verdicts(judgement).values()) == {"right"}


def test_a_step_that_cannot_be_read_is_named():
    with pytest.raises(AnswerSyntaxError, match=r"^Dot products: .*line 1, character"):
        kind(**STEPS).judge(json.dumps({"dot_products": "1,,2"}))


def test_a_hidden_score_is_minus_infinity_and_stays_valid_json():
    item = kind(**STEPS)
    judgement = item.judge(item.right_answer())
    assert judgement.submitted["masked_scores"][0][1] == "-inf"
    assert json.loads(json.dumps(judgement.submitted, allow_nan=False)) == judgement.submitted


def test_only_the_masked_scores_may_be_infinite():
    with pytest.raises(AnswerSyntaxError):
        kind(**STEPS).judge(json.dumps({"scores": "[[1, -inf], [1, 2]]"}))


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "{}",
        "[1]",
        "{",
        "null",
        '{"weights": 3}',
        '{"other": "1"}',
        '{"weights": " "}',
        "[" * 9999,
    ],
)
def test_nothing_filled_in_is_a_format_error(raw):
    with pytest.raises(AnswerSyntaxError, match="at least one step"):
        kind(**STEPS).judge(raw)
