"""Inputs of every computation in many sizes, and right and wrong answers to them."""

from collections.abc import Callable
from typing import Any

import numpy as np

COUNTS = ("complexity", "kv_cache_bytes", "sequences_that_fit")
ONE_NUMBER = (
    *COUNTS,
    *("cosine_similarity", "dot_product", "entropy"),
    *("decode_seconds", "tokens_per_second", "arithmetic_intensity"),
)
COMPUTATIONS = (
    *("additive_scores", "attention_weights", "bilinear_scores", "complexity"),
    *("cosine_similarity", "dot_product", "linear_attention", "multi_head_attention"),
    *("scaled_dot_product_attention", "scores", "self_attention", "softmax"),
    *("entropy", "softmax_jacobian", "softmax_backward", "rotary_embedding"),
    *("sinusoidal_positions", "projection", "singular_values"),
    *("kv_cache_bytes", "sequences_that_fit", "decode_seconds", "tokens_per_second"),
    "arithmetic_intensity",
)
Inputs = dict[str, Any]


def draw_inputs(computation: str, rng: np.random.Generator) -> Inputs:
    """Inputs as a task would draw them: two to four of everything, halves or two decimals."""
    n, keys, d, d_v = (int(x) for x in rng.integers(2, 5, size=4))
    decimals = int(rng.integers(1, 3))

    def some(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).round(decimals) + 0.0

    causal = {"is_causal": bool(rng.integers(2))}
    pair = {"query": some(n, d), "key": some(keys, d)}
    sequence = {"X": some(n, d), "W_q": some(d, 4), "W_k": some(d, 4), "W_v": some(d, 4)}
    drawn: dict[str, Callable[[], Inputs]] = {
        "dot_product": lambda: {"query": some(d), "key": some(d)},
        "cosine_similarity": lambda: {"query": abs(some(d)) + 0.1, "key": abs(some(d)) + 0.1},
        "softmax": lambda: {"x": some(keys + 1), "temperature": float(rng.choice([0.5, 1, 2]))},
        "scores": lambda: pair,
        "attention_weights": lambda: pair | causal,
        "scaled_dot_product_attention": lambda: pair | causal | {"value": some(keys, d_v)},
        "self_attention": lambda: sequence | causal,
        "multi_head_attention": lambda: sequence | causal | {"W_o": some(4, d_v), "num_heads": 2},
        "additive_scores": lambda: (
            pair | {"W_q": some(3, d), "W_k": some(3, d), "v": some(3)}
        ),
        "bilinear_scores": lambda: pair | {"W": some(d, d)},
        "linear_attention": lambda: pair | causal | {"value": some(keys, d_v)},
        "complexity": lambda: {
            "length": int(rng.integers(2, 500)), "dim": 32 * d, "value_dim": 32 * d_v
        },
        "entropy": lambda: {"x": some(keys + 1), "temperature": float(rng.choice([0.5, 1, 2]))},
        "softmax_jacobian": lambda: {"x": some(keys)},
        "softmax_backward": lambda: {"x": some(keys), "grad_weights": some(keys)},
        "rotary_embedding": lambda: {"x": some(n, 2 * d), "base": 100.0},
        "sinusoidal_positions": lambda: {"position": int(rng.integers(1, 20)), "dim": 2 * d},
        "projection": lambda: {"vector": some(d), "onto": abs(some(d)) + 0.1},
        "singular_values": lambda: {"matrix": some(keys, 2)},
        "kv_cache_bytes": lambda: {
            "tokens": 1000 * n, "layers": 8 * keys, "kv_heads": d, "head_dim": 32 * d_v,
            "windowed_layers": 4 * keys, "window": 500, "heads": 4 * d,
        },
        "sequences_that_fit": lambda: {
            "memory_bytes": 80 * 10**9, "weight_bytes": 10**10 * n,
            "cache_bytes": int(rng.integers(10**8, 10**9)),
        },
        "decode_seconds": lambda: {
            "weight_bytes": 1e10 * n, "bandwidth": 1e12 * keys, "cache_bytes": 1e9 * d, "batch": d_v
        },
        "tokens_per_second": lambda: {
            "weight_bytes": 1e10 * n, "bandwidth": 1e12 * keys, "cache_bytes": 1e9 * d, "batch": d_v
        },
        "arithmetic_intensity": lambda: {"flops": 1e9 * n, "bytes": 3e9 * keys},
    }  # fmt: skip
    return drawn[computation]()


def rounded_at_random(right: np.ndarray, decimals: int, rng: np.random.Generator) -> np.ndarray:
    """A right answer, with every number off by up to half a unit of the last digit."""
    return right + rng.uniform(-0.5, 0.5, size=right.shape) * 10.0**-decimals


def wrong_everywhere(right: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Random numbers as spread out as the right ones; random weights if those are weights."""
    if right.ndim and (np.abs(right.sum(axis=-1) - 1) < 1e-9).all() and (right >= 0).all():
        weights = np.exp(rng.normal(size=right.shape))
        return weights / weights.sum(axis=-1, keepdims=True)
    spread = max(float(np.ptp(right)), float(np.abs(right).max()), 0.1)
    return rng.uniform(-spread, spread, size=right.shape)


def wrong_in_one_row(right: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    wrong, row = right.copy(), int(rng.integers(len(right)))
    wrong[row] = wrong_everywhere(right, rng)[row]
    return wrong


def wrong_in_one_cell(right: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    wrong = right.copy()
    cell = tuple(int(rng.integers(side)) for side in right.shape)
    wrong[cell] = wrong_everywhere(right, rng)[cell]
    return wrong


def nearly_right(right: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return right * (1 + rng.normal(size=right.shape) / 4)


WRONG = (wrong_everywhere, wrong_in_one_row, wrong_in_one_cell, nearly_right)
