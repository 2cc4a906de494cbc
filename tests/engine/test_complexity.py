"""The counted cost of five forms of attention, what they compute, and how they are measured.

No test depends on how long anything takes."""

import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention_engine.experiments.complexity import (
    FORMS,
    WINDOW,
    counted_cost,
    log_slope,
    measure_forms,
    prepared,
    stride_for,
)
from attention_engine.experiments.timing import extra_bytes, median_seconds, on_one_core

LENGTH, WIDTH = 300, 8


def inputs() -> np.ndarray:
    rng = np.random.Generator(np.random.PCG64(5))
    return rng.standard_normal((3, LENGTH, WIDTH), dtype=np.float32).astype(np.float64)


def visible(form: str) -> np.ndarray:
    apart = np.abs(np.subtract.outer(np.arange(LENGTH), np.arange(LENGTH)))
    stride = stride_for(LENGTH)
    return {
        "local": apart <= WINDOW,
        "strided": (apart < stride) | (apart % stride == 0),
    }.get(form, apart >= 0)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_computes_what_its_name_says(form):
    query, key, value = inputs()
    if form == "linear":
        phi_q, phi_k = (np.where(x > 0, x + 1, np.exp(np.minimum(x, 0))) for x in (query, key))
        weights = phi_q @ phi_k.T
    else:
        weights = np.exp(query @ key.T / np.sqrt(WIDTH)) * visible(form)
    expected = weights / weights.sum(axis=1, keepdims=True) @ value
    found = prepared(form, LENGTH, WIDTH, seed=5)()
    np.testing.assert_allclose(found, expected, atol=2e-5)


@pytest.mark.parametrize("form", ["dense", "local", "strided"])
def test_operations_and_bytes_are_those_of_the_cells(form):
    cells = int(visible(form).sum())
    counted = counted_cost(form, LENGTH, WIDTH)
    assert (counted.flops, counted.bytes) == (4 * cells * WIDTH, 8 * cells)


def test_blocks_save_no_operations_and_hold_one_block():
    dense, blocked = (counted_cost(form, 4096, 16) for form in ("dense", "memory_efficient"))
    assert blocked.flops == dense.flops == 4 * 4096**2 * 16
    assert blocked.bytes == 4 * 256 * 512
    assert counted_cost("memory_efficient", 100, 16).bytes == 4 * 100 * 100


def test_the_sums_of_linear_attention_do_not_grow():
    short, long = (counted_cost("linear", length, 16) for length in (100, 1000))
    assert short.bytes == long.bytes == 4 * 16 * 17
    assert long.flops == 10 * short.flops


@given(st.floats(-3, 3), st.floats(1e-6, 1e6), st.integers(2, 6))
def test_the_slope_of_a_power_law_is_its_power(power, factor, points):
    lengths = [2.0**n for n in range(points)]
    values = [factor * length**power for length in lengths]
    assert log_slope(lengths, values) == pytest.approx(power, abs=1e-9)


def test_what_does_not_grow_has_the_slope_zero():
    assert log_slope([1, 3, 10], [0.1, 0.1, 0.1]) == 0.0


def test_the_median_of_the_rounds_is_taken_and_the_first_call_is_not_counted():
    now, made = [0.0], []
    durations = {"a": iter([99, 3, 50, 1]), "b": iter([99, 7, 5, 6])}

    def call(name: str):
        def made_once():
            made.append(name)
            now[0] += next(durations[name])

        return made_once

    found = median_seconds([call("a"), call("b")], 3, clock=lambda: now[0])
    assert found == [3, 6]
    assert made == ["a", "b"] * 4


def test_memory_is_what_a_call_holds_at_once():
    held = extra_bytes(lambda: [np.ones(125_000).sum() for _again in range(5)])
    assert 1_000_000 <= held < 1_100_000


def test_measured_memory_grows_as_the_form_says():
    taken = {(each.form, each.length): each for each in measure_forms([512, 1024], 16, 1)}
    dense = [taken["dense", length].extra_bytes for length in (512, 1024)]
    assert dense[1] == pytest.approx(4 * dense[0], rel=0.05)
    for form in set(FORMS) - {"dense"}:
        assert taken[form, 1024].extra_bytes < 0.2 * dense[1]
        assert taken[form, 1024].seconds > 0


def test_memory_is_watched_only_where_it_is_wanted():
    assert {each.extra_bytes for each in measure_forms([64], 4, 1, memory=False)} == {0}


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="cores cannot be chosen here")
def test_the_cores_are_given_back_even_after_an_error():
    before, within = os.sched_getaffinity(0), []

    def fail():
        with on_one_core():
            within.extend(os.sched_getaffinity(0))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert len(within) == 1
    assert os.sched_getaffinity(0) == before


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: counted_cost("magic", 8, 8), "form must be one of dense, .*got 'magic'"),
        (lambda: counted_cost("dense", 0, 8), "length must be from 1"),
        (lambda: prepared("dense", 20_000, 8), "length must be from 1 to 16,384"),
        (lambda: prepared("dense", 8, 500), "width must be from 1 to 256"),
        (lambda: median_seconds([], 0), "rounds must be from 1"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_words(wrong, words):
    with pytest.raises(ValueError, match=words):
        wrong()
