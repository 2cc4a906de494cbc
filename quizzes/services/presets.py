"""Small inputs to start from in the workbench."""

from typing import Any

SHORT_QUERY = [[1, 0, 1, 2], [0, 1, 1, 0]]
SHORT_KEY = [[1, 1, 0, 1], [0, 2, 1, 0], [1, 0, 0, 1]]
SQUARE = [[1, 0], [0, 1], [1, 1]]

# For every computation: what the preset shows, and its inputs. The first is there at the start.
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
        ("Causal: no look ahead", {"query": SQUARE, "key": SQUARE, "is_causal": True}),
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
            "Causal: no look ahead",
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
            "Causal: no look ahead",
            {"query": SQUARE, "key": SQUARE, "value": SQUARE, "is_causal": True},
        ),
    ],
    "complexity": [
        ("A thousand positions, 64 wide", {"length": 1000, "dim": 64}),
        ("Eight heads of 64 over 4,096 positions", {"length": 4096, "dim": 64, "heads": 8}),
    ],
}

DEFAULT_COMPUTATION = "attention_weights"
