"""The KV cache of a whole model, in bytes, and how many sequences fit beside the weights."""

from fractions import Fraction
from math import ceil

from ..inputs import InputError, count, positive

MAX_SIZE = 10**9
MAX_BYTES = 10**18
# Wider than any number format: float64 takes 8.
MAX_BYTES_PER_NUMBER = 16


def kv_cache_bytes(
    tokens: int,
    layers: int,
    kv_heads: int,
    head_dim: int,
    bytes_per_number: float = 2,
    windowed_layers: int = 0,
    window: int | None = None,
    heads: int | None = None,
) -> int:
    """The bytes of keys and values that a model caches for one sequence of `tokens` tokens.

    A layer caches one key and one value of width `head_dim` for each KV head and each token that it
    keeps: all of them, or in `windowed_layers` the last `window`. The query `heads` are not cached;
    where they are given, KV heads must divide them. Half a byte is a number of 4 bits.
    Raises ValueError for a size that is not a whole number in its range, for more windowed layers
    than layers, and for a window without them or the reverse.
    Source: Shazeer 2019, section 3; Ainslie et al. 2023, section 2; for windows Beltagy et al.
    2020, section 3.1.

    >>> kv_cache_bytes(1, layers=80, kv_heads=8, head_dim=128)
    327680
    >>> kv_cache_bytes(131072, 24, 8, 64, windowed_layers=12, window=128)
    3224371200
    """
    sizes = checked_cache(
        tokens, layers, kv_heads, head_dim, bytes_per_number, windowed_layers, window, heads
    )
    numbers = 2 * sizes["kv_heads"] * sizes["head_dim"] * cached_tokens(sizes)
    return ceil(numbers * Fraction(sizes["bytes_per_number"]))


def sequences_that_fit(memory_bytes: int, weight_bytes: int, cache_bytes: int) -> int:
    """How many whole sequences of `cache_bytes` fit into what the weights leave of the memory.

    Activations and fragmentation are left out, so it is an upper bound.
    Raises ValueError for a number of bytes that is not whole or not in its range, and for weights
    that leave nothing.
    Source: Kwon et al. 2023, section 1 and figure 1.

    >>> sequences_that_fit(80 * 10**9, 16 * 10**9, 1 * 10**9)
    64
    """
    given = checked_memory(memory_bytes, weight_bytes, cache_bytes)
    return (given["memory_bytes"] - given["weight_bytes"]) // given["cache_bytes"]


def cached_tokens(sizes: dict) -> int:
    """The tokens that the layers keep, added over all layers."""
    full = sizes["layers"] - sizes["windowed_layers"]
    return full * sizes["tokens"] + sizes["windowed_layers"] * tokens_in_window(sizes)


def tokens_in_window(sizes: dict) -> int:
    """The tokens that one windowed layer keeps."""
    return min(sizes["tokens"], sizes["window"] or sizes["tokens"])


def checked_cache(
    tokens: int,
    layers: int,
    kv_heads: int,
    head_dim: int,
    bytes_per_number: float = 2,
    windowed_layers: int = 0,
    window: int | None = None,
    heads: int | None = None,
) -> dict:
    """All sizes by name. Raises ValueError as `kv_cache_bytes` does."""
    sizes: dict = {
        "tokens": count("tokens", tokens, MAX_SIZE),
        "layers": count("layers", layers, MAX_SIZE),
        "kv_heads": count("kv_heads", kv_heads, MAX_SIZE),
        "head_dim": count("head_dim", head_dim, MAX_SIZE),
        "bytes_per_number": positive("bytes_per_number", bytes_per_number),
        "windowed_layers": count("windowed_layers", windowed_layers, MAX_SIZE, 0),
        "window": None if window is None else count("window", window, MAX_SIZE),
        "heads": None if heads is None else count("heads", heads, MAX_SIZE),
    }
    if sizes["bytes_per_number"] > MAX_BYTES_PER_NUMBER:
        raise InputError(
            f"bytes_per_number must be at most {MAX_BYTES_PER_NUMBER}, got "
            f"{bytes_per_number!r:.60}",
            "bytes_per_number",
        )
    if sizes["windowed_layers"] > sizes["layers"]:
        raise InputError(
            f"windowed_layers must be at most layers, {sizes['layers']}, got {windowed_layers}",
            "windowed_layers",
            "layers",
        )
    if (window is None) != (sizes["windowed_layers"] == 0):
        raise InputError("window and windowed_layers must be given together", "window")
    if heads is not None and sizes["heads"] % sizes["kv_heads"]:
        raise InputError(f"kv_heads must divide heads {heads}, got {kv_heads}", "kv_heads", "heads")
    return sizes


def checked_memory(memory_bytes: int, weight_bytes: int, cache_bytes: int) -> dict[str, int]:
    """The bytes by name. Raises ValueError as `sequences_that_fit` does."""
    given = {
        "memory_bytes": count("memory_bytes", memory_bytes, MAX_BYTES),
        "weight_bytes": count("weight_bytes", weight_bytes, MAX_BYTES, 0),
        "cache_bytes": count("cache_bytes", cache_bytes, MAX_BYTES),
    }
    if given["weight_bytes"] >= given["memory_bytes"]:
        raise InputError(
            f"weight_bytes must be below memory_bytes, {given['memory_bytes']:,}, got "
            f"{given['weight_bytes']:,}",
            "weight_bytes",
            "memory_bytes",
        )
    return given
