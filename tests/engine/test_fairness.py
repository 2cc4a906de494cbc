"""The judge is fair: a right answer is never accused, a random wrong one hardly ever.

`python -m tests.rates` measures the same over many more answers.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attention_engine import check_answer, compute, find_mistakes
from attention_engine.computations import Derivation
from tests.examples import usually

from .drawing import COMPUTATIONS, COUNTS, ONE_NUMBER, WRONG, draw_inputs, rounded_at_random

SEEDS = st.integers(0, 2**63)
# For each computation: thousands in all, tens of thousands in a soak run.
RIGHT_ANSWERS = usually(150, soak=2000)
WRONG_ANSWERS = usually(10, soak=25)


@pytest.mark.parametrize("computation", COMPUTATIONS)
@settings(max_examples=RIGHT_ANSWERS)
@given(seed=SEEDS, decimals=st.integers(0, 6))
def test_a_right_rounded_answer_is_never_accused(computation, seed, decimals):
    rng = np.random.default_rng(seed)
    inputs = draw_inputs(computation, rng)
    submitted = rounded_at_random(compute(computation, inputs), decimals, rng)
    found = find_mistakes(computation, inputs, submitted, decimals)
    assert (found.findings, found.remark, found.arithmetic) == ((), "", None)


@pytest.mark.parametrize("computation", [c for c in COMPUTATIONS if c not in COUNTS])
@settings(max_examples=usually(40, soak=150))
@given(seed=SEEDS)
def test_rounding_on_the_way_is_never_called_another_mistake(computation, seed):
    rng = np.random.default_rng(seed)
    inputs = draw_inputs(computation, rng)
    derivation = Derivation(computation, inputs)
    rounded = {
        name: lambda values, step=step: np.round(step.compute(values), 3)
        for name, step in derivation.applied.items()
    }
    submitted = derivation.altered(rounded).result
    if check_answer(derivation.result, submitted, decimals=3).verdict == "wrong":
        return
    found = find_mistakes(computation, inputs, submitted, decimals=3)
    assert {name for finding in found.findings for name in finding.mistakes} <= {"rounded_early"}
    assert found.remark == ""


@pytest.mark.parametrize("computation", [c for c in COMPUTATIONS if c not in ONE_NUMBER])
def test_a_random_wrong_answer_is_not_accused(computation):
    rng = np.random.default_rng(20261124)
    for _ in range(WRONG_ANSWERS):
        inputs = draw_inputs(computation, rng)
        right = compute(computation, inputs)
        for make in WRONG:
            submitted = make(right, rng).round(3)
            found = find_mistakes(computation, inputs, submitted, decimals=3)
            assert found.findings == (), submitted
