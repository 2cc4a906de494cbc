"""Each mistake of the catalogue gives exactly the value that its definition says.

The right-hand sides are written out in plain numpy, apart from the engine.
"""

import numpy as np
import pytest

from attention_engine import (
    compute,
    diagnose,
    explain_mistake,
    mistake_ids,
    mistake_step,
    mistake_title,
    mistake_values,
)

from .conftest import draw

WITH_SCORES = (
    "scores",
    "attention_weights",
    "scaled_dot_product_attention",
    "self_attention",
    "multi_head_attention",
)
SEEDS = range(5)


def softmax(x, axis=-1):
    e = np.exp(x)
    return e / e.sum(axis=axis, keepdims=True)


class ByHand:
    """Attention of one set of inputs in plain numpy."""

    def __init__(self, computation, inputs):
        self.computation = computation
        self.W_o = inputs.get("W_o")
        if computation in ("self_attention", "multi_head_attention"):
            X = inputs["X"]
            self.q, self.k, self.v = X @ inputs["W_q"], X @ inputs["W_k"], X @ inputs["W_v"]
            if self.W_o is not None:
                # Two heads of width two, with one set of keys and values for both.
                self.q = np.stack([self.q[:, :2], self.q[:, 2:]])
                self.k, self.v = np.stack([self.k] * 2), np.stack([self.v] * 2)
        else:
            self.q, self.k, self.v = inputs["query"], inputs["key"], inputs.get("value")
        self.dots = self.q @ self.k.mT
        self.s = self.dots / np.sqrt(self.q.shape[-1])
        self.visible = inputs.get("attn_mask")
        if inputs.get("is_causal"):
            self.visible = np.tri(*self.dots.shape[-2:], dtype=bool)

    def finish(self, scores):
        return scores if self.computation == "scores" else self.weigh(softmax(self.hide(scores)))

    def hide(self, scores):
        return scores if self.visible is None else np.where(self.visible, scores, -np.inf)

    def weigh(self, weights):
        if self.computation == "attention_weights":
            return weights
        if self.W_o is None:
            return weights @ self.v
        return np.concatenate(list(weights @ self.v), axis=-1) @ self.W_o

    def shown(self):
        return self.hide(self.s)

    def seen(self):
        return np.where(self.visible, self.s, 0)


def cosines(q, k):
    lengths = np.linalg.norm(q, axis=-1)[..., :, None], np.linalg.norm(k, axis=-1)[..., None, :]
    return (q @ k.mT) / lengths[0] / lengths[1]


def columns(x):
    # A column whose cells are all hidden has nothing to share out.
    e = np.exp(x)
    sums = e.sum(axis=-2, keepdims=True)
    return e / np.where(sums == 0, 1, sums)


def softmax_of(scores, visible):
    """Rows with nothing to see stay zero."""
    e = np.where(visible, np.exp(scores), 0)
    sums = e.sum(axis=-1, keepdims=True)
    return e / np.where(sums == 0, 1, sums)


def causal_slips(hand):
    square = np.ones(hand.s.shape[-2:], dtype=bool)
    return {"mask_wrong_triangle": np.triu(square), "mask_hides_diagonal": np.tril(square, -1)}


OF_SCORES = {
    "unscaled": lambda h: h.finish(h.dots),
    "scaled_by_d_k": lambda h: h.finish(h.dots / h.q.shape[-1]),
    "multiplied_by_sqrt_d_k": lambda h: h.finish(h.dots * np.sqrt(h.q.shape[-1])),
    "scaled_by_wrong_dimension": lambda h: h.finish(h.dots / np.sqrt(h.k.shape[-2])),
    "cosine_instead_of_dot": lambda h: h.finish(cosines(h.q, h.k)),
}
OF_WEIGHTS = {
    "softmax_over_queries": lambda h: h.weigh(columns(h.shown())),
    "softmax_whole_matrix": lambda h: h.weigh(
        np.exp(h.shown()) / np.exp(h.shown()).sum(axis=(-2, -1), keepdims=True)
    ),
    "not_normalised": lambda h: h.weigh(np.exp(h.shown())),
    "no_exponential": lambda h: h.weigh(h.seen() / h.seen().sum(axis=-1, keepdims=True)),
    "mask_ignored": lambda h: h.weigh(softmax(h.s)),
    "mask_after_softmax": lambda h: h.weigh(np.where(h.visible, softmax(h.s), 0)),
    "mask_as_zero": lambda h: h.weigh(softmax(np.where(h.visible, h.s, 0))),
}
OF_OUTPUT = {
    "weights_not_output": lambda h: softmax(h.shown()),
    "keys_as_values": lambda h: softmax(h.shown()) @ h.k,
}


def expected_mistakes(computation, inputs):
    right = compute(computation, inputs)
    found = {"sign_flipped": -right}
    if right.ndim == 2:
        found["row_swapped"] = right[[1, 0, *range(2, len(right))]]
        # A Jacobian of softmax is its own transpose.
        if computation != "softmax_jacobian":
            found["transposed"] = right.T
    if computation in WITH_SCORES:
        hand = ByHand(computation, inputs)
        formulas = OF_SCORES | (OF_WEIGHTS if computation != "scores" else {})
        if computation in WITH_SCORES[2:4]:
            formulas = formulas | OF_OUTPUT
        found |= {name: formula(hand) for name, formula in formulas.items()}
        if computation == "attention_weights":
            found["scores_not_weights"] = hand.s
        if inputs.get("is_causal"):
            found |= {
                name: hand.weigh(softmax_of(hand.s, m)) for name, m in causal_slips(hand).items()
            }
        if computation != "attention_weights" and computation != "scores":
            found["softmax_left_out"] = hand.weigh(hand.seen())
        if hand.s.shape[-1] == hand.s.shape[-2] and computation != "scores":
            found["query_and_key_exchanged"] = hand.finish(hand.s.mT)
        if computation == "multi_head_attention":
            found["output_projection_left_out"] = np.concatenate(
                list(softmax(hand.shown()) @ hand.v), axis=-1
            )
            found["scaled_by_model_width"] = hand.finish(hand.dots / np.sqrt(4))
        if computation == "self_attention":
            found["scaled_by_model_width"] = hand.finish(hand.dots / np.sqrt(4))
    return found | of_others(computation, inputs)


def of_others(computation, inputs):
    if computation == "softmax":
        x, T = inputs["x"], inputs["temperature"]
        return {
            "not_normalised": np.exp(x / T),
            "no_exponential": x / x.sum(),
            "scores_not_weights": x / T,
            "temperature_ignored": softmax(x),
            "temperature_multiplied": softmax(x * T),
        }
    if computation == "dot_product":
        return {"cosine_instead_of_dot": cosines(inputs["query"][None], inputs["key"][None])[0, 0]}
    if computation == "cosine_similarity":
        q, k = inputs["query"], inputs["key"]
        return {"dot_instead_of_cosine": q @ k, "lengths_squared": q @ k / (q @ q) / (k @ k)}
    if computation == "additive_scores":
        sums = (inputs["query"] @ inputs["W_q"].T)[:, None] + inputs["key"] @ inputs["W_k"].T
        return {"tanh_left_out": sums @ inputs["v"], "hidden_units_not_weighed": tanh_sums(sums)}
    if computation == "linear_attention":
        return of_linear(inputs["query"], inputs["key"], inputs["value"], inputs["is_causal"])
    if computation in OF_OTHERS:
        return OF_OTHERS[computation](**inputs)
    if computation == "complexity":
        n, d, d_v = inputs["length"], inputs["dim"], inputs["value_dim"]
        return {"multiply_add_counted_once": n * n * d + n * n * d_v}
    return {}


def of_entropy(x, temperature):
    def entropy(w):
        return -(w * np.log(w)).sum()

    p, e = softmax(x / temperature), np.exp(x / temperature)
    return {
        "in_bits": -(p * np.log2(p)).sum(),
        "base_ten": -(p * np.log10(p)).sum(),
        "logarithms_not_weighed": -np.log(p).sum(),
        "divided_by_largest_entropy": entropy(p) / np.log(len(x)),
        "exponential_of_entropy": np.exp(entropy(p)),
        "not_normalised": entropy(e),
        "temperature_ignored": entropy(softmax(x)),
        "temperature_multiplied": entropy(softmax(x * temperature)),
    }


def of_jacobian(x):
    p, e = softmax(x), np.exp(x)
    right = np.diag(p) - np.outer(p, p)
    off = ~np.eye(len(x), dtype=bool)
    return {
        "off_diagonal_left_out": np.where(off, 0, right),
        "off_diagonal_sign": np.where(off, -right, right),
        "identity_left_out": -np.outer(p, p),
        "products_left_out": np.diag(p),
        "not_normalised": np.diag(e) - np.outer(e, e),
    }


def of_backward(x, grad_weights):
    p, e, g = softmax(x), np.exp(x), grad_weights
    return {
        "mean_left_out": p * g,
        "mean_not_weighted": p * (g - g.mean()),
        "own_derivative_alone": p * (1 - p) * g,
        "weights_left_out": g - p @ g,
        "not_normalised": e * (g - e @ g),
    }


def turns(x, angles):
    """Pairs as complex numbers."""
    pairs = (x[:, 0::2] + 1j * x[:, 1::2]) * np.exp(1j * angles)
    return np.stack([pairs.real, pairs.imag], axis=-1).reshape(x.shape)


def of_rotary(x, base):
    n, d = x.shape
    places, pairs = np.arange(n)[:, None], np.arange(d // 2)
    angles = places / base ** (2 * pairs / d)
    by_halves = turns(x[:, [0, 2, 1, 3]], angles)[:, [0, 2, 1, 3]]
    return {
        "positions_from_one": turns(x, (places + 1) / base ** (2 * pairs / d)),
        "exponent_not_doubled": turns(x, places / base ** (pairs / d)),
        "same_angle_for_all_pairs": turns(x, places + 0 * pairs),
        "angles_in_degrees": turns(x, angles * np.pi / 180),
        "turned_backwards": turns(x, -angles),
        "halves_paired": by_halves,
    }


def of_sinusoids(position, dim):
    pairs = np.arange(dim // 2)

    def encoded(angles):
        return np.ravel([np.sin(angles), np.cos(angles)], order="F")

    angles = position / 10000 ** (2 * pairs / dim)
    return {
        "positions_from_one": encoded((position + 1) / 10000 ** (2 * pairs / dim)),
        "exponent_not_doubled": encoded(position / 10000 ** (pairs / dim)),
        "same_angle_for_all_pairs": encoded(position + 0 * pairs),
        "angles_in_degrees": encoded(angles * np.pi / 180),
        "sine_and_cosine_exchanged": np.ravel([np.cos(angles), np.sin(angles)], order="F"),
        "sines_before_cosines": np.ravel([np.sin(angles), np.cos(angles)]),
    }


def of_projection(vector, onto):
    v, u = vector, onto
    return {
        "divided_by_length": v @ u / np.sqrt(u @ u) * u,
        "not_divided_by_squared_length": v @ u * u,
        "divided_by_other_length": v @ u / (v @ v) * u,
        "projected_the_other_way": v @ u / (v @ v) * v,
        "remainder_not_projection": v - v @ u / (u @ u) * u,
    }


def of_singular(matrix):
    right = np.linalg.svd(matrix, compute_uv=False)
    gram = matrix @ matrix
    trace, det = np.trace(gram), np.linalg.det(gram)
    larger = trace / 2 + np.sqrt(max(trace**2 / 4 - det, 0))
    return {
        "root_not_taken": right**2,
        "lengths_of_columns": np.sort(np.linalg.norm(matrix, axis=0))[::-1],
        "smaller_first": right[::-1],
        "matrix_squared": np.sqrt(np.maximum([larger, det / larger], 0)),
    }


OF_OTHERS = {
    "entropy": of_entropy,
    "softmax_jacobian": of_jacobian,
    "softmax_backward": of_backward,
    "rotary_embedding": of_rotary,
    "sinusoidal_positions": of_sinusoids,
    "projection": of_projection,
    "singular_values": of_singular,
}


def tanh_sums(sums):
    return np.tanh(sums).sum(axis=-1)


def phi(x):
    return np.where(x > 0, x + 1, np.exp(x))


def of_linear(q, k, v, is_causal):
    visible = np.tri(len(q), len(k), dtype=bool) if is_causal else np.ones((len(q), len(k)), bool)
    fit = phi(q) @ phi(k).T

    def average(similarities):
        sums = similarities.sum(axis=-1, keepdims=True)
        return similarities / np.where(sums == 0, 1, sums) @ v

    right = np.where(visible, fit, 0)
    weights = right / right.sum(axis=-1, keepdims=True)
    found = {
        "weights_not_output": weights,
        "keys_as_values": weights @ k,
        "similarities_not_divided": right @ v,
        "features_left_out": average(np.where(visible, q @ k.T, 0)),
        "softmax_instead_of_features": softmax_of(q @ k.T / np.sqrt(q.shape[-1]), visible) @ v,
    }
    if is_causal:
        found |= {
            "mask_ignored": average(fit),
            "mask_wrong_triangle": average(np.triu(fit)),
            "mask_hides_diagonal": average(np.tril(fit, -1)),
        }
    return found


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
