"""What the engine's tests share: bounded random arrays and the inputs of each computation."""

from typing import Any

import numpy as np
import pytest


def draw(seed: int) -> dict[str, dict[str, Any]]:
    """Inputs for each computation, drawn from a seed, on which all known mistakes differ."""
    rng = np.random.default_rng(seed)

    def some(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).round(2)

    query, key, value = some(2, 4), some(3, 4), some(3, 5)
    return {
        "dot_product": {"query": some(4), "key": some(4)},
        "cosine_similarity": {"query": some(4), "key": some(4)},
        "softmax": {"x": some(4), "temperature": 0.5},
        "scores": {"query": query, "key": key},
        "attention_weights": {"query": query, "key": key, "is_causal": True},
        "scaled_dot_product_attention": {
            "query": query,
            "key": key,
            "value": value,
            "attn_mask": np.array([[True, False, True], [True, True, False]]),
        },
        "self_attention": {
            "X": some(3, 4),
            "W_q": some(4, 2),
            "W_k": some(4, 2),
            "W_v": some(4, 5),
            "is_causal": True,
        },
        "multi_head_attention": {
            "X": some(3, 4),
            "W_q": some(4, 4),
            "W_k": some(4, 2),
            "W_v": some(4, 3),
            "W_o": some(6, 5),
            "num_heads": 2,
            "num_kv_heads": 1,
            "is_causal": True,
        },
        "additive_scores": {
            "query": some(2, 3),
            "key": some(3, 4),
            "W_q": some(5, 3),
            "W_k": some(5, 4),
            "v": some(5),
        },
        "bilinear_scores": {"query": some(2, 3), "key": some(3, 4), "W": some(3, 4)},
        "linear_attention": {
            "query": query,
            "key": key,
            "value": some(3, 2),
            "is_causal": bool(seed % 2),
        },
        "entropy": {"x": some(4), "temperature": 0.5},
        "softmax_jacobian": {"x": some(3)},
        "softmax_backward": {"x": some(4), "grad_weights": some(4)},
        "rotary_embedding": {"x": some(3, 4), "base": 100.0},
        "sinusoidal_positions": {"position": int(rng.integers(2, 9)), "dim": 6},
        "projection": {"vector": some(3), "onto": some(3)},
        "singular_values": {"matrix": some(2, 2)},
        "complexity": {"length": int(rng.integers(2, 500)), "dim": 64, "value_dim": 32},
        "kv_cache_bytes": {
            "tokens": int(rng.integers(5000, 9000)),
            "layers": 24,
            "kv_heads": 4,
            "head_dim": 80,
            "windowed_layers": 18,
            "window": 1024,
            "heads": 24,
        },
        "sequences_that_fit": {
            "memory_bytes": 80 * 10**9,
            "weight_bytes": 16 * 10**9,
            "cache_bytes": int(rng.integers(10**9, 2 * 10**9)),
        },
        "decode_seconds": {
            "weight_bytes": float(rng.integers(10, 99)) * 1e9,
            "bandwidth": 3.35e12,
            "cache_bytes": 1.25e9,
            "batch": 16,
        },
        "tokens_per_second": {
            "weight_bytes": float(rng.integers(10, 99)) * 1e9,
            "bandwidth": 3.35e12,
            "cache_bytes": 1.25e9,
            "batch": 16,
        },
        "arithmetic_intensity": {"flops": float(rng.integers(2, 90)) * 1e9, "bytes": 7e9},
    }


@pytest.fixture(params=sorted(draw(0)))
def computation(request: pytest.FixtureRequest) -> str:
    return request.param
