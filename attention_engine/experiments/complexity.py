"""Five forms of attention at growing length: their counted and their measured cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isqrt
from typing import Any

import numpy as np

from ..attention import scaled_dot_product_attention
from ..cost import attention_cost
from ..efficient import memory_efficient_attention, sparse_attention
from ..efficient.blocked import BLOCK_KEYS, BLOCK_ROWS
from ..inputs import InputError, count
from ..linear import linear_attention
from ..patterns import local_global_mask, strided_mask
from .timing import extra_bytes, median_seconds, on_one_core

FORMS = ("dense", "memory_efficient", "local", "strided", "linear")
WINDOW = 64
MAX_LENGTH, MAX_WIDTH = 16_384, 256


@dataclass(frozen=True)
class Counted:
    """FLOPs of one head, and the bytes of the scores and weights that it holds at once (of one
    block of scores if it works in blocks, of its sums if it is linear)."""

    flops: int
    bytes: int


@dataclass(frozen=True)
class Taken:
    """The median time of several runs, and the peak memory of one beyond its inputs."""

    form: str
    length: int
    seconds: float
    extra_bytes: int


def stride_for(length: int) -> int:
    """The root of the length: near this stride a strided pattern has the fewest cells."""
    return max(isqrt(length), 1)


def counted_cost(form: str, length: int, width: int) -> Counted:
    """What `attention_cost` counts for one head in float32, with a window of 64 and a stride of
    the root of the length. Raises ValueError for an unknown form and sizes out of range."""
    length, width = _sizes(form, length, width)
    if form == "memory_efficient":
        dense = attention_cost(length, width)
        return Counted(dense.flops, 4 * min(length, BLOCK_ROWS) * min(length, BLOCK_KEYS))
    options: dict[str, dict[str, Any]] = {
        "local": {"window": WINDOW},
        "strided": {"stride": stride_for(length)},
    }
    cost = attention_cost(length, width, method=form, **options.get(form, {}))
    return Counted(cost.flops, cost.bytes)


def prepared(form: str, length: int, width: int, seed: int = 0) -> Callable[[], np.ndarray]:
    """A function that attends once and returns the output; its inputs and mask are made here."""
    length, width = _sizes(form, length, width)
    rng = np.random.Generator(np.random.PCG64(count("seed", seed, 2**32, 0)))
    query, key, value = rng.standard_normal((3, length, width), dtype=np.float32)
    if form in ("local", "strided"):
        near = local_global_mask(length, min(WINDOW, length), 0)
        mask = near if form == "local" else strided_mask(length, stride_for(length))
        return lambda: sparse_attention(query, key, value, mask).output
    attend = {
        "dense": scaled_dot_product_attention,
        "memory_efficient": memory_efficient_attention,
        "linear": linear_attention,
    }[form]
    return lambda: attend(query, key, value).output


def measure_forms(
    lengths: Sequence[int], width: int, rounds: int, seed: int = 0, memory: bool = True
) -> tuple[Taken, ...]:
    """Measures every form at every length, in float32 and on one core. Without `memory` all extra
    bytes are 0, and tracing them does not slow the process down."""
    cases = [(form, length) for form in FORMS for length in lengths]
    calls = [prepared(form, length, width, seed) for form, length in cases]
    with on_one_core():
        seconds = median_seconds(calls, rounds)
        held = [extra_bytes(call) if memory else 0 for call in calls]
    return tuple(
        Taken(form, length, time, extra)
        for (form, length), time, extra in zip(cases, seconds, held, strict=True)
    )


def log_slope(lengths: Sequence[float], values: Sequence[float]) -> float:
    """The least-squares slope of the points on two logarithmic axes: the power with which the
    values grow."""
    if min(values) == max(values):
        return 0.0
    x, y = np.log(np.asarray(lengths, float)), np.log(np.asarray(values, float))
    x = x - x.mean()
    return float(x @ (y - y.mean()) / (x @ x))


def _sizes(form: str, length: int, width: int) -> tuple[int, int]:
    if form not in FORMS:
        raise InputError(f"form must be one of {', '.join(FORMS)}, got {form!r:.60}", "form")
    return count("length", length, MAX_LENGTH), count("width", width, MAX_WIDTH)
