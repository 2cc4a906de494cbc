"""Answers as text: the code runs and gives the same numbers, and each array is read back."""

import json
import re
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from attention_engine import computation_names, parse_array, worked_answer, written_answer

RNG = np.random.default_rng(6)
X = RNG.integers(-4, 5, (3, 4)) / 2
Q, K, V = (RNG.normal(size=shape) for shape in ((2, 4), (3, 4), (3, 2)))
MASK = np.array([[True, False, True], [False, False, False]])
ADDED = np.array([[0, -np.inf, 0.5], [0, 0, -1 / 3]])
W = {name: RNG.normal(size=(4, 4)) for name in ("W_q", "W_k", "W_v")}
ATTENTION: dict[str, Any] = {"query": Q, "key": K, "value": V}

CASES: list[tuple[str, dict[str, Any]]] = [
    ("dot_product", {"query": [1, 2.5, 0], "key": [2, 1, -1 / 3]}),
    ("cosine_similarity", {"query": [1, 2], "key": [3, 6.5]}),
    ("softmax", {"x": [2, 1.8, 1.9]}),
    ("softmax", {"x": RNG.normal(size=(2, 2, 3)), "temperature": 0.5}),
    ("scores", {"query": Q, "key": K}),
    ("scores", {"query": Q, "key": K, "scale": 0.3}),
    ("attention_weights", {"query": Q, "key": K}),
    ("attention_weights", {"query": Q, "key": K, "is_causal": True}),
    ("attention_weights", {"query": Q, "key": K, "attn_mask": MASK}),
    ("attention_weights", {"query": Q, "key": K, "attn_mask": ADDED}),
    ("scaled_dot_product_attention", ATTENTION),
    ("scaled_dot_product_attention", {name: np.stack([a, 2 * a]) for name, a in ATTENTION.items()}),
    ("scaled_dot_product_attention", {"query": [[1] * 12], "key": [[2] * 12], "value": [[1e-7]]}),
    ("self_attention", {"X": X, **W}),
    ("self_attention", {"X": X, **W, "is_causal": True}),
    ("multi_head_attention", {"X": X, **W, "W_o": np.eye(4), "num_heads": 2}),
    (
        "multi_head_attention",
        {
            "X": X,
            "W_q": W["W_q"],
            "W_k": W["W_k"][:, :2],
            "W_v": W["W_v"][:, :2],
            "W_o": np.eye(4),
            "num_heads": 2,
            "num_kv_heads": 1,
            "is_causal": True,
        },
    ),
    (
        "additive_scores",
        {"query": Q, "key": K, "W_q": W["W_q"][:3], "W_k": W["W_k"][:3], "v": [1, -1, 2]},
    ),
    ("bilinear_scores", {"query": Q, "key": K[:, :3], "W": W["W_q"][:, :3]}),
    ("linear_attention", ATTENTION),
    ("linear_attention", ATTENTION | {"query": K, "is_causal": True}),
    ("linear_attention", ATTENTION | {"query": [[-800.0] * 4, [1.0] * 4]}),
    ("entropy", {"x": [[2, 1.8, 1.9], [0, -900, 3]]}),
    ("entropy", {"x": [2, 1.8, 1.9], "temperature": 2}),
    ("softmax_jacobian", {"x": [2, 1.8, 0]}),
    ("softmax_backward", {"x": [2, 1.8, 0], "grad_weights": [1, -1, 1 / 3]}),
    ("rotary_embedding", {"x": X}),
    ("rotary_embedding", {"x": X, "base": 100}),
    ("sinusoidal_positions", {"position": 3, "dim": 6}),
    ("projection", {"vector": [2, 3, 1 / 3], "onto": [1, -1, 0.5]}),
    ("singular_values", {"matrix": [[3, 1], [1, 2.5], [0, 1]]}),
    ("singular_values", {"matrix": [[0, 0], [0, 0]]}),
    ("complexity", {"length": 1000, "dim": 64, "heads": 8, "dtype": "float16"}),
    ("complexity", {"length": 100, "dim": 8, "method": "local", "window": 7}),
    (
        "complexity",
        {"length": 100, "dim": 8, "method": "local_global", "window": 7, "global_tokens": 3},
    ),
    ("complexity", {"length": 101, "dim": 8, "method": "strided", "stride": 9}),
    ("complexity", {"length": 100, "dim": 8, "method": "additive", "hidden_dim": 16}),
    ("complexity", {"length": 100, "dim": 8, "method": "linear", "value_dim": 4}),
    ("kv_cache_bytes", {"tokens": 100, "layers": 3, "kv_heads": 2, "head_dim": 8, "heads": 4}),
    (
        "kv_cache_bytes",
        {
            **{"tokens": 100, "layers": 3, "kv_heads": 2, "head_dim": 8, "bytes_per_number": 0.5},
            **{"windowed_layers": 2, "window": 30},
        },
    ),
    ("sequences_that_fit", {"memory_bytes": 1000, "weight_bytes": 160, "cache_bytes": 90}),
    ("decode_seconds", {"weight_bytes": 140e9, "bandwidth": 3.35e12}),
    (
        "tokens_per_second",
        {"weight_bytes": 140e9, "bandwidth": 3.35e12, "cache_bytes": 1e9, "batch": 32},
    ),
    ("arithmetic_intensity", {"flops": 2e9, "bytes": 3e9}),
]
TELL = """
import json
print("STEPS" + json.dumps({name: np.asarray(value).tolist() for name, value in steps.items()}))
"""


def steps_of(computation: str, inputs: dict[str, Any]) -> dict[str, np.ndarray]:
    return {step.name: step.value for step in worked_answer(computation, **inputs).steps}


def test_every_computation_is_among_the_cases():
    assert {name for name, _inputs in CASES} == set(computation_names())


@pytest.mark.parametrize(("computation", "inputs"), CASES)
def test_the_python_runs_alone_and_makes_the_same_numbers(computation, inputs):
    code = written_answer(computation, inputs, "python")
    command = [sys.executable, "-I", "-W", "error", "-c", code + TELL]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, code + done.stderr
    printed, _, told = done.stdout.partition("STEPS")
    made, steps = json.loads(told), steps_of(computation, inputs)
    assert list(made) == list(steps)
    for name, value in steps.items():
        np.testing.assert_allclose(made[name], value, rtol=1e-12, atol=1e-15, err_msg=code)
        assert f"{name}:\n" in printed


def csv_arrays(text: str) -> dict[str, str]:
    blocks = (block.split("\n", 1) for block in text.strip().split("\n\n"))
    return dict(blocks)


def markdown_arrays(text: str) -> dict[str, str]:
    tables = re.findall(r"^`([^`]+)`\n\n((?:\|.*\n)+)", text, re.MULTILINE)
    return dict(tables) | dict(re.findall(r"^`([^`]+)`: (\S+)$", text, re.MULTILINE))


def latex_arrays(text: str) -> list[str]:
    """What each display ends with: a matrix, several, or a number."""
    ends = re.findall(r"=\s*(\S[^=]*?)\n\\(?:\]|end\{align\*\})", text)
    return [one for end in ends for one in end.split(r",\; ")]


def expected_arrays(computation: str, inputs: dict[str, Any]) -> dict[str, np.ndarray]:
    """Every array of givens and steps, the matrices of a batch one by one."""
    found = {}
    given = {n: np.asarray(v) for n, v in inputs.items() if not isinstance(v, bool | str)}
    for name, value in [*given.items(), *steps_of(computation, inputs).items()]:
        if value.ndim < 3:
            found[name] = value.astype(float)
        else:
            planes = value.reshape(-1, *value.shape[-2:]).astype(float)
            found |= {f"{name} {number}": plane for number, plane in enumerate(planes, 1)}
    return found


def read(text: str, like: np.ndarray) -> np.ndarray:
    return parse_array(text, allow_infinite=True).reshape(like.shape)


@pytest.mark.parametrize(("computation", "inputs"), CASES)
@pytest.mark.parametrize(("form", "find"), [("csv", csv_arrays), ("markdown", markdown_arrays)])
def test_each_array_is_read_back_exactly_from_a_table(computation, inputs, form, find):
    texts = find(written_answer(computation, inputs, form))
    for name, value in expected_arrays(computation, inputs).items():
        assert (read(texts[name], value) == value).all(), texts[name]


@pytest.mark.parametrize(("computation", "inputs"), CASES)
def test_each_array_is_read_back_exactly_from_latex(computation, inputs):
    texts = latex_arrays(written_answer(computation, inputs, "latex"))
    arrays = list(expected_arrays(computation, inputs).values())
    words = [text for text in texts if not text.startswith(r"\text{")]
    assert len(words) == len(arrays)
    for text, value in zip(words, arrays, strict=True):
        # A power of ten is a product there, which may differ in the last bit.
        np.testing.assert_allclose(read(text, value), value, rtol=1e-15, atol=0)


def test_numbers_have_as_many_digits_as_asked_but_not_in_the_code():
    inputs = {"x": [2, 1.8, 1 / 3]}
    for form in ("csv", "markdown", "latex"):
        text = written_answer("softmax", inputs, form, digits=4)
        assert "0.3333" in text
        assert not re.search(r"\d\.\d{7}", text)
    assert repr(1 / 3) in written_answer("softmax", inputs, "python", digits=4)


def test_a_wide_matrix_sets_the_number_of_columns_that_amsmath_takes():
    wide = {"query": [[1] * 12], "key": [[2] * 12]}
    assert r"\setcounter{MaxMatrixCols}{12}" in written_answer("scores", wide, "latex")
    narrow = {"query": [[1]], "key": [[2]]}
    assert "setcounter" not in written_answer("scores", narrow, "latex")


@pytest.mark.parametrize(
    ("form", "digits", "named"),
    [("word", None, "form must be one of python, latex"), ("csv", 0, "digits must be 1 to 17")],
)
def test_an_unknown_form_is_refused_by_name(form, digits, named):
    with pytest.raises(ValueError, match=named):
        written_answer("softmax", {"x": [1, 2]}, form, digits)
