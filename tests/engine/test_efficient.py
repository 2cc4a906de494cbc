"""The fast forms against the readable one, in small blocks and in large ones."""

import tracemalloc
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention_engine import (
    local_global_mask,
    memory_efficient_attention,
    scaled_dot_product_attention,
    sparse_attention,
    strided_mask,
)
from attention_engine.efficient import blocked, powers, single_cells, sparse, workers


@pytest.fixture(params=["threads", "one thread"], autouse=True)
def small_blocks(monkeypatch, request):
    """Blocks so small that every edge case occurs, with threads and without."""
    monkeypatch.setattr(blocked, "BLOCK_ROWS", 4)
    monkeypatch.setattr(blocked, "BLOCK_KEYS", 3)
    monkeypatch.setattr(sparse, "BLOCK_ROWS", 4)
    monkeypatch.setattr(sparse, "COST_OF_A_SINGLE_CELL", 2)
    monkeypatch.setattr(sparse, "FULL_ENOUGH", 2)
    monkeypatch.setattr(single_cells, "PORTION", 20)
    monkeypatch.setattr(workers, "WORTH_THREADS", 0 if request.param == "threads" else 10**12)


def triple(seed, length, keys, batch=(), size=1.0):
    rng = np.random.default_rng(seed)
    shapes = ((length, 3), (keys, 3), (keys, 2))
    return [rng.normal(size=(*batch, *shape)) * size for shape in shapes]


@pytest.fixture(params=["powers of 2", "powers of e"], autouse=True)
def either_power(monkeypatch, request):
    """Whatever processor the tests run on, both powers are taken."""
    of_two = request.param == "powers of 2"
    monkeypatch.setattr(powers, "power", np.exp2 if of_two else np.exp)
    monkeypatch.setattr(powers, "EXPONENT", np.log2(np.e) if of_two else 1.0)


sizes = st.integers(1, 14)


@pytest.mark.parametrize("causal", [False, True])
# The larger scores need the shift, the smaller ones do not.
@pytest.mark.parametrize("size", [1.0, 40.0])
@given(seed=st.integers(0, 99), length=sizes, keys=sizes, batch=st.sampled_from([(), (2, 2)]))
def test_blocked_attention_is_attention(causal, size, seed, length, keys, batch):
    arrays = triple(seed, length, keys, batch, size)
    plain = scaled_dot_product_attention(*arrays, is_causal=causal, scale=0.8).output
    found = memory_efficient_attention(*arrays, is_causal=causal, scale=0.8).output
    np.testing.assert_allclose(found, plain, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.6, 1.0])
@pytest.mark.parametrize("size", [1.0, 40.0])
@given(seed=st.integers(0, 99), length=sizes, keys=sizes, batch=st.sampled_from([(), (2, 2)]))
def test_sparse_attention_is_masked_attention(share, size, seed, length, keys, batch):
    arrays = triple(seed, length, keys, batch, size)
    rng = np.random.default_rng(seed + 1000)
    for shape in ((length, keys), (*batch, length, keys)):
        mask = rng.random(shape) < share
        plain = scaled_dot_product_attention(*arrays, attn_mask=mask).output
        found = sparse_attention(*arrays, mask).output
        np.testing.assert_allclose(found, plain, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize(
    "mask",
    [local_global_mask(23, w, g) for w in (0, 2, 30) for g in (0, 1, 5, 30)]
    + [strided_mask(23, s) for s in (1, 4, 9)],
)
def test_patterns_give_the_same_as_their_plain_copies(mask):
    arrays = triple(5, 23, 23)
    found = sparse_attention(*arrays, mask).output
    np.testing.assert_array_equal(found, sparse_attention(*arrays, np.array(mask)).output)
    plain = scaled_dot_product_attention(*arrays, attn_mask=mask).output
    np.testing.assert_allclose(found, plain, rtol=1e-9, atol=1e-12)


def test_a_pattern_cannot_be_changed_and_what_is_made_from_it_knows_no_pattern():
    mask = local_global_mask(8, 1, 0)
    with pytest.raises(ValueError, match="read-only"):
        mask[0, 7] = True
    for other in (mask.copy(), ~mask, mask[2:, :]):
        assert other.columns is None
    changed = mask.copy()
    changed[0, 7] = True
    arrays = triple(1, 8, 8)
    plain = scaled_dot_product_attention(*arrays, attn_mask=changed).output
    np.testing.assert_allclose(sparse_attention(*arrays, changed).output, plain, rtol=1e-9)


@pytest.mark.parametrize("dtype", [np.float32, np.float16, int])
def test_other_kinds_of_number_are_taken(dtype):
    arrays = [(array * 3).astype(dtype) for array in triple(3, 9, 11)]
    plain = scaled_dot_product_attention(*arrays)
    found = memory_efficient_attention(*arrays)
    assert found.output.dtype == plain.output.dtype
    np.testing.assert_allclose(found.output, plain.output, rtol=1e-4, atol=1e-5)


def test_extreme_scores_stay_finite_and_silent():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for scale in (1e300, 1e-300, -1e300):
            for causal in (False, True):
                arrays = [[[1.0]] * 5, [[1.0], [-1.0]] * 4, [[float(i)] for i in range(8)]]
                found = memory_efficient_attention(*arrays, is_causal=causal, scale=scale).output
                plain = scaled_dot_product_attention(*arrays, is_causal=causal, scale=scale).output
                np.testing.assert_allclose(found, plain, rtol=1e-9)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda q, k, v: memory_efficient_attention(q, k[:, :2], v), "key has 2 columns"),
        (lambda q, k, v: memory_efficient_attention(q, k, v[:2]), "value has 2 rows but key has 6"),
        (lambda q, k, v: memory_efficient_attention(q * 1e200, k * 1e200, v), "scores overflow"),
        (lambda q, k, v: sparse_attention(q * 1e200, k * 1e200, v, np.eye(4, 6) > 0), "overflow"),
        (lambda q, k, v: sparse_attention(q, k, v, np.ones((4, 5)) > 0), "attn_mask has shape"),
        (lambda q, k, v: sparse_attention(q, k, v, np.ones((4, 6))), "attn_mask must be boolean"),
        (lambda q, k, v: sparse_attention(q, k, v, None), "attn_mask must be boolean"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(call, words):
    with pytest.raises(ValueError, match=words):
        call(*triple(0, 4, 6))


def test_extra_memory_stays_far_below_one_matrix_of_scores(monkeypatch):
    monkeypatch.undo()
    length = 4096
    arrays = [array.astype(np.float32) for array in triple(0, length, length)]
    for attend in (
        lambda: memory_efficient_attention(*arrays),
        lambda: memory_efficient_attention(*arrays, is_causal=True),
    ):
        attend()
        tracemalloc.start()
        attend()
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 0.1 * length * length * 4
