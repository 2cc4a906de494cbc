"""A small encoder with random parameters, against the same computation written another way."""

import math

import numpy as np
import pytest

from attention_engine.encoder import Parameters, embedded, encode, gelu, layer_norm
from attention_engine.inputs import Array

WIDTH, INNER, HEADS, LAYERS, WORDS, PLACES = 6, 10, 3, 2, 11, 8
IDS = [3, 0, 7, 3, 10]


@pytest.fixture
def parameters() -> dict[str, Array]:
    rng = np.random.default_rng(5)
    shapes = {
        "embeddings.word_embeddings.weight": (WORDS, WIDTH),
        "embeddings.position_embeddings.weight": (PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
        "embeddings.LayerNorm.weight": (WIDTH,),
        "embeddings.LayerNorm.bias": (WIDTH,),
    }
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}."
        dense = {
            "attention.self.query": (WIDTH, WIDTH),
            "attention.self.key": (WIDTH, WIDTH),
            "attention.self.value": (WIDTH, WIDTH),
            "attention.output.dense": (WIDTH, WIDTH),
            "intermediate.dense": (INNER, WIDTH),
            "output.dense": (WIDTH, INNER),
            "attention.output.LayerNorm": (WIDTH,),
            "output.LayerNorm": (WIDTH,),
        }
        for name, shape in dense.items():
            shapes[f"{layer}{name}.weight"] = shape
            shapes[f"{layer}{name}.bias"] = shape[:1]
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def written_out(parameters) -> tuple[list[list[float]], list]:
    """The same in plain Python, a number at a time, with the exact error function."""

    def linear(name, row):
        weight, bias = parameters[f"{name}.weight"], parameters[f"{name}.bias"]
        return [
            sum(w * x for w, x in zip(line, row, strict=True)) + b
            for line, b in zip(weight, bias, strict=True)
        ]

    def normal(name, row):
        mean = sum(row) / len(row)
        root = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row) + 1e-12)
        scale, shift = parameters[f"{name}.weight"], parameters[f"{name}.bias"]
        return [(x - mean) / root * s + b for x, s, b in zip(row, scale, shift, strict=True)]

    def add(*rows):
        return [sum(column) for column in zip(*rows, strict=True)]

    word, place, segment = (
        parameters[f"embeddings.{name}_embeddings.weight"]
        for name in ("word", "position", "token_type")
    )
    hidden = [
        normal("embeddings.LayerNorm", add(word[token], place[at], segment[0]))
        for at, token in enumerate(IDS)
    ]
    all_weights = []
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        q, k, v = (
            [linear(f"{layer}.attention.self.{name}", row) for row in hidden]
            for name in ("query", "key", "value")
        )
        size = WIDTH // HEADS
        mixed = [[0.0] * WIDTH for _row in hidden]
        all_weights.append([])
        for head in range(HEADS):
            part = range(head * size, head * size + size)
            scores = [[sum(a[c] * b[c] for c in part) / math.sqrt(size) for b in k] for a in q]
            powers = [[math.exp(score) for score in row] for row in scores]
            weights = [[power / sum(row) for power in row] for row in powers]
            all_weights[-1].append(weights)
            for i, row in enumerate(weights):
                for c in part:
                    mixed[i][c] = sum(w * v[j][c] for j, w in enumerate(row))
        attention = f"{layer}.attention.output"
        hidden = [
            normal(f"{attention}.LayerNorm", add(row, linear(f"{attention}.dense", m)))
            for row, m in zip(hidden, mixed, strict=True)
        ]
        inner = [linear(f"{layer}.intermediate.dense", row) for row in hidden]
        inner = [[x * (1 + math.erf(x / math.sqrt(2))) / 2 for x in row] for row in inner]
        hidden = [
            normal(f"{layer}.output.LayerNorm", add(row, linear(f"{layer}.output.dense", i)))
            for row, i in zip(hidden, inner, strict=True)
        ]
    return hidden, all_weights


def test_it_is_the_same_as_written_out_number_by_number(parameters):
    found = encode(parameters, IDS, HEADS)
    hidden, weights = written_out(parameters)
    assert found.weights.shape == (LAYERS, HEADS, len(IDS), len(IDS))
    np.testing.assert_allclose(found.weights[0], weights[0], rtol=1e-10)
    # After the first gelu, the error of its approximation shows.
    np.testing.assert_allclose(found.weights, weights, atol=1e-5)
    np.testing.assert_allclose(found.hidden, hidden, atol=1e-5)


def test_single_precision_stays_single(parameters):
    single = {name: array.astype(np.float32) for name, array in parameters.items()}
    found = encode(single, IDS, HEADS)
    assert found.hidden.dtype == found.weights.dtype == np.float32
    np.testing.assert_allclose(found.hidden, encode(parameters, IDS, HEADS).hidden, atol=1e-4)


def test_gelu_is_off_by_less_than_single_precision_resolves():
    x = np.linspace(-8, 8, 4001)
    exact = [value * (1 + math.erf(value / math.sqrt(2))) / 2 for value in x]
    error = np.abs(gelu(x) - exact)
    assert (error <= 1.5e-7 / 2 * np.abs(x) + 1e-15).all()


def test_a_normalised_row_has_mean_zero_and_variance_one():
    plain = Parameters({"weight": np.ones(5), "bias": np.zeros(5)})
    row = layer_norm(plain, np.array([[1.0, 2, 3, 4, 100]]))
    assert row.mean() == pytest.approx(0, abs=1e-12)
    assert row.var() == pytest.approx(1)


def test_the_order_of_tokens_is_seen(parameters):
    there = embedded(Parameters(parameters).of("embeddings"), np.array([3, 7]))
    back = embedded(Parameters(parameters).of("embeddings"), np.array([7, 3]))
    assert not np.allclose(there, back[::-1])


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        ([], "ids must be one row of 1 to 8"),
        ([1] * 9, "ids must be one row of 1 to 8"),
        ([[1, 2]], "ids must be one row"),
        ([1.5], "whole numbers"),
        ([-1], "ids must be from 0 to 10"),
        ([11], "ids must be from 0 to 10"),
    ],
)
def test_ids_that_do_not_fit_are_refused(parameters, ids, words):
    with pytest.raises(ValueError, match=words):
        encode(parameters, ids, HEADS)


def test_what_is_missing_is_named(parameters):
    with pytest.raises(ValueError, match="num_heads must divide d_model 6, got 4"):
        encode(parameters, IDS, 4)
    lacking = {
        name: array
        for name, array in parameters.items()
        if name != "encoder.layer.1.output.dense.bias"
    }
    with pytest.raises(ValueError, match=r"lack the array encoder\.layer\.1\.output\.dense\.bias"):
        encode(lacking, IDS, HEADS)
    no_layer = {name: array for name, array in parameters.items() if "layer" not in name}
    with pytest.raises(ValueError, match="hold no layer"):
        encode(no_layer, IDS, HEADS)
