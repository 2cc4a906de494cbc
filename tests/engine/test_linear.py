"""Linear attention equals its quadratic form, at any length and for extreme input."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention_engine import linear_attention


def quadratic(query, key, value, causal):
    def phi(x):
        return np.where(x > 0, x + 1, np.exp(np.minimum(x, 0)))

    scores = phi(query) @ phi(key).mT
    if causal:
        scores = np.tril(scores)
    return scores @ value / scores.sum(axis=-1, keepdims=True)


@pytest.mark.parametrize("causal", [False, True])
@given(seed=st.integers(0, 999), length=st.integers(1, 300), batch=st.sampled_from([(), (2, 3)]))
def test_linear_attention_is_its_quadratic_form(causal, seed, length, batch):
    rng = np.random.default_rng(seed)
    query, key = (rng.normal(size=(*batch, length, 3)) for _ in range(2))
    value = rng.normal(size=(*batch, length, 2))
    found = linear_attention(query, key, value, is_causal=causal).output
    np.testing.assert_allclose(found, quadratic(query, key, value, causal), rtol=1e-9, atol=1e-12)


def test_causal_with_more_keys_than_queries_sees_the_first_ones():
    rng = np.random.default_rng(2)
    query, key, value = (rng.normal(size=(n, 2)) for n in (3, 7, 7))
    found = linear_attention(query, key, value, is_causal=True).output
    np.testing.assert_allclose(found, quadratic(query, key[:3], value[:3], True))
    # More queries than keys: the late ones see all keys.
    late = linear_attention(key, query, value[:3], is_causal=True).output[3:]
    np.testing.assert_allclose(late, quadratic(key[3:], query, value[:3], False))


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("size", [-1e308, -800.0, 1e300, 0.0])
def test_extreme_input_stays_finite_and_silent(causal, size):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = linear_attention([[size]] * 3, [[size]] * 3, [[1], [2], [3]], is_causal=causal)
    expected = [[1], [1.5], [2]] if causal else [[2]] * 3
    np.testing.assert_allclose(found.output, expected)
