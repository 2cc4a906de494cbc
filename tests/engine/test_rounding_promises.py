"""Bounds against the worst rounding that there is, and the honest people who prove them."""

from itertools import product

import numpy as np
import pytest

from attention_engine.computations import Derivation
from attention_engine.judging.rounding.bounds import decimals_to_carry
from attention_engine.judging.rounding.honest import half_even, half_up, honest_steps
from attention_engine.judging.rounding.rounded import Rounded
from attention_engine.judging.rounding.rules import RULES

HALF = 0.05


def bound(derivation: Derivation, wanted: str) -> np.ndarray:
    """How far off the step may be, by its rule, if all earlier ones are off by HALF."""
    rounded = Rounded(derivation.inputs | derivation.steps, HALF, blind=False)
    for name, rule in RULES[derivation.computation.name].items():
        if name == wanted:
            return rule(rounded)
        rounded.keep(name, rule(rounded))
    raise AssertionError(wanted)


def corners(value: np.ndarray, off: float):
    """The value with each of its numbers `off` upward or downward."""
    for signs in product((-off, off), repeat=value.size):
        yield value + np.reshape(signs, value.shape)


def test_a_trace_and_a_determinant_move_by_about_their_bound_and_no_more():
    gram = np.array([[2.123, 0.234], [0.234, 1.345]])
    derivation = Derivation("singular_values", {"matrix": np.linalg.cholesky(gram).T})
    right = derivation.steps["trace_and_determinant"]
    worst = np.max(
        [
            np.abs([each.trace(), each[0, 0] * each[1, 1] - each[0, 1] * each[1, 0]] - right)
            for each in corners(derivation.steps["gram"], HALF)
        ],
        axis=0,
    )
    found = bound(derivation, "trace_and_determinant")
    assert (worst <= found * (1 + 1e-9)).all()
    assert (found <= worst * 1.05).all()


@pytest.mark.parametrize("size", [0.31, 1.03])
def test_two_equal_eigenvalues_move_by_no_less_than_their_bound(size):
    # Both are `size`, so the root in t/2 + sqrt(t^2/4 - D) is that of the errors alone.
    derivation = Derivation("singular_values", {"matrix": np.sqrt(size) * np.eye(2)})
    off, of_determinant = bound(derivation, "trace_and_determinant") + HALF
    trace, determinant = 2 * size + off, size**2 - of_determinant
    larger = trace / 2 + np.sqrt(trace**2 / 4 - determinant)
    assert bound(derivation, "eigenvalues")[0] == pytest.approx(larger - size)


def test_a_share_of_similarities_moves_by_no_less_than_its_bound():
    inputs = {
        "query": [[0.3, 1.1], [2.0, 0.4]],
        "key": [[0.7, 0.2], [1.3, 0.9]],
        "value": np.eye(2),
    }
    derivation = Derivation("linear_attention", inputs)
    similarities, weights = derivation.steps["similarities"], derivation.steps["weights"]
    off = bound(derivation, "similarities") + HALF
    worst = np.zeros_like(weights)
    for signs in corners(np.zeros_like(weights), 1.0):
        moved = similarities + signs * off
        worst = np.maximum(worst, np.abs(moved / moved.sum(axis=-1, keepdims=True) - weights))
    assert bound(derivation, "weights") == pytest.approx(worst)


def test_a_number_in_the_middle_is_rounded_as_at_school_or_to_the_even_neighbor():
    middle = np.array([0.125, -0.125, 2.675, 0.25])
    assert half_up(middle, 2).tolist() == [0.13, -0.13, 2.68, 0.25]
    assert half_up(np.array([2.5, -0.5, 1.4]), 0).tolist() == [3.0, -1.0, 1.0]
    assert half_even(np.array([0.125, 0.375, 2.5]), 2).tolist() == [0.12, 0.38, 2.5]
    hidden = np.array([-np.inf, 1.25])
    assert half_up(hidden, 1).tolist() == [-np.inf, 1.3]


def test_an_honest_person_rounds_each_step_and_goes_on_from_what_was_rounded():
    derivation = Derivation("softmax", {"x": [0.0, 1.0, -1.0]})
    people = dict(honest_steps(derivation, (1, 3), 2))
    assert list(people) == [
        f"rounding {rule} to {kept} decimals on the way"
        for rule in ("half up", "half even")
        for kept in (1, 3)
    ]
    # e^-1 = 0.368 and e^-2 = 0.135, carried with one decimal and written with two.
    coarse = people["rounding half up to 1 decimals on the way"]
    assert coarse["exponentials"].tolist() == [0.4, 1.0, 0.1]
    assert float(coarse["sum"]) == 1.5
    # The result itself is written with all the decimals that are asked for: 0.4 / 1.5 and so on.
    assert coarse["weights"].tolist() == [0.27, 0.67, 0.07]
    fine = people["rounding half even to 3 decimals on the way"]
    assert fine["exponentials"].tolist() == [0.37, 1.0, 0.14]
    assert float(fine["sum"]) == 1.5
    # 1 / 1.503 is 0.6653: with three decimals 0.665, of which two are 0.66.
    assert fine["weights"].tolist() == [0.24, 0.66, 0.09]


CLEAR = {"query": [[30.3, 1.7]], "key": [[31.1, 0.3], [-25.7, 2.9]]}


def test_digits_to_carry_are_told_without_a_look_at_the_weights():
    # The weights are 1 and 0 to a hundred digits, so no rounding of scores could change them.
    assert Derivation("attention_weights", CLEAR).result.tolist() == [[1.0, 0.0]]
    assert decimals_to_carry(Derivation("attention_weights", CLEAR), 3) == 4


def test_digits_to_carry_are_told_only_where_rounding_on_the_way_matters():
    whole = {"query": [1, 2], "key": [3, 4]}
    assert decimals_to_carry(Derivation("dot_product", whole), 2) is None
    assert decimals_to_carry(Derivation("complexity", {"length": 8, "dim": 4}), 2) is None
    # A divisor that could be rounded to zero needs more digits, too.
    tiny = {"vector": [1.0, 2.0], "onto": [0.01, 0.02]}
    assert decimals_to_carry(Derivation("projection", tiny), 1) == 2
