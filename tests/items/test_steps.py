"""A derivation is judged step by step, with the learner's own earlier values."""

import json

import pytest

from attention_engine import AnswerSyntaxError, format_array

from .making import STEPS, kind


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
    assert "own earlier value" in judgement.message


def test_blank_steps_are_said_to_be_blank_and_cost_their_share():
    item = kind(**STEPS)
    judgement = item.judge(typed(dot_products=item.expected()["dot_products"]))
    assert verdicts(judgement)["weights"] == "blank"
    assert judgement.score == 0.25
    assert judgement.verdict == "wrong"


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
