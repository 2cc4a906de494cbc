"""The engine's attention compared with PyTorch (if installed), plain numpy and itself."""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from statistics import median

import numpy as np

from attention_engine import (
    linear_attention,
    local_global_mask,
    memory_efficient_attention,
    scaled_dot_product_attention,
    sparse_attention,
)
from attention_engine.efficient import powers
from attention_engine.efficient.blocked import BLOCK_KEYS, BLOCK_ROWS
from tests.bench.rows import Row

WIDTH = 64
LENGTHS = {1024: 9, 4096: 5, 8192: 3}
SETTLING_SECONDS = 0.05
BATCH = (2, 8, 1024)
WINDOW, SPARSE_LENGTH = 128, 16_384
MEGABYTE = 2**20

Call = Callable[[], object]


def attention_rows() -> Iterator[Row]:
    yield small_row()
    yield power_row()
    for length, repeats in LENGTHS.items():
        yield from rows_of_length(length, repeats)
    yield from batch_rows()
    yield from memory_rows()
    yield from sparse_rows()
    for causal in (False, True):
        yield linear_row(causal)


def arrays(*shape: int) -> list[np.ndarray]:
    rng = np.random.default_rng(0)
    return [rng.standard_normal((*shape, WIDTH), dtype=np.float32) for _ in range(3)]


def side_by_side(repeats: int, *calls: Call) -> list[float]:
    """The median milliseconds of each call, with the calls taking turns.

    In its turn a call first runs unmeasured for a while, so that the threads of the previous call,
    which still spin on both cores waiting for work, do not slow it down.
    """
    times: list[list[float]] = [[] for _ in calls]
    for _turn in range(repeats):
        for call, own in zip(calls, times, strict=True):
            begin = time.perf_counter()
            while time.perf_counter() - begin < SETTLING_SECONDS:
                call()
            for _measured in range(3):
                start = time.perf_counter()
                call()
                own.append(time.perf_counter() - start)
    return [median(own) * 1000 for own in times]


def plain(query: np.ndarray, key: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Attention as anybody would write it, without checks."""
    scores = query @ key.mT / np.sqrt(query.shape[-1], dtype=query.dtype)
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True) @ value


def pytorch(*given: np.ndarray) -> Call | None:
    """PyTorch's attention on the same numbers; None if PyTorch is not installed."""
    try:
        import torch
    except ImportError:
        return None
    # PyTorch's fast kernel requires four axes.
    tensors = [torch.from_numpy(array.reshape(-1, *array.shape[-3:])) for array in given]
    return lambda: torch.nn.functional.scaled_dot_product_attention(*tensors)


def small_row() -> Row:
    query, key, value = np.random.default_rng(1).normal(size=(3, 8, 8))
    ours, peer = side_by_side(
        99,
        lambda: scaled_dot_product_attention(query, key, value),
        lambda: plain(query, key, value),
    )
    return Row("attention of 8 x 8 against plain numpy", ours, peer, "ms", "at most 3")


def power_row() -> Row:
    """The power that was chosen for this processor against the other one, on a block of scores."""
    scores = np.random.default_rng(1).standard_normal((BLOCK_ROWS, BLOCK_KEYS), dtype=np.float32)
    found = np.empty_like(scores)
    other = np.exp if powers.power is np.exp2 else np.exp2
    ours, peer = side_by_side(
        25, lambda: powers.power(scores, out=found), lambda: other(scores, out=found)
    )
    name = f"{powers.power.__name__} against {other.__name__} of a block of scores"
    return Row(name, ours, peer, "ms", "below 1")


def rows_of_length(length: int, repeats: int) -> Iterator[Row]:
    given = arrays(1, length)
    calls: dict[str, Call] = {
        "ours": lambda: memory_efficient_attention(*given),
        "causal": lambda: memory_efficient_attention(*given, is_causal=True),
        "numpy": lambda: plain(*given),
    }
    if peer := pytorch(*given):
        calls["PyTorch"] = peer
    found = dict(zip(calls, side_by_side(repeats, *calls.values()), strict=True))
    name = f"attention at {length:,}"
    if peer:
        yield Row(f"{name} against PyTorch", found["ours"], found["PyTorch"], "ms", "at most 1.3")
    yield Row(f"{name} against plain numpy", found["ours"], found["numpy"], "ms", "below 1")
    yield Row(f"{name}, causal against full", found["causal"], found["ours"], "ms", "at most 0.65")


def batch_rows() -> Iterator[Row]:
    given = arrays(*BATCH)
    peer = pytorch(*given)
    name = f"attention of {' x '.join(map(str, BATCH))}"
    calls = [lambda: memory_efficient_attention(*given), peer or (lambda: plain(*given))]
    ours, theirs = side_by_side(5, *calls)
    against = "PyTorch" if peer else "plain numpy"
    yield Row(f"{name} against {against}", ours, theirs, "ms", "at most 1.3")


def memory_rows() -> Iterator[Row]:
    small, large = (extra_memory(length) for length in (4096, 8192))
    yield Row(
        "extra memory at 8,192 against one score matrix",
        large,
        8192**2 * 4 / MEGABYTE,
        "MB",
        "below 32 MB",
    )
    yield Row("extra memory at 8,192 against 4,096", large, small, "MB", "at most 2")


def extra_memory(length: int) -> float:
    """Peak memory while the output is computed, without the output itself, in megabytes."""
    given = arrays(length)
    tracemalloc.start()
    output = memory_efficient_attention(*given).output
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (peak - output.nbytes) / MEGABYTE


def sparse_rows() -> Iterator[Row]:
    given, mask = arrays(SPARSE_LENGTH), local_global_mask(SPARSE_LENGTH, WINDOW, 0)
    ours, dense = side_by_side(
        3, lambda: sparse_attention(*given, mask), lambda: memory_efficient_attention(*given)
    )
    plain_numpy = side_by_side(1, lambda: plain(*given))[0]
    share = np.count_nonzero(mask) / mask.size
    name = f"sparse at {SPARSE_LENGTH:,}, window {WINDOW}"
    yield Row(
        f"{name} against its share of plain numpy", ours, plain_numpy * share, "ms", "at most 2"
    )
    yield Row(f"{name} against its share of blocked", ours, dense * share, "ms", "at most 2")
    short, long = (sparse_time(length) for length in (4096, 32_768))
    yield Row("sparse at 32,768 against 8 times 4,096", long, 8 * short, "ms", "about 1")


def sparse_time(length: int) -> float:
    given, mask = arrays(length), local_global_mask(length, WINDOW, 0)
    return side_by_side(3, lambda: sparse_attention(*given, mask))[0]


def linear_row(causal: bool) -> Row:
    short, long = (linear_time(length, causal) for length in (1024, 65_536))
    name = f"linear{' causal' if causal else ''} at 65,536 against 64 times 1,024"
    return Row(name, long, 64 * short, "ms", "about 1")


def linear_time(length: int, causal: bool) -> float:
    given = arrays(length)
    return side_by_side(5, lambda: linear_attention(*given, is_causal=causal))[0]
