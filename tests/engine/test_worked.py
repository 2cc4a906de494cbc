"""Worked answers: the contract's steps, the plain function's numbers, an independent path."""

import re
from fractions import Fraction

import mpmath
import numpy as np
import pytest

import attention_engine as engine
from attention_engine import computation_names, compute, parameters_of, worked_answer

from .conftest import draw

MASKED = ["dot_products", "scores", "masked_scores", "weights"]
STEPS = {
    "dot_product": ["products", "dot_product"],
    "cosine_similarity": ["dot_product", "norms", "cosine_similarity"],
    "softmax": ["exponentials", "sum", "weights"],
    "scores": ["dot_products", "scores"],
    "attention_weights": MASKED,
    "scaled_dot_product_attention": [*MASKED, "output"],
    "self_attention": ["query", "key", "value", *MASKED, "output"],
    "multi_head_attention": ["query", "key", "value", *MASKED, "heads", "output"],
    "additive_scores": ["query_part", "key_part", "hidden", "scores"],
    "bilinear_scores": ["transformed", "scores"],
    "linear_attention": ["query_features", "key_features", "similarities", "weights", "output"],
    "entropy": ["exponentials", "sum", "weights", "terms", "entropy"],
    "softmax_jacobian": ["exponentials", "sum", "weights", "jacobian"],
    "softmax_backward": ["exponentials", "sum", "weights", "mean", "gradient"],
    "rotary_embedding": ["angles", "rotated"],
    "sinusoidal_positions": ["angles", "encoding"],
    "projection": ["dot_product", "squared_length", "coefficient", "projection"],
    "singular_values": ["gram", "trace_and_determinant", "eigenvalues", "singular_values"],
    "complexity": ["cells", "score_flops", "output_flops", "flops"],
    "kv_cache_bytes": ["numbers_per_token", "cached_tokens", "bytes"],
    "sequences_that_fit": ["free_bytes", "sequences"],
    "decode_seconds": ["bytes_read", "seconds"],
    "tokens_per_second": ["bytes_read", "tokens_per_second"],
    "arithmetic_intensity": ["intensity"],
}
PLAIN = {
    "dot_product": lambda query, key: np.dot(query, key),
    "cosine_similarity": lambda query, key: engine.cosine_scores([query], [key])[0, 0],
    "softmax": engine.softmax,
    "scores": engine.scaled_dot_product_scores,
    "attention_weights": lambda **inputs: (
        engine.scaled_dot_product_attention(**inputs, value=np.ones((3, 1))).weights
    ),
    "scaled_dot_product_attention": lambda **inputs: (
        engine.scaled_dot_product_attention(**inputs).output
    ),
    "self_attention": lambda **inputs: engine.self_attention(**inputs).output,
    "multi_head_attention": lambda **inputs: engine.multi_head_attention(**inputs).output,
    "additive_scores": engine.additive_scores,
    "bilinear_scores": engine.bilinear_scores,
    "linear_attention": lambda **inputs: engine.linear_attention(**inputs).output,
    "entropy": lambda x, temperature: engine.attention_entropy(
        engine.softmax(x, temperature=temperature)
    ),
    "softmax_jacobian": lambda x: engine.softmax_jacobian(engine.softmax(x)),
    # With unit vectors as keys, the gradient of the query is the gradient of its scores.
    "softmax_backward": lambda x, grad_weights: engine.attention_gradients(
        [x], np.eye(len(x)), np.reshape(grad_weights, (-1, 1)), [[1.0]], scale=1.0
    ).query[0],
    "rotary_embedding": engine.rotary_embedding,
    "sinusoidal_positions": lambda position, dim: engine.sinusoidal_positions(position + 1, dim)[
        position
    ],
    "projection": engine.projection,
    "singular_values": engine.singular_values,
    "complexity": lambda **inputs: engine.attention_cost(**inputs).flops,
    "kv_cache_bytes": engine.kv_cache_bytes,
    "sequences_that_fit": engine.sequences_that_fit,
    "decode_seconds": engine.decode_seconds,
    "tokens_per_second": engine.tokens_per_second,
    "arithmetic_intensity": engine.arithmetic_intensity,
}


def test_the_computations_are_those_that_are_promised():
    assert set(computation_names()) == set(STEPS)


def test_the_steps_have_the_names_of_the_contract(computation):
    steps = worked_answer(computation, **draw(0)[computation]).steps
    assert [step.name for step in steps] == STEPS[computation]


def test_without_a_mask_there_is_no_masked_step():
    inputs = draw(0)["scores"]
    steps = worked_answer("attention_weights", **inputs).steps
    assert [step.name for step in steps] == ["dot_products", "scores", "weights"]


def test_only_a_mask_that_hides_is_explained_as_hiding():
    scores = {"query": [[1, 0]], "key": [[1, 0], [0, 1]]}
    for mask, hides in (([[True, False]], True), ([[0.0, -np.inf]], True), ([[-0.5, 0.0]], False)):
        steps = worked_answer("attention_weights", **scores, attn_mask=mask).steps
        assert ("hidden" in steps[2].explanation) == hides


@pytest.mark.parametrize("seed", range(4))
def test_the_result_is_the_plain_functions_own(computation, seed):
    inputs = draw(seed)[computation]
    worked = worked_answer(computation, **inputs)
    np.testing.assert_allclose(worked.result, PLAIN[computation](**inputs), rtol=1e-12)
    np.testing.assert_array_equal(worked.result, compute(computation, inputs))


def test_every_step_is_explained_in_a_sentence_and_written_in_tex(computation):
    for step in worked_answer(computation, **draw(3)[computation]).steps:
        assert step.explanation.endswith(".")
        assert not set("$\\{}") & set(step.explanation)
        for tex in (step.formula, step.substituted):
            assert tex.count("{") == tex.count("}")
            assert "nan" not in tex
            assert "inf" not in tex.replace(r"\infty", "")


@pytest.mark.parametrize(
    ("computation", "inputs"),
    [
        ("projection", {"vector": [-1e9, 2e9], "onto": [3e9, -1e-9]}),
        ("cosine_similarity", {"query": [3e9, 1], "key": [1e-9, -2e9]}),
        ("singular_values", {"matrix": [[3e9, 1], [1, 2e9]]}),
    ],
)
def test_the_square_of_a_power_of_ten_is_a_square_of_the_whole_number(computation, inputs):
    squares = 0
    for step in worked_answer(computation, **inputs).steps:
        assert not re.search(r"10\^\{-?\d+\}\^", step.substituted)
        squares += step.substituted.count(r"})^2")
    assert squares


def test_large_arrays_are_written_short():
    x = np.random.default_rng(0).normal(size=(60, 60))
    for step in worked_answer("attention_weights", query=x, key=x).steps:
        assert len(step.substituted) < 1500


def test_what_a_parameter_lists_can_be_given(computation):
    inputs = draw(0)[computation]
    names = [parameter.name for parameter in parameters_of(computation)]
    assert set(inputs) <= set(names)
    assert {p.name for p in parameters_of(computation) if not p.optional} <= set(inputs)
    optional = {p.name: p.default for p in parameters_of(computation) if p.optional}
    np.testing.assert_array_equal(
        compute(computation, optional | inputs), compute(computation, inputs)
    )


def test_attention_weights_agree_with_fifty_digits():
    query = [["0.5", "-1.25", "2"], ["1.5", "0.75", "-0.5"]]
    key = [["1", "0.5", "-1"], ["-2", "1.5", "0.25"], ["0.5", "0.5", "0.5"]]
    with mpmath.workdps(50):
        root = mpmath.sqrt(3)
        exact = []
        for q in query:
            # Dot products of decimals are exact fractions.
            dots = [sum(Fraction(a) * Fraction(b) for a, b in zip(q, k, strict=True)) for k in key]
            powers = [mpmath.exp(mpmath.mpf(d.numerator) / d.denominator / root) for d in dots]
            exact.append([float(power / sum(powers)) for power in powers])
    found = compute(
        "attention_weights",
        {"query": np.array(query, dtype=float), "key": np.array(key, dtype=float)},
    )
    np.testing.assert_allclose(found, exact, rtol=1e-12)


def test_outputs_agree_with_fractions_where_all_weights_are_equal():
    # Keys that are all alike give each value the same weight: an exact mean.
    value = [[1, 2.5], [4, -3], [-0.5, 7]]
    found = compute(
        "scaled_dot_product_attention",
        {"query": [[1, 2]], "key": [[3, 4]] * 3, "value": value},
    )
    exact = [float(sum(map(Fraction, column)) / 3) for column in zip(*value, strict=True)]
    np.testing.assert_allclose(found, [exact], rtol=1e-12)


def test_cosine_of_very_long_and_very_short_vectors_is_right():
    inputs = {"query": [3e-200, 4e-200], "key": [6e199, 8e199]}
    assert compute("cosine_similarity", inputs) == pytest.approx(1)
