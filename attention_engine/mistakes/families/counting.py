"""Mistakes in a count that is typed with its unit. `check_count` finds them by the factor that
makes the count right. One number alone could not tell most of them apart, so only those of a cache
have values here."""

import numpy as np

from ...computations import Values
from ..registry import mistake, mistake_without_values

_TOLD = ("complexity",)
_CACHED = ("complexity", "kv_cache_bytes")


def _told(id: str, title: str, tells: str, of: tuple[str, ...] = _TOLD) -> None:
    mistake_without_values(id, title=title, tells=tells, of=of)


def _bytes_with(values: Values, size: float) -> np.ndarray:
    return np.asarray(values["numbers_per_token"] * values["cached_tokens"] * size)


_told(
    "prefix_of_the_other_base",
    "A prefix of 1000 for one of 1024",
    "k, M and G are 1000, 1000^2 and 1000^3; Ki, Mi and Gi are 1024, 1024^2 and 1024^3. Your "
    "number is right with the other kind of prefix.",
    of=_CACHED,
)

_told(
    "macs_called_flops",
    "FLOPs called MACs",
    "This is the count of FLOPs. One MAC, a multiplication with its addition, is two of them: "
    "halve your number, or call it FLOPs.",
)

_told(
    "multiply_add_counted_twice",
    "Twice the FLOPs",
    "This is twice the count. A multiplication with its addition is two FLOPs, and no more.",
)

_told(
    "one_of_two_left_out",
    "One of the two left out",
    "This is half of the count. Two products are computed: queries with keys, and weights with "
    "values. Count both.",
)

_told(
    "one_of_two_arrays_left_out",
    "One of the two arrays left out",
    "This is half of the count. Two arrays are held: the scores and the weights. Count both.",
)


@mistake(
    "keys_or_values_left_out",
    at="numbers_per_token",
    title="Keys or values left out",
    tells="This is half of the count. A cache keeps keys and values: count both.",
    of=_CACHED,
    by_factor_in=_TOLD,
)
def keys_or_values_left_out(values: Values) -> np.ndarray:
    return np.asarray(float(values["kv_heads"] * values["head_dim"]))


@mistake(
    "kv_heads_left_out",
    at="numbers_per_token",
    title="The KV heads were left out",
    tells="This is the cache of one KV head. Multiply by the number of KV heads.",
    of=_CACHED,
    by_factor_in=_TOLD,
)
def kv_heads_left_out(values: Values) -> np.ndarray | None:
    if values["kv_heads"] == 1:
        return None
    return np.asarray(2.0 * values["head_dim"])


@mistake(
    "query_heads_counted",
    at="numbers_per_token",
    title="All query heads counted",
    tells="You multiplied by the number of query heads. Only KV heads are cached, and several "
    "query heads share one of them.",
    of=_CACHED,
    by_factor_in=_TOLD,
)
def query_heads_counted(values: Values) -> np.ndarray | None:
    if values["heads"] in (None, values["kv_heads"]):
        return None
    return np.asarray(2.0 * values["heads"] * values["head_dim"])


_told(
    "kv_heads_counted",
    "Only the KV heads counted",
    "You multiplied by the number of KV heads. Each query head has scores and weights of its own, "
    "also where it shares its keys and values: multiply by the number of query heads.",
)


@mistake(
    "numbers_for_bytes",
    at="bytes",
    title="Numbers counted instead of bytes",
    tells="This is how many numbers there are. Multiply by the bytes that one of them takes.",
    of=_CACHED,
    by_factor_in=_TOLD,
)
def numbers_for_bytes(values: Values) -> np.ndarray:
    return _bytes_with(values, 1)


@mistake(
    "numbers_of_half_the_size",
    at="bytes",
    title="Numbers of half the size",
    tells="This is right for numbers that take half as many bytes. A float32 takes 4, a float16 2.",
    of=_CACHED,
    by_factor_in=_TOLD,
)
def numbers_of_half_the_size(values: Values) -> np.ndarray | None:
    # Half of two bytes is already the count of numbers.
    size = values["bytes_per_number"]
    return _bytes_with(values, size / 2) if size != 2 else None


@mistake(
    "numbers_of_twice_the_size",
    at="bytes",
    title="Numbers of twice the size",
    tells="This is right for numbers that take twice as many bytes. A float32 takes 4, a float16 "
    "2.",
    of=_CACHED,
    by_factor_in=_TOLD,
)
def numbers_of_twice_the_size(values: Values) -> np.ndarray:
    return _bytes_with(values, 2 * values["bytes_per_number"])


_told(
    "bits_for_bytes",
    "Bits instead of bytes",
    "This is the count of bits. A byte has eight.",
    of=_CACHED,
)

_told(
    "bytes_for_bits",
    "Bytes called bits",
    "This is the count of bytes. A byte has eight bits.",
    of=_CACHED,
)
