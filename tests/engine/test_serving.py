"""The memory and the time that it takes to serve a model, against published sizes."""

import pytest

from attention_engine import (
    arithmetic_intensity,
    check_count,
    decode_seconds,
    explain_mistake,
    kv_cache_bytes,
    mistake_values,
    sequences_that_fit,
    tokens_per_second,
)
from attention_engine.computations import Derivation
from attention_engine.mistakes import computations_with
from attention_engine.mistakes.diagnose import tolerance_for
from attention_engine.mistakes.judge import judge

LLAMA_3_70B = {"layers": 80, "kv_heads": 8, "head_dim": 128}
GPT_OSS_20B = {"tokens": 131_072, "layers": 24, "kv_heads": 8, "head_dim": 64}
HALF_WINDOWED = GPT_OSS_20B | {"windowed_layers": 12, "window": 128}


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        (LLAMA_3_70B | {"tokens": 1}, 327_680),
        (LLAMA_3_70B | {"tokens": 8192}, 2_684_354_560),
        (LLAMA_3_70B | {"tokens": 1, "bytes_per_number": 0.5}, 81_920),
        (LLAMA_3_70B | {"tokens": 1, "kv_heads": 64}, 2_621_440),
        (GPT_OSS_20B, 6_442_450_944),
        (HALF_WINDOWED, 3_224_371_200),
        (HALF_WINDOWED | {"windowed_layers": 24}, 6_291_456),
        (HALF_WINDOWED | {"tokens": 100}, 24 * 100 * 2 * 8 * 64 * 2),
    ],
)
def test_a_cache_has_the_published_size(sizes, expected):
    assert kv_cache_bytes(**sizes) == expected


def test_a_cache_is_exact_beyond_what_a_float_holds():
    sizes = dict.fromkeys(("tokens", "layers", "kv_heads", "head_dim"), 10**9 - 1)
    assert kv_cache_bytes(**sizes) == 4 * (10**9 - 1) ** 4


def test_half_a_byte_that_is_left_over_takes_a_whole_one():
    assert kv_cache_bytes(1, 1, 1, 1, bytes_per_number=0.25) == 1


def test_a_step_takes_as_long_as_its_bytes_are_read():
    assert decode_seconds(140e9, 3.35e12) == pytest.approx(0.041791, abs=1e-6)
    assert decode_seconds(140e9, 3.35e12, cache_bytes=1e9, batch=32) == pytest.approx(172 / 3350)
    assert tokens_per_second(140e9, 3.35e12, 1e9, 32) == pytest.approx(32 * 3350 / 172)
    assert arithmetic_intensity(2e9, 4e9) == 0.5


def test_only_whole_sequences_fit():
    assert sequences_that_fit(1000, 160, 84) == 10
    assert sequences_that_fit(1000, 161, 84) == 9
    assert sequences_that_fit(1000, 0, 1001) == 0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: kv_cache_bytes(0, 1, 1, 1), "tokens must be from 1"),
        (lambda: kv_cache_bytes(1, 1.5, 1, 1), "layers must be a whole number"),
        (lambda: kv_cache_bytes(1, 1, 1, 1, bytes_per_number=0), "bytes_per_number must be above"),
        (lambda: kv_cache_bytes(1, 1, 1, 1, bytes_per_number=17), "must be at most 16, got 17"),
        (lambda: kv_cache_bytes(1, 2, 1, 1, 2, 3, 1), "at most layers, 2, got 3"),
        (lambda: kv_cache_bytes(1, 2, 1, 1, windowed_layers=1), "must be given together"),
        (lambda: kv_cache_bytes(1, 2, 1, 1, window=1), "must be given together"),
        (lambda: kv_cache_bytes(1, 1, 3, 1, heads=8), "kv_heads must divide heads 8, got 3"),
        (lambda: sequences_that_fit(10, 10, 1), "weight_bytes must be below memory_bytes, 10"),
        (lambda: sequences_that_fit(10, 1, 0), "cache_bytes must be from 1"),
        (lambda: decode_seconds(1, 0), "bandwidth must be above 0"),
        (lambda: decode_seconds(0, 1), "weight_bytes must be above 0"),
        (lambda: decode_seconds(1, 1, -1), "cache_bytes must not be negative, got -1"),
        (lambda: decode_seconds(1, 1, 1, 0), "batch must be from 1"),
        (lambda: decode_seconds(1e300, 1e-300), "so large that the seconds overflow"),
        (lambda: tokens_per_second(1e-300, 1e300), "so large that the tokens overflow"),
        (lambda: arithmetic_intensity(1, 0), "bytes must be above 0"),
        (lambda: arithmetic_intensity(True, 1), "flops must be a number"),
    ],
)
def test_what_cannot_be_served_is_refused_by_name(call, words):
    with pytest.raises(ValueError, match=words):
        call()


@pytest.mark.parametrize(
    ("typed", "mistakes"),
    [
        # Eight query heads share a KV head, and a byte has eight bits.
        ("2.62 MB", ("query_heads_counted", "bits_for_bytes")),
        ("41.0 kB", ("kv_heads_left_out",)),
        ("4096 B", ("layers_left_out",)),
        ("655 kB", ("numbers_of_twice_the_size",)),
    ],
)
def test_a_mistaken_cache_of_llama_is_named_by_its_factor(typed, mistakes):
    sizes = LLAMA_3_70B | {"tokens": 1, "heads": 64}
    values = mistake_values("kv_cache_bytes", sizes)
    factors = {name: 327_680 / float(v) for name, v in values.items() if v > 0}
    check = check_count(327_680, typed, "bytes", factors)
    assert check.mistakes == mistakes
    assert all(explain_mistake(each, "kv_cache_bytes", sizes).endswith(".") for each in mistakes)


def test_the_windows_typical_mistakes_have_the_published_values():
    values = mistake_values("kv_cache_bytes", HALF_WINDOWED)
    assert values["window_ignored"] == 6_442_450_944
    assert values["window_in_every_layer"] == 6_291_456


def test_a_mistake_of_a_cache_is_practiced_wherever_a_cache_is_counted():
    """Some are found by their factor, some by their value: both are tasks that can show them."""
    assert computations_with("query_heads_counted") == ("complexity", "kv_cache_bytes")
    assert computations_with("layers_left_out") == ("kv_cache_bytes",)
    assert computations_with("bits_for_bytes") == ("complexity", "kv_cache_bytes")
    assert computations_with("macs_called_flops") == ("complexity",)


def test_one_sequence_too_many_is_wrong_and_not_close():
    """The last one does not fit, however little of it is missing."""
    memory = {"memory_bytes": 640e9, "weight_bytes": 140e9, "cache_bytes": 2.7e9}
    derivation = Derivation("sequences_that_fit", memory)
    for decimals in (None, 0, 2):
        tolerance = tolerance_for(derivation, decimals)
        assert judge(derivation, 185, tolerance).check.verdict == "right"
        too_many = judge(derivation, 186, tolerance)
        assert (too_many.check.verdict, too_many.check.detail) == ("wrong", "")
        assert [each.mistakes for each in too_many.diagnosis.findings] == [("rounded_up",)]
        assert judge(derivation, 184, tolerance).check.verdict == "wrong"
