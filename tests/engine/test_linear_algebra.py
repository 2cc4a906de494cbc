"""Lengths, projections, singular values: their defining properties hold for any numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from attention_engine import (
    feature_map,
    linear_attention,
    log_sum_exp,
    projection,
    singular_values,
    softmax,
    vector_norm,
)

SHORT = st.floats(-100, 100).map(lambda x: round(x, 3))
VECTORS = arrays(np.float64, 3, elements=SHORT)


@given(VECTORS, st.floats(1e-3, 1e3))
def test_a_length_grows_with_its_vector_and_is_the_root_of_its_dot_product(x, factor):
    assert vector_norm(x) ** 2 == pytest.approx(x @ x)
    assert vector_norm(factor * x) == pytest.approx(factor * vector_norm(x))


def test_very_long_and_very_short_vectors_keep_their_length():
    assert vector_norm([[3e200, 4e200], [3e-200, 4e-200], [0, 0]]) == pytest.approx(
        [5e200, 5e-200, 0]
    )


@given(VECTORS, VECTORS.filter(lambda u: np.abs(u).max() > 0.1))
def test_what_a_projection_leaves_is_orthogonal_and_projecting_again_changes_nothing(v, u):
    found = projection(v, onto=u)
    assert (v - found) @ u == pytest.approx(0, abs=1e-8)
    np.testing.assert_allclose(projection(found, onto=u), found, atol=1e-9)
    np.testing.assert_allclose(projection(v, onto=-7 * u), found, atol=1e-9)


@given(arrays(np.float64, (4, 3), elements=SHORT))
def test_squared_singular_values_are_the_eigenvalues_of_the_gram_matrix(matrix):
    eigenvalues = np.linalg.eigvalsh(matrix.T @ matrix)[::-1]
    np.testing.assert_allclose(singular_values(matrix) ** 2, eigenvalues, atol=1e-7, rtol=1e-7)
    assert np.sqrt((singular_values(matrix) ** 2).sum()) == pytest.approx(
        np.linalg.norm(matrix), abs=1e-9
    )


@given(arrays(np.float64, (2, 4), elements=st.floats(-1e4, 1e4)))
def test_softmax_is_the_exponential_of_a_score_minus_log_sum_exp(x):
    np.testing.assert_allclose(np.exp(x - log_sum_exp(x)[:, None]), softmax(x), atol=1e-12)


def test_the_feature_map_is_the_one_of_linear_attention():
    query, key, value = [[0.5, -1]], [[1, 0], [-2, 0.25]], [[1.0], [3.0]]
    fit = feature_map(query) @ feature_map(key).T
    np.testing.assert_allclose(
        linear_attention(query, key, value).output, fit / fit.sum() @ np.array(value)
    )


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: projection([1, 2], onto=[1, 2, 3]), "onto has 3 numbers but vector has 2"),
        (lambda: projection([1, 2], onto=[0, 0]), "onto must not be all zeros"),
        (lambda: projection([[1, 2]], onto=[1, 2]), "vector must be one vector"),
        (lambda: singular_values([1, 2]), "matrix must have at least 2 axes"),
        (lambda: singular_values(np.ones((2, 2, 2))), "matrix must have two axes"),
        (lambda: vector_norm([np.nan]), "x must hold finite numbers"),
        (lambda: vector_norm([1.7e308, 1.7e308]), "overflow"),
        (lambda: log_sum_exp(3), "x must have at least 1 axis"),
        (lambda: feature_map([np.inf]), "x must hold finite numbers"),
    ],
)
def test_a_bad_argument_is_named(call, named):
    with pytest.raises(ValueError, match=named):
        call()
