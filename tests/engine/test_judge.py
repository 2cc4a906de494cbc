"""Check, then find the mistake: one function for every page that does both."""

import numpy as np
import pytest

from attention_engine import check_answer, compute, find_mistakes, mistake_values
from attention_engine.computations import Derivation
from attention_engine.judging.tolerance import tolerance_of
from attention_engine.mistakes.judge import judge

INPUTS = {"query": [[1, 0], [0, 2], [1, 1]], "key": [[1, 2], [0, 1.5], [2.5, 0]]}
RIGHT = compute("attention_weights", INPUTS)
DERIVATION = Derivation("attention_weights", INPUTS)
THREE = tolerance_of(decimals=3)


def rounded_early_with_too_few_digits():
    """A case where early rounding alone makes an answer that is nearly right."""
    for seed in range(200):
        rng = np.random.default_rng(seed)
        inputs = {
            "query": rng.normal(size=(2, 3)).round(2),
            "key": rng.normal(size=(3, 3)).round(2),
        }
        early = mistake_values("attention_weights", inputs).get("rounded_early")
        if early is None:
            continue
        derivation = Derivation("attention_weights", inputs)
        if check_answer(derivation.result, early, decimals=3).verdict == "imprecise":
            return derivation, early
    raise AssertionError("no case shows it")


@pytest.mark.parametrize("options", [{"decimals": 3}, {"atol": 0.002}, {}])
@pytest.mark.parametrize("make", [np.copy, np.transpose, np.negative, lambda x: x + 0.004])
def test_it_says_what_the_check_and_the_diagnosis_say(make, options):
    submitted = make(RIGHT)
    judged = judge(DERIVATION, submitted, tolerance_of(**options))
    check = check_answer(RIGHT, submitted, **options)
    found = find_mistakes("attention_weights", INPUTS, submitted, **options)
    assert (judged.check.verdict, judged.check.message) == (check.verdict, check.message)
    assert judged.diagnosis.mistakes == found.mistakes
    assert judged.diagnosis.remark == found.remark


def test_where_rounding_needs_no_name_only_a_wrong_answer_is_looked_into():
    derivation, early = rounded_early_with_too_few_digits()
    assert judge(derivation, early, THREE).diagnosis.mistakes == ("rounded_early",)
    assert judge(derivation, early, THREE, names_rounding=False).diagnosis.mistakes == ()
    flipped = judge(derivation, -derivation.result, THREE, names_rounding=False)
    assert "sign_flipped" in flipped.diagnosis.mistakes
