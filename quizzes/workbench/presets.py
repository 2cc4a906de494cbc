"""Small inputs to start with in the workbench."""

from typing import Any

SHORT_QUERY = [[1, 0, 1, 2], [0, 1, 1, 0]]
SHORT_KEY = [[1, 1, 0, 1], [0, 2, 1, 0], [1, 0, 0, 1]]
SQUARE = [[1, 0], [0, 1], [1, 1]]

# For every computation, presets as (title, inputs). The first one is loaded at the start.
PRESETS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "dot_product": [
        ("Two vectors that partly agree", {"query": [1, 2, 0], "key": [2, 1, -1]}),
        ("Orthogonal vectors", {"query": [1, 2], "key": [-2, 1]}),
        ("Opposite vectors", {"query": [1, -2, 1], "key": [-1, 2, -1]}),
    ],
    "cosine_similarity": [
        ("Two vectors that partly agree", {"query": [1, 2, 0], "key": [2, 1, -1]}),
        ("The same direction, another length", {"query": [1, 2], "key": [3, 6]}),
    ],
    "softmax": [
        ("Three scores close together", {"x": [2, 1.8, 1.9]}),
        ("The same, ten times as large", {"x": [20, 18, 19]}),
        ("A high temperature", {"x": [20, 18, 19], "temperature": 10}),
    ],
    "scores": [
        ("Two queries, three keys", {"query": SHORT_QUERY, "key": SHORT_KEY}),
        ("Without scaling", {"query": SHORT_QUERY, "key": SHORT_KEY, "scale": 1}),
    ],
    "attention_weights": [
        ("Two queries, three keys", {"query": SHORT_QUERY, "key": SHORT_KEY}),
        ("Causal: no looking ahead", {"query": SQUARE, "key": SQUARE, "is_causal": True}),
        (
            "A mask of your own",
            {
                "query": SHORT_QUERY,
                "key": SHORT_KEY,
                "attn_mask": [[True, True, False], [True, False, True]],
            },
        ),
    ],
    "scaled_dot_product_attention": [
        (
            "Two queries, three keys",
            {"query": SHORT_QUERY, "key": SHORT_KEY, "value": [[1, 0], [0, 2], [4, 1]]},
        ),
        (
            "Causal: no looking ahead",
            {"query": SQUARE, "key": SQUARE, "value": SQUARE, "is_causal": True},
        ),
    ],
    "self_attention": [
        (
            "Three positions, two features",
            {
                "X": SQUARE,
                "W_q": [[1, 0], [0, 2]],
                "W_k": [[1, 1], [0, 1]],
                "W_v": [[2, 0], [1, 1]],
            },
        ),
    ],
    "multi_head_attention": [
        (
            "Two heads of width one",
            {
                "X": SQUARE,
                "W_q": [[1, 0], [0, 2]],
                "W_k": [[1, 1], [0, 1]],
                "W_v": [[2, 0], [1, 1]],
                "W_o": [[1, 0], [1, 1]],
                "num_heads": 2,
            },
        ),
    ],
    "additive_scores": [
        (
            "Three hidden units",
            {
                "query": SQUARE,
                "key": [[1, 1], [0, 2]],
                "W_q": [[1, 0], [0, 1], [0.5, 0.5]],
                "W_k": [[0, 1], [1, 0], [-0.5, 1]],
                "v": [1, -1, 2],
            },
        ),
    ],
    "bilinear_scores": [
        (
            "Queries and keys of different width",
            {"query": SQUARE, "key": [[1, 1, 0], [0, 2, 1]], "W": [[1, 0, 2], [0, 1, -1]]},
        ),
    ],
    "linear_attention": [
        (
            "Two queries, three keys",
            {"query": SHORT_QUERY, "key": SHORT_KEY, "value": [[1, 0], [0, 2], [4, 1]]},
        ),
        (
            "Causal: no looking ahead",
            {"query": SQUARE, "key": SQUARE, "value": SQUARE, "is_causal": True},
        ),
    ],
    "entropy": [
        ("Three scores close together", {"x": [2, 1.8, 1.9]}),
        ("One score far ahead", {"x": [6, 1, 0]}),
        ("The same at a high temperature", {"x": [6, 1, 0], "temperature": 4}),
    ],
    "softmax_jacobian": [
        ("Three scores close together", {"x": [2, 1, 1.5]}),
        ("One score far ahead", {"x": [8, 1, 0]}),
    ],
    "softmax_backward": [
        ("The second key should get more", {"x": [2, 1, 0], "grad_weights": [0, -1, 0]}),
        ("The same when softmax is saturated", {"x": [9, 1, 0], "grad_weights": [0, -1, 0]}),
    ],
    "rotary_embedding": [
        ("One vector at three positions", {"x": [[1, 0, 1, 0]] * 3}),
        ("Base 100: the second pair rotates faster", {"x": [[1, 0, 1, 0]] * 3, "base": 100}),
    ],
    "sinusoidal_positions": [
        ("Position 1, four wide", {"position": 1, "dim": 4}),
        ("Position 10, eight wide", {"position": 10, "dim": 8}),
    ],
    "projection": [
        ("On a vector that partly agrees", {"vector": [2, 3], "onto": [4, 1]}),
        ("On an orthogonal vector", {"vector": [1, 2], "onto": [-2, 1]}),
    ],
    "singular_values": [
        ("Two columns that lean the same way", {"matrix": [[3, 1], [1, 2]]}),
        ("Orthogonal columns", {"matrix": [[3, 0], [0, 2], [0, 0]]}),
        ("The second column twice the first", {"matrix": [[1, 2], [2, 4]]}),
    ],
    "complexity": [
        ("A thousand positions, 64 wide", {"length": 1000, "dim": 64}),
        ("Eight heads of 64 over 4,096 positions", {"length": 4096, "dim": 64, "heads": 8}),
    ],
    "kv_cache_bytes": [
        (
            "Llama-3-70B, 8,192 tokens",
            {"tokens": 8192, "layers": 80, "kv_heads": 8, "head_dim": 128, "heads": 64},
        ),
        (
            "Every other layer with a window of 128",
            {
                "tokens": 131072,
                "layers": 24,
                "kv_heads": 8,
                "head_dim": 64,
                "windowed_layers": 12,
                "window": 128,
            },
        ),
    ],
    "sequences_that_fit": [
        (
            "80 GB, weights of 16 GB, 1 GiB a sequence",
            {"memory_bytes": 80 * 10**9, "weight_bytes": 16 * 10**9, "cache_bytes": 2**30},
        ),
    ],
    "decode_seconds": [
        ("Weights of 140 GB at 3.35 TB/s", {"weight_bytes": 140e9, "bandwidth": 3.35e12}),
    ],
    "tokens_per_second": [
        (
            "A batch of 32, each with a cache of 1 GB",
            {"weight_bytes": 140e9, "bandwidth": 3.35e12, "cache_bytes": 1e9, "batch": 32},
        ),
    ],
    "arithmetic_intensity": [
        ("Two FLOPs for every weight of two bytes", {"flops": 140e9, "bytes": 140e9}),
    ],
}

DEFAULT_COMPUTATION = "attention_weights"
