"""Any finite input, however large or small, gives a finite answer or a clear refusal, silently."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import attention_engine as engine
from tests.examples import usually

NUMBERS = [0.0, 1.0, -1.0, 5e-324, -1e-308, 1e-160, 1e160, -1e200, 1e308, -1.7e308]
numbers = st.sampled_from(NUMBERS)


def arrays(*shape):
    size = int(np.prod(shape))
    return st.lists(numbers, min_size=size, max_size=size).map(lambda x: np.reshape(x, shape))


@st.composite
def triples(draw, lengths=(1, 2), widths=(1, 2)):
    length, keys = draw(st.sampled_from(lengths)), draw(st.sampled_from(lengths))
    width = draw(st.sampled_from(widths))
    return draw(arrays(length, width)), draw(arrays(keys, width)), draw(arrays(keys, width))


CALLS = {
    "softmax": lambda q, k, v: [engine.softmax(q), engine.softmax(q, axis=0, temperature=1e-300)],
    "dot": lambda q, k, v: [engine.dot_product_scores(q, k)],
    "scaled": lambda q, k, v: [engine.scaled_dot_product_scores(q, k)],
    "cosine": lambda q, k, v: [engine.cosine_scores(q, k)],
    "bilinear": lambda q, k, v: [engine.bilinear_scores(q, k, np.ones((q.shape[1], k.shape[1])))],
    "additive": lambda q, k, v: [engine.additive_scores(q, k, q[:1], k[:1], [1e308])],
    "attention": lambda q, k, v: [engine.scaled_dot_product_attention(q, k, v).output],
    "causal": lambda q, k, v: [engine.scaled_dot_product_attention(q, k, v, None, True).weights],
    "one allowed": lambda q, k, v: [
        engine.scaled_dot_product_attention(q, k, v, np.eye(len(q), len(k)) > 0).output
    ],
    "blocked": lambda q, k, v: [engine.memory_efficient_attention(q, k, v).output],
    "sparse": lambda q, k, v: [engine.sparse_attention(q, k, v, np.eye(len(q), len(k)) > 0).output],
    "linear": lambda q, k, v: [
        engine.linear_attention(q, k, v, is_causal=causal).output for causal in (False, True)
    ],
    "self": lambda q, k, v: [engine.self_attention(q, k[:1].T, k[:1].T, v[:1].T).output],
    "heads": lambda q, k, v: [
        engine.multi_head_attention(q, k[:1].T, k[:1].T, v[:1].T, [[1.0]], num_heads=1).output
    ],
    "gradients": lambda q, k, v: [
        getattr(engine.attention_gradients(q, k, v, np.ones((len(q), v.shape[1]))), name)
        for name in ("query", "key", "value")
    ],
    "jacobian": lambda q, k, v: [engine.softmax_jacobian(np.abs(q))],
    "rotary": lambda q, k, v: [engine.rotary_embedding(np.repeat(q, 2, axis=1))],
    "entropy": lambda q, k, v: [engine.attention_entropy(np.abs(q))],
    "diagonal": lambda q, k, v: [engine.diagonal_strength(np.abs(np.tile(q[:1, :1], (3, 3))))],
    "off diagonal": lambda q, k, v: [
        engine.off_diagonal_strength(np.abs(np.tile(q[0, 0], (2, 2))))
    ],
    "rank": lambda q, k, v: [np.asarray(engine.effective_rank(q))],
}


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=usually(25, soak=60))
@given(triple=triples())
def test_a_finite_answer_or_a_refusal_in_words(call, triple):
    before = [array.copy() for array in triple]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            results, words = CALLS[call](*triple), ""
        except ValueError as error:
            results, words = [], str(error)
    for result in results:
        assert np.isfinite(result).all()
    # numpy's own complaint about shapes would show that something slipped through.
    assert "broadcast" not in words
    for array, copy in zip(triple, before, strict=True):
        np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize("computation", engine.computation_names())
@settings(max_examples=usually(25, soak=60))
@given(data=st.data())
def test_worked_answers_and_mistakes_bear_the_same(computation, data):
    q, k, v = data.draw(triples(lengths=(2,), widths=(2,)))
    inputs = {
        "dot_product": {"query": q[0], "key": k[0]},
        "cosine_similarity": {"query": q[0], "key": k[0]},
        "softmax": {"x": q, "temperature": 0.5},
        "scores": {"query": q, "key": k},
        "attention_weights": {"query": q, "key": k, "is_causal": True},
        "self_attention": {"X": q, "W_q": k, "W_k": k, "W_v": v},
        "multi_head_attention": {"X": q, "W_q": k, "W_k": k, "W_v": v, "W_o": v, "num_heads": 2},
        "additive_scores": {"query": q, "key": k, "W_q": q, "W_k": k, "v": v[0]},
        "bilinear_scores": {"query": q, "key": k, "W": v},
        "entropy": {"x": q, "temperature": 0.5},
        "softmax_jacobian": {"x": q[0]},
        "softmax_backward": {"x": q[0], "grad_weights": k[0]},
        "rotary_embedding": {"x": q},
        "sinusoidal_positions": {"position": 10**6, "dim": 8},
        "projection": {"vector": q[0], "onto": k[0]},
        "singular_values": {"matrix": q},
        "complexity": {"length": 10**9, "dim": 10**9, "heads": 10**9},
        "kv_cache_bytes": dict.fromkeys(("tokens", "layers", "kv_heads", "head_dim"), 10**9),
        "sequences_that_fit": {"memory_bytes": 10**18, "weight_bytes": 0, "cache_bytes": 1},
        "decode_seconds": {"weight_bytes": 1e300, "bandwidth": 1e-300, "batch": 10**9},
        "tokens_per_second": {"weight_bytes": 1e-300, "bandwidth": 1e300, "batch": 10**9},
        "arithmetic_intensity": {"flops": 1e300, "bytes": 1e-300},
    }.get(computation, {"query": q, "key": k, "value": v})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            worked = engine.worked_answer(computation, **inputs)
        except ValueError:
            return
        for value in engine.mistake_values(computation, inputs).values():
            assert np.isfinite(value).all()
            engine.diagnose(computation, inputs, value)
        steps = {step.name: step.value for step in worked.steps}
        engine.check_steps(computation, inputs, steps)
    for step in worked.steps:
        assert not np.isnan(step.value).any()
        assert "nan" not in step.substituted
