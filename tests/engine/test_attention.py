"""Invariants of attention for any finite input."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from attention_engine import (
    cosine_scores,
    scaled_dot_product_attention,
    self_attention,
    softmax,
)

numbers = st.floats(-50, 50, allow_subnormal=False)
any_finite = st.floats(allow_nan=False, allow_infinity=False)
BATCHES = st.sampled_from([(), (2,), (2, 3)])


@st.composite
def triples(draw, batch=BATCHES):
    """Query, key and value of matching random shapes."""
    lead, size = draw(batch), st.integers(1, 4)
    length, keys, width, value_width = (draw(size) for _ in range(4))
    shapes = ((length, width), (keys, width), (keys, value_width))
    return tuple(draw(arrays(np.float64, (*lead, *shape), elements=numbers)) for shape in shapes)


@given(arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 6)), elements=any_finite))
def test_softmax_is_finite_and_sums_to_one_for_any_finite_scores(x):
    weights = softmax(x)
    assert np.isfinite(weights).all()
    np.testing.assert_allclose(weights.sum(axis=-1), 1, rtol=1e-12)


@given(arrays(np.float64, 5, elements=numbers), numbers)
def test_a_constant_added_to_the_scores_changes_nothing(x, constant):
    np.testing.assert_allclose(softmax(x + constant), softmax(x), rtol=1e-9, atol=1e-12)


@given(triples())
def test_rows_of_weights_sum_to_one(triple):
    weights = scaled_dot_product_attention(*triple).weights
    np.testing.assert_allclose(weights.sum(axis=-1), 1, rtol=1e-12)


@given(triples(), st.randoms(use_true_random=False))
def test_permuting_keys_and_values_together_permutes_the_weights_alone(triple, random):
    query, key, value = triple
    order = list(range(key.shape[-2]))
    random.shuffle(order)
    plain = scaled_dot_product_attention(query, key, value)
    moved = scaled_dot_product_attention(query, key[..., order, :], value[..., order, :])
    np.testing.assert_allclose(moved.weights, plain.weights[..., order], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(moved.output, plain.output, rtol=1e-9, atol=1e-9)


@given(triples(batch=st.just(())), numbers)
def test_causal_outputs_ignore_the_future(triple, change):
    query, key, value = triple
    plain = scaled_dot_product_attention(query, key, value, is_causal=True).output
    for row in range(min(len(query), len(key) - 1)):
        later_key, later_value = key.copy(), value.copy()
        later_key[row + 1 :] += change
        later_value[row + 1 :] -= change
        found = scaled_dot_product_attention(query, later_key, later_value, is_causal=True)
        np.testing.assert_allclose(found.output[: row + 1], plain[: row + 1], rtol=1e-12)


@given(triples(batch=st.just(())))
def test_a_causal_mask_given_as_matrix_is_the_same(triple):
    query, key, value = triple
    mask = np.tri(len(query), len(key), dtype=bool)
    causal = scaled_dot_product_attention(query, key, value, is_causal=True)
    for form in (mask, np.where(mask, 0.0, -np.inf)):
        given_mask = scaled_dot_product_attention(query, key, value, attn_mask=form)
        np.testing.assert_array_equal(given_mask.output, causal.output)


def test_a_query_whose_keys_are_all_hidden_gets_zeros():
    mask = [[False, False], [True, False]]
    found = scaled_dot_product_attention([[1, 2], [3, 4]], [[1, 0], [0, 1]], [[5], [7]], mask)
    assert found.weights.tolist() == [[0, 0], [1, 0]]
    assert found.output.tolist() == [[0], [5]]


@given(arrays(np.float64, (3, 4), elements=st.floats(0.5, 1e200)), st.floats(1e-3, 1e3))
def test_cosines_do_not_depend_on_length(rows, factor):
    cosines = cosine_scores(rows, rows)
    np.testing.assert_allclose(cosine_scores(rows * factor, rows), cosines, rtol=1e-9)
    np.testing.assert_allclose(np.diagonal(cosines), 1, rtol=1e-12)


def test_self_attention_is_attention_over_its_projections():
    rng = np.random.default_rng(3)
    X, W_q, W_k, W_v = (rng.normal(size=shape) for shape in ((5, 4), (4, 3), (4, 3), (4, 2)))
    plain = scaled_dot_product_attention(X @ W_q, X @ W_k, X @ W_v, is_causal=True)
    np.testing.assert_allclose(self_attention(X, W_q, W_k, W_v, True).output, plain.output)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, ">f4", ">f8", np.float16, int])
def test_every_kind_of_number_is_taken_and_the_result_is_native(dtype):
    x = np.array([[1, 2], [3, 5]], dtype=dtype)
    found = scaled_dot_product_attention(x, x, x).output
    is_single = np.dtype(dtype).kind == "f" and np.dtype(dtype).itemsize <= 4
    assert found.dtype == (np.float32 if is_single else np.float64)
    assert found.dtype.isnative


def test_inputs_are_never_changed_and_may_be_read_only_or_strided():
    whole = np.arange(24.0).reshape(4, 6)
    query, key, value = whole[::2, ::3], whole[1::2, ::3], whole[::-2, 1:4]
    for array in (query, key, value):
        array.flags.writeable = False
    before = whole.copy()
    scaled_dot_product_attention(query, key, value, is_causal=True)
    np.testing.assert_array_equal(whole, before)


def test_extreme_scores_stay_finite_and_silent():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for x in ([1e308, -1e308, 0], [5e-324, 0, 1e-300], [1e308], [-1e308, -1e308]):
            for temperature in (1e-300, 1.0, 1e300):
                weights = softmax(x, temperature=temperature)
                assert np.isfinite(weights).all()
                assert weights.sum() == pytest.approx(1)
        found = scaled_dot_product_attention([[1e153]], [[1e153], [-1e153]], [[1], [2]])
    assert found.output.tolist() == [[1]]
