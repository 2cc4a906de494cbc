"""The bytes of a KV cache by hand, and the sequences that fit beside the weights."""

from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np

from ..latex import latex_number
from ..serving.cache import cached_tokens, checked_cache, checked_memory, tokens_in_window
from .base import Computation, Parameter, Step, Values, register

CACHE = (
    Parameter("tokens", "count", "the tokens n of one sequence"),
    Parameter("layers", "count", "the number of layers L"),
    Parameter("kv_heads", "count", "the KV heads of a layer"),
    Parameter("head_dim", "count", "the width d of one head"),
    Parameter("bytes_per_number", "number", "the bytes of one number", True, 2),
    Parameter("windowed_layers", "count", "the layers with a window", True, 0),
    Parameter("window", "count", "the window w of these layers", True),
    Parameter("heads", "count", "the query heads of a layer", True),
)
MEMORY = (
    Parameter("memory_bytes", "number", "the bytes of memory"),
    Parameter("weight_bytes", "number", "the bytes of the weights"),
    Parameter("cache_bytes", "number", "the bytes of one sequence's cache"),
)


def whole(number: int) -> np.ndarray:
    return np.asarray(float(number))


def plain(number: Any) -> str:
    """A count with all its digits, for a formula: `3{,}355{,}443{,}200`."""
    return f"{int(number):,}".replace(",", "{,}")


def _bytes(values: Values) -> np.ndarray:
    numbers = int(values["numbers_per_token"]) * int(values["cached_tokens"])
    return whole(ceil(numbers * Fraction(values["bytes_per_number"])))


def _written_tokens(values: Values) -> str:
    layers, windowed, n = values["layers"], values["windowed_layers"], plain(values["tokens"])
    if not windowed:
        return rf"{layers} \cdot {n}"
    kept = rf"{windowed} \cdot \min({n}, {plain(values['window'])})"
    full = layers - windowed
    return rf"{full} \cdot {n} + {kept}" if full else kept


def _explain_tokens(values: Values) -> str:
    if not values["windowed_layers"]:
        return "Every layer keeps the keys and values of every token."
    kept = f"{tokens_in_window(dict(values)):,}"
    return f"A layer with a window keeps its last {kept} tokens, the others keep every token."


register(
    Computation(
        "kv_cache_bytes",
        "Bytes of a KV cache",
        CACHE,
        checked_cache,
        (
            Step(
                "numbers_per_token",
                "Numbers for one token in one layer",
                r"2 \, h_{kv} \, d",
                lambda values: whole(2 * values["kv_heads"] * values["head_dim"]),
                lambda values: rf"2 \cdot {values['kv_heads']} \cdot {values['head_dim']}",
                lambda values: (
                    "A key and a value for every KV head; query heads that share it add nothing."
                ),
            ),
            Step(
                "cached_tokens",
                "Tokens kept, over all layers",
                r"(L - L_w) \, n + L_w \min(n, w)",
                lambda values: whole(cached_tokens(dict(values))),
                _written_tokens,
                _explain_tokens,
            ),
            Step(
                "bytes",
                "Bytes",
                r"\text{numbers} \cdot \text{tokens} \cdot \text{bytes}",
                _bytes,
                lambda values: (
                    rf"{plain(values['numbers_per_token'])} \cdot {plain(values['cached_tokens'])} "
                    rf"\cdot {latex_number(values['bytes_per_number'])}"
                ),
                lambda values: "The cache of one sequence; every sequence of a batch has its own.",
            ),
        ),
        counts="bytes",
    )
)
register(
    Computation(
        "sequences_that_fit",
        "Sequences beside the weights",
        MEMORY,
        checked_memory,
        (
            Step(
                "free_bytes",
                "Bytes left for caches",
                r"M - W",
                lambda values: whole(values["memory_bytes"] - values["weight_bytes"]),
                lambda values: (
                    rf"{plain(values['memory_bytes'])} - {plain(values['weight_bytes'])}"
                ),
                lambda values: "The weights lie in memory once, whatever the batch.",
            ),
            Step(
                "sequences",
                "Whole sequences",
                r"\left\lfloor \frac{M - W}{C} \right\rfloor",
                lambda values: np.floor(values["free_bytes"] / values["cache_bytes"]),
                lambda values: (
                    rf"\left\lfloor \frac{{{plain(values['free_bytes'])}}}"
                    rf"{{{plain(values['cache_bytes'])}}} \right\rfloor"
                ),
                lambda values: "Each sequence needs a cache of its own, and only whole ones count.",
            ),
        ),
        is_whole=True,
    )
)
