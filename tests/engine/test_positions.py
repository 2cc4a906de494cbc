"""What the papers promise of position encodings."""

import numpy as np
import pytest

from attention_engine import alibi_bias, rotary_embedding, sinusoidal_positions


@pytest.mark.parametrize("offset", [1, 3, 8])
def test_rotary_scores_depend_on_distance_alone(offset):
    rng = np.random.default_rng(0)
    query, key = (np.tile(rng.normal(size=(1, 6)), (12, 1)) for _ in range(2))
    scores = rotary_embedding(query) @ rotary_embedding(key).T
    np.testing.assert_allclose(np.diagonal(scores, -offset), scores[offset, 0])


def test_rotary_keeps_lengths_and_the_first_position():
    x = np.random.default_rng(1).normal(size=(2, 5, 4)).astype(np.float32)
    turned = rotary_embedding(x)
    np.testing.assert_allclose(np.linalg.norm(turned, axis=-1), np.linalg.norm(x, axis=-1), 1e-5)
    np.testing.assert_array_equal(turned[:, 0], x[:, 0])
    assert turned.dtype == np.float32


def test_alibi_slopes_of_eight_heads_halve_from_a_half():
    np.testing.assert_allclose(-alibi_bias(8, 2)[:, 0, 1], 2.0 ** -np.arange(1, 9))


def test_alibi_slopes_between_powers_of_two_come_from_the_next_power():
    twelve = -alibi_bias(12, 2)[:, 0, 1]
    np.testing.assert_allclose(twelve[:8], 2.0 ** -np.arange(1, 9))
    np.testing.assert_allclose(twelve[8:], 2.0 ** -(np.arange(1, 8, 2) / 2))


def test_sinusoidal_positions_are_the_papers():
    found = sinusoidal_positions(50, 6)
    assert found[7, 2] == pytest.approx(np.sin(7 / 10000 ** (2 / 6)))
    assert found[7, 3] == pytest.approx(np.cos(7 / 10000 ** (2 / 6)))
    assert sinusoidal_positions(3, 5).shape == (3, 5)


def test_wrong_sizes_are_refused():
    with pytest.raises(ValueError, match="x must have an even number of columns, got 3"):
        rotary_embedding([[1, 2, 3]])
    with pytest.raises(ValueError, match="base must be above 0"):
        rotary_embedding([[1, 2]], base=0)
    with pytest.raises(ValueError, match="num_heads must be from 1"):
        alibi_bias(0, 3)
    with pytest.raises(ValueError, match="dim must be a whole number"):
        sinusoidal_positions(3, 2.5)
