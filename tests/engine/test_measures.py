"""Measures, gradients and the experiment, against known numbers."""

import numpy as np
import pytest

import attention_engine as engine

CAT_SAT = [[0.1, 0.2, 0.7], [0.3, 0.6, 0.1], [0.4, 0.5, 0.1]]


def test_entropy_is_zero_for_one_key_and_ln_n_for_all_alike():
    entropy = engine.attention_entropy([[1, 0, 0, 0], [0.25] * 4])
    np.testing.assert_allclose(entropy, [0, np.log(4)], atol=1e-15)


def test_the_off_diagonal_mean_leaves_the_diagonal_out_of_its_count():
    assert engine.diagonal_strength(CAT_SAT) == pytest.approx(0.8 / 3)
    assert engine.off_diagonal_strength(CAT_SAT) == pytest.approx(2.2 / 6)


@pytest.mark.parametrize("rank", [1, 2, 5])
def test_effective_rank_counts_equal_directions(rank):
    assert engine.effective_rank(np.eye(6)[:rank] * 3) == pytest.approx(rank)


def test_a_saturated_softmax_has_no_gradient_left():
    flat = engine.softmax_jacobian(engine.softmax([2, 1.8, 1.9]))
    saturated = engine.softmax_jacobian(engine.softmax([20, 2, 2]))
    assert np.abs(saturated).max() < 1e-6 < 0.2 < np.abs(flat).max()


def test_the_jacobian_is_the_derivative_of_softmax():
    x, step = np.array([0.3, -1.2, 0.8]), 1e-6
    measured = [
        (engine.softmax(x + step * e) - engine.softmax(x - step * e)) / (2 * step)
        for e in np.eye(3)
    ]
    found = engine.softmax_jacobian(engine.softmax(x))
    np.testing.assert_allclose(found, np.transpose(measured), atol=1e-9)


@pytest.mark.parametrize("causal", [False, True])
def test_gradients_match_central_differences(causal):
    rng = np.random.default_rng(6)
    arrays = {"query": (3, 2), "key": (4, 2), "value": (4, 3), "grad_output": (3, 3)}
    given = {name: rng.normal(size=shape) for name, shape in arrays.items()}
    change = given["grad_output"]
    found = engine.attention_gradients(**given, is_causal=causal, scale=0.7)
    del given["grad_output"]

    def loss(**inputs):
        made = engine.scaled_dot_product_attention(**inputs, is_causal=causal, scale=0.7)
        return (made.output * change).sum()

    for name, array in given.items():
        measured = np.empty(array.shape)
        for place in np.ndindex(array.shape):
            step = np.zeros(array.shape)
            step[place] = 1e-6
            up, down = loss(**given | {name: array + step}), loss(**given | {name: array - step})
            measured[place] = (up - down) / 2e-6
        np.testing.assert_allclose(getattr(found, name), measured, atol=1e-8)


def test_a_gradient_of_the_wrong_shape_is_refused():
    with pytest.raises(ValueError, match=r"grad_output has shape \(1, 2\) but the output"):
        engine.attention_gradients([[1]], [[1]], [[1]], [[1, 2]])


def test_dot_products_of_wide_random_vectors_spread_by_the_root_of_the_width():
    spread = engine.random_score_spread(512)
    assert spread.predicted == pytest.approx(22.627, abs=1e-3)
    assert spread.measured == pytest.approx(spread.predicted, rel=0.05)
    assert spread.measured_scaled == pytest.approx(1, rel=0.05)
    assert spread.largest_weight > 0.9 > 0.5 > spread.largest_weight_scaled
    assert engine.random_score_spread(512) == spread
