"""Mistakes that are worked out together are the same as each worked out on its own."""

from dataclasses import replace

import numpy as np
import pytest

from attention_engine.computations import Derivation, computation_of
from attention_engine.mistakes import pairs_of, singles_of

from .drawing import COMPUTATIONS, draw_inputs

NO_EXP = "no_exponential"
STACKING = [name for name in COMPUTATIONS if computation_of(name).stacks]


@pytest.mark.parametrize("computation", STACKING)
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("all_of", [singles_of, pairs_of])
def test_mistakes_made_together_are_those_made_in_turn(computation, seed, all_of):
    rng = np.random.default_rng(seed)
    inputs = draw_inputs(computation, rng)
    together, in_turn = Derivation(computation, inputs), Derivation(computation, inputs)
    in_turn.computation = replace(in_turn.computation, stacks=False)
    submitted = rng.normal(size=together.result.shape)
    found, expected = (list(all_of(each, submitted)) for each in (together, in_turn))
    assert [each.mistakes for each in found] == [each.mistakes for each in expected]
    for each, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(each.value, other.value, rtol=1e-12, atol=1e-14)


def test_a_second_mistake_that_only_some_first_ones_allow_is_made_after_those():
    # The scores of the first query add up to 0, those of the first key do not.
    inputs = {"query": [[1, 0], [0, 1]], "key": [[1, 1], [-1, 0]]}
    pairs = pairs_of(Derivation("attention_weights", inputs))
    firsts = [first.id for first, second in (p.mistakes for p in pairs) if second.id == NO_EXP]
    assert firsts == ["query_and_key_exchanged", "cosine_instead_of_dot"]
