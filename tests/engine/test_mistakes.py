"""Each mistake of the catalogue gives exactly the value that its definition says.

The definitions are written out in plain numpy, independent of the engine: see by_hand.
"""

import numpy as np
import pytest

from attention_engine import (
    compute,
    diagnose,
    explain_mistake,
    find_mistakes,
    mistake_ids,
    mistake_step,
    mistake_title,
    mistake_values,
)

from .by_hand import expected_mistakes
from .conftest import draw

SEEDS = range(5)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_mistake_gives_the_value_of_its_definition(computation, seed):
    inputs = draw(seed)[computation]
    found = mistake_values(computation, inputs)
    found.pop("rounded_early", None)
    expected = expected_mistakes(computation, inputs)
    assert set(found) == set(expected)
    for name, value in expected.items():
        np.testing.assert_allclose(found[name], value, rtol=1e-9, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_mistake_is_named_from_its_value_rounded_as_a_learner_would(computation, seed):
    inputs = draw(seed)[computation]
    right = compute(computation, inputs)
    for name, value in mistake_values(computation, inputs).items():
        submitted = np.round(value, 6)
        named = diagnose(computation, inputs, submitted, decimals=6)
        is_right = value.shape == right.shape and np.abs(submitted - right).max() < 5e-7
        assert is_right or name in named


@pytest.mark.parametrize("seed", SEEDS)
def test_a_right_answer_is_never_accused(computation, seed):
    inputs = draw(seed)[computation]
    right = compute(computation, inputs)
    for decimals in (None, 2, 3, 6):
        submitted = np.round(right, 2 if decimals is None else decimals)
        assert diagnose(computation, inputs, submitted, decimals=decimals) == []


def test_an_answer_that_no_known_mistake_gives_is_not_accused(computation):
    inputs = draw(1)[computation]
    far = compute(computation, inputs) * 1.37 + 0.211
    assert diagnose(computation, inputs, far, decimals=4) == []
    assert diagnose(computation, inputs, np.full((7, 11), 0.5)) == []


def test_rounding_every_step_to_two_decimals_is_named():
    x = [0.126, 0.374, 1.005]
    shifted = np.round(np.exp(np.array(x) - 1.005), 2)
    plain = np.round(np.exp(x), 2)
    for exponentials in (shifted, plain):
        submitted = exponentials / np.round(exponentials.sum(), 2)
        assert "rounded_early" in diagnose("softmax", {"x": x}, submitted, decimals=5)


def test_any_two_exchanged_rows_are_found():
    rng = np.random.default_rng(8)
    inputs = {"query": rng.normal(size=(5, 3)), "key": rng.normal(size=(4, 3))}
    right = compute("attention_weights", inputs)
    assert diagnose("attention_weights", inputs, right[[0, 4, 2, 3, 1]]) == ["row_swapped"]
    assert diagnose("attention_weights", inputs, right[[1, 2, 0, 3, 4]]) == []


def test_two_mistakes_with_one_value_are_both_named():
    rng = np.random.default_rng(5)
    inputs = {"query": rng.normal(size=(3, 2)), "key": rng.normal(size=(4, 2))}
    # 1/d_k = 1/2 = 1/sqrt(n).
    submitted = inputs["query"] @ inputs["key"].T / 2
    named = diagnose("scores", inputs, submitted)
    assert named == ["scaled_by_d_k", "scaled_by_wrong_dimension"]


def test_a_mistake_that_changes_nothing_here_is_none():
    # With as many keys as columns the wrong dimension is the right number.
    square = np.random.default_rng(4).normal(size=(3, 3))
    values = mistake_values("scores", {"query": square, "key": square[::-1]})
    assert "scaled_by_wrong_dimension" not in values
    assert "unscaled" in values


def test_each_mistake_has_a_title_and_an_explanation_with_the_numbers_put_in(computation):
    inputs = draw(2)[computation]
    for name in mistake_values(computation, inputs):
        assert 8 < len(mistake_title(name)) < 70
        words = explain_mistake(name, computation, inputs)
        assert words.endswith(".")
        assert not set("{}$\\") & set(words)
    assert len(mistake_ids()) == len(set(mistake_ids()))


def test_the_explanation_names_the_root_that_was_left_out():
    words = explain_mistake("unscaled", "scores", draw(0)["scores"])
    assert "sqrt(4) = 2" in words


def test_bilinear_mistakes_need_a_square_matrix():
    rng = np.random.default_rng(3)
    q, k, W = rng.normal(size=(2, 3)), rng.normal(size=(4, 3)), rng.normal(size=(3, 3))
    found = mistake_values("bilinear_scores", {"query": q, "key": k, "W": W})
    np.testing.assert_allclose(found["weight_matrix_left_out"], q @ k.T)
    np.testing.assert_allclose(found["weight_matrix_transposed"], q @ W.T @ k.T)


def test_heads_left_out_are_told_from_a_multiply_add():
    found = mistake_values("complexity", {"length": 10, "dim": 4, "heads": 8})
    assert found["heads_left_out"] == 2 * 10 * 10 * (4 + 4)
    assert "heads_left_out" not in mistake_values(
        "complexity", {"length": 10, "dim": 4, "heads": 2}
    )


def test_each_mistake_names_the_step_it_is_made_in():
    assert mistake_step("unscaled", "self_attention") == "scores"
    assert mistake_step("not_normalised", "softmax") == "weights"
    assert mistake_step("cosine_instead_of_dot", "dot_product") == "dot_product"
    assert mistake_step("transposed", "scores") is None


@pytest.mark.parametrize("scale", [2.0, 0.25])
def test_where_the_task_gives_a_scale_the_correction_is_that_scale(scale):
    """Whoever does what is told is right: found by a learner who divided by the root as told."""
    inputs = {"query": [[1, 2, 0], [0, 1, 1]], "key": [[1, 0, 1], [2, 1, 0], [0, 1, 3]]}
    given = inputs | {"scale": scale}
    for mistake in ("unscaled", "scaled_by_d_k", "multiplied_by_sqrt_d_k"):
        wrong = mistake_values("scores", given)[mistake]
        finding = find_mistakes("scores", given, wrong, atol=1e-6).findings[0]
        assert f"{scale:g}" in finding.tells
        assert "Divide" not in finding.tells
        assert "ivision by the square root" not in finding.title
    usual = inputs | {"scale": 3**-0.5}
    assert explain_mistake("unscaled", "scores", usual) == explain_mistake(
        "unscaled", "scores", inputs
    )
