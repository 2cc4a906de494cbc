"""Costs equal the operations counted on a small run."""

import numpy as np
import pytest

from attention_engine import attention_cost, local_global_mask, strided_mask

N, D, D_V, HIDDEN = 7, 2, 5, 3


class Counted(float):
    """A number that counts its multiplications, each of which comes with one addition."""

    multiply_adds = 0

    def __mul__(self, other):
        Counted.multiply_adds += 1
        return Counted(float(self) * float(other))


def ones(*shape):
    array = np.empty(shape, dtype=object)
    for place in np.ndindex(shape):
        array[place] = Counted(1)
    return array


def flops(run):
    Counted.multiply_adds = 0
    run()
    return 2 * Counted.multiply_adds


def masked_run(mask):
    query, key, value = ones(N, D), ones(N, D), ones(N, D_V)
    for i, j in np.argwhere(mask):
        _ = query[i] @ key[j]
        _ = value[j] * Counted(1)


PATTERNS = {
    "dense": ({}, np.ones((N, N), dtype=bool)),
    "local": ({"window": 2}, local_global_mask(N, 2, 0)),
    "local_global": ({"window": 1, "global_tokens": 2}, local_global_mask(N, 1, 2)),
    "strided": ({"stride": 3}, strided_mask(N, 3)),
}


@pytest.mark.parametrize("method", PATTERNS)
def test_a_pattern_costs_what_its_allowed_cells_cost(method):
    options, mask = PATTERNS[method]
    cost = attention_cost(N, D, method, value_dim=D_V, **options)
    assert cost.flops == flops(lambda: masked_run(mask))
    assert cost.bytes == 2 * mask.sum() * 4


@pytest.mark.parametrize("length", [1, 2, 3, 8, 20])
def test_cells_are_those_of_the_masks_at_every_size(length):
    def cells(method, **options):
        return attention_cost(length, 1, method, **options).flops / 4

    for size in (1, 2, 3, 7, 19, 50):
        assert cells("strided", stride=size) == strided_mask(length, size).sum()
        for tokens in (0, 1, 5, 30):
            mask = local_global_mask(length, size, tokens)
            assert cells("local_global", window=size, global_tokens=tokens) == mask.sum()
        assert cells("local", window=size) == local_global_mask(length, size, 0).sum()


def test_linear_attention_costs_its_two_products():
    def run():
        _ = ones(D, N) @ ones(N, D_V)
        _ = ones(N, D) @ ones(D, D_V)

    cost = attention_cost(N, D, "linear", value_dim=D_V)
    assert cost.flops == flops(run)
    assert cost.bytes == 4 * (D * D_V + D)


def test_additive_attention_costs_projections_pairs_and_output():
    cost = attention_cost(N, D, "additive", value_dim=D_V, hidden_dim=HIDDEN)
    projections = 2 * (2 * N * D * HIDDEN)
    pairs = N * N * (HIDDEN + HIDDEN + 2 * HIDDEN)
    assert cost.flops == projections + pairs + 2 * N * N * D_V


def test_heads_multiply_and_grouped_keys_shrink_the_cache_alone():
    one, many = attention_cost(1024, 64), attention_cost(1024, 64, heads=8)
    grouped = attention_cost(1024, 64, heads=8, num_kv_heads=2)
    assert many.flops == 8 * one.flops == 8 * (2 * 1024**2 * 64 + 2 * 1024**2 * 64)
    assert many.bytes == 8 * one.bytes == 8 * 2 * 1024**2 * 4
    assert (grouped.flops, grouped.bytes) == (many.flops, many.bytes)
    assert many.kv_bytes == 4 * grouped.kv_bytes == 8 * 1024 * 128 * 4
    assert attention_cost(1024, 64, dtype="bfloat16").bytes == one.bytes / 2


@pytest.mark.parametrize(
    ("options", "time", "memory"),
    [
        ({}, "O(n^2 d)", "O(n^2)"),
        ({"heads": 8}, "O(h n^2 d)", "O(h n^2)"),
        ({"value_dim": 32}, "O(n^2 (d + d_v))", "O(n^2)"),
        ({"method": "local", "window": 8}, "O(n w d)", "O(n w)"),
        (
            {"method": "local_global", "window": 8, "global_tokens": 2},
            "O(n (w + g) d)",
            "O(n (w + g))",
        ),
        ({"method": "strided", "stride": 8}, "O(n (s + n/s) d)", "O(n (s + n/s))"),
        ({"method": "linear"}, "O(n d^2)", "O(d^2)"),
        ({"method": "additive", "hidden_dim": 9}, "O(n^2 (a + d))", "O(n^2)"),
    ],
)
def test_orders_are_written_as_a_person_would(options, time, memory):
    cost = attention_cost(1024, 64, **options)
    assert (cost.time_order, cost.memory_order) == (time, memory)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"method": "local"}, "window is missing: the method local needs it"),
        (
            {"window": 3},
            "window is not an option of the method dense, which takes no further options",
        ),
        ({"method": "local", "window": 3, "stride": 2}, "stride is not an option .* takes window"),
        ({"method": "strided", "stride": 0}, "stride must be from 1"),
        ({"heads": 4, "num_kv_heads": 3}, "num_kv_heads must divide heads 4, got 3"),
        ({"method": ["dense"]}, "method must be one of"),
    ],
)
def test_options_that_do_not_fit_are_refused_by_name(options, words):
    with pytest.raises(ValueError, match=words):
        attention_cost(16, 4, **options)
