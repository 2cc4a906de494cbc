"""How fast a model decodes when reading memory is what limits it, and when it is."""

import numpy as np

from ..inputs import InputError, count, finite_result, positive, real

MAX_BATCH = 10**9


def decode_seconds(
    weight_bytes: float, bandwidth: float, cache_bytes: float = 0, batch: int = 1
) -> float:
    """The seconds of one decoding step that is memory-bound: all bytes read, by the bandwidth.

    A step gives each of `batch` sequences one token. It reads `weight_bytes` once for the whole
    batch, and the `cache_bytes` of every sequence. `bandwidth` is in bytes a second. Arithmetic is
    left out, so it is a lower bound.
    Raises ValueError for weights or a bandwidth that is not above 0, a negative cache, and a batch
    that is not a whole number from 1.
    Source: Pope et al. 2022, section 2.

    >>> round(decode_seconds(140e9, bandwidth=3.35e12), 4)
    0.0418
    """
    given = checked_step(weight_bytes, bandwidth, cache_bytes, batch)
    return _finite(bytes_of_a_step(given) / given["bandwidth"], "seconds", *given)


def tokens_per_second(
    weight_bytes: float, bandwidth: float, cache_bytes: float = 0, batch: int = 1
) -> float:
    """The tokens a second of the whole batch: `batch` in every `decode_seconds`.

    Raises ValueError and has its source as `decode_seconds`.

    >>> round(tokens_per_second(140e9, bandwidth=3.35e12, batch=32))
    766
    """
    given = checked_step(weight_bytes, bandwidth, cache_bytes, batch)
    return _finite(given["batch"] * given["bandwidth"] / bytes_of_a_step(given), "tokens", *given)


def arithmetic_intensity(flops: float, bytes: float) -> float:
    """FLOPs for every byte that is read or written.

    Below a processor's own ratio of FLOPs to bytes a second, memory is the limit; above it,
    arithmetic is. Raises ValueError for a number that is not above 0.
    Source: Williams, Waterman and Patterson 2009, the roofline model.

    >>> arithmetic_intensity(flops=2e9, bytes=4e9)
    0.5
    """
    return _finite(positive("flops", flops) / positive("bytes", bytes), "ratio", "flops", "bytes")


def _finite(number: float, what: str, *arguments: str) -> float:
    return float(finite_result(what, np.asarray(number), *arguments))


def bytes_of_a_step(given: dict) -> float:
    """The bytes that one step reads: the weights once, and every sequence's cache."""
    return given["weight_bytes"] + given["batch"] * given["cache_bytes"]


def checked_step(
    weight_bytes: float, bandwidth: float, cache_bytes: float = 0, batch: int = 1
) -> dict:
    """The numbers by name. Raises ValueError as `decode_seconds` does."""
    cache = real("cache_bytes", cache_bytes)
    if cache < 0:
        raise InputError(
            f"cache_bytes must not be negative, got {cache_bytes!r:.60}", "cache_bytes"
        )
    return {
        "weight_bytes": positive("weight_bytes", weight_bytes),
        "bandwidth": positive("bandwidth", bandwidth),
        "cache_bytes": cache,
        "batch": count("batch", batch, MAX_BATCH),
    }
