"""Multi-head attention: each head attends on its own, and groups share KV heads."""

import numpy as np
import pytest

from attention_engine import multi_head_attention, scaled_dot_product_attention, self_attention

RNG = np.random.default_rng(11)
X = RNG.normal(size=(2, 5, 6))
W_q, W_o = RNG.normal(size=(6, 8)), RNG.normal(size=(12, 7))


def weights(groups, width):
    return np.random.default_rng(groups).normal(size=(6, groups * width))


def test_one_head_is_self_attention():
    W_k, W_v = weights(1, 8), weights(1, 12)
    found = multi_head_attention(X, W_q, W_k, W_v, W_o, num_heads=1, is_causal=True)
    alone = self_attention(X, W_q, W_k, W_v, is_causal=True)
    np.testing.assert_allclose(found.output, alone.output @ W_o)
    np.testing.assert_allclose(found.weights[:, 0], alone.weights)


@pytest.mark.parametrize("groups", [4, 2, 1])
def test_each_head_attends_over_its_own_columns_and_its_groups_keys(groups):
    W_k, W_v = weights(groups, 2), weights(groups, 3)
    found = multi_head_attention(X, W_q, W_k, W_v, W_o, num_heads=4, num_kv_heads=groups)
    outputs = []
    for head in range(4):
        group = head * groups // 4
        query = (X @ W_q)[..., 2 * head : 2 * head + 2]
        key = (X @ W_k)[..., 2 * group : 2 * group + 2]
        value = (X @ W_v)[..., 3 * group : 3 * group + 3]
        plain = scaled_dot_product_attention(query, key, value)
        np.testing.assert_allclose(found.weights[:, head], plain.weights)
        outputs.append(plain.output)
    np.testing.assert_allclose(found.output, np.concatenate(outputs, axis=-1) @ W_o)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"num_heads": 3}, "W_q has 8 columns, which do not divide into 3 heads"),
        ({"num_kv_heads": 3}, "num_kv_heads must divide num_heads 4, got 3"),
        ({"W_k": weights(4, 3)}, "W_k gives each head 3 columns but W_q gives 2"),
        ({"W_o": W_o[:5]}, "W_o has 5 rows but the heads give 12 columns"),
        ({"num_heads": 0}, "num_heads must be from 1"),
        ({"W_v": weights(4, 3)[:2]}, "W_v has 2 rows but X has 6 columns"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(changed, words):
    given = {"W_q": W_q, "W_k": weights(4, 2), "W_v": weights(4, 3), "W_o": W_o, "num_heads": 4}
    with pytest.raises(ValueError, match=words):
        multi_head_attention(X, **(given | changed))
