"""Compares cheaper forms of attention with the exact one, for near and for far structure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..attention import masked_softmax
from ..cost import attention_cost
from ..inputs import Array, InputError, count, positive
from ..linear import feature_map
from ..patterns import local_global_mask, strided_mask

MAX_LENGTH = 512
MAX_WIDTH = 64
STRUCTURES = ("near", "far")
# How much of its neighbor a vector keeps in a sequence with near structure.
SMOOTHNESS = 0.8


@dataclass(frozen=True)
class Approximation:
    """`error` is |O - O'| / |O| of the outputs in the Frobenius norm, `agreement` the share of
    queries whose largest weight falls on the same key as in exact attention; `flops` and `bytes`
    as `attention_cost` counts them for one head in float32."""

    name: str
    error: float
    agreement: float
    flops: int
    bytes: int


def compare_approximations(
    length: int,
    width: int,
    window: int,
    stride: int,
    global_tokens: int,
    structure: str,
    sharpness: float = 2.0,
    seed: int = 0,
) -> tuple[Approximation, ...]:
    """Exact, local, strided, local with global tokens, and linear attention on the same input.

    Near structure: neighbors are alike (each vector keeps a part of the one before) and each query
    looks for its own position. Far structure: vectors are independent, and each query looks for one
    key at least a quarter of the length away. A query is `sharpness` times the key it looks for.
    Raises ValueError for sizes out of range and an unknown structure.
    Source: Beltagy et al. 2020, 3.1; Child et al. 2019, 4.3; Katharopoulos et al. 2020, eq. 7.
    """
    length = count("length", length, MAX_LENGTH, least=8)
    width = count("width", width, MAX_WIDTH)
    if structure not in STRUCTURES:
        raise InputError(
            f"structure must be one of {', '.join(STRUCTURES)}, got {structure!r:.60}", "structure"
        )
    rng = np.random.Generator(np.random.PCG64(count("seed", seed, 2**32, 0)))
    key = _smooth(rng, length, width) if structure == "near" else rng.normal(size=(length, width))
    wanted = np.arange(length) if structure == "near" else _far_partners(rng, length)
    query = positive("sharpness", sharpness) * key[wanted]
    value = rng.standard_normal((length, width))
    scores = query @ key.T / np.sqrt(width)
    exact = masked_softmax(scores)
    masks: dict[str, Callable[[], Array]] = {
        "local": lambda: local_global_mask(length, window, 0),
        "strided": lambda: strided_mask(length, stride),
        "local_global": lambda: local_global_mask(length, window, global_tokens),
    }
    options: dict[str, dict[str, Any]] = {
        "local": {"window": window},
        "strided": {"stride": stride},
        "local_global": {"window": window, "global_tokens": global_tokens},
    }
    found = [("dense", exact)]
    found += [(n, masked_softmax(np.where(mask(), scores, -np.inf))) for n, mask in masks.items()]
    features = feature_map(query) @ feature_map(key).T
    found.append(("linear", features / features.sum(axis=-1, keepdims=True)))
    right, first = exact @ value, exact.argmax(axis=-1)
    approximations = []
    for name, weights in found:
        output = right if name == "dense" else weights @ value
        cost = attention_cost(length, width, method=name, **options.get(name, {}))
        approximations.append(
            Approximation(
                name=name,
                error=float(np.linalg.norm(output - right) / np.linalg.norm(right)),
                agreement=float((weights.argmax(axis=-1) == first).mean()),
                flops=cost.flops,
                bytes=cost.bytes,
            )
        )
    return tuple(approximations)


def _smooth(rng: np.random.Generator, length: int, width: int) -> Array:
    """Each row keeps a part of the row before; all components have variance 1."""
    rows = rng.standard_normal((length, width))
    fresh = np.sqrt(1 - SMOOTHNESS**2)
    for place in range(1, length):
        rows[place] = SMOOTHNESS * rows[place - 1] + fresh * rows[place]
    return rows


def _far_partners(rng: np.random.Generator, length: int) -> np.ndarray:
    """For each position another one at least a quarter of the length away."""
    places = np.arange(length)
    return np.array(
        [rng.choice(places[np.abs(places - place) >= length // 4]) for place in range(length)]
    )
