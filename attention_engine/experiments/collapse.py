"""Stacks self-attention layers, with and without skip connections: how much rank is left."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from ..attention import stable_softmax
from ..inputs import Array, count, flag
from ..measures import effective_rank

MAX_DEPTH = 24
MAX_LENGTH = 64
MAX_WIDTH = 128


@dataclass(frozen=True, eq=False)
class Depth:
    """After 0, 1, ..., `depth` layers: `rank`, the effective rank of the rows, and `apart`, the
    share of their size that is not their mean: |X - mean| / |X| in the Frobenius norm."""

    rank: Array
    apart: Array


def stacked_attention(depth: int, length: int, width: int, skip: bool, seed: int = 0) -> Depth:
    """Random self-attention layers of one head, one after the other, on random rows.

    Each layer has its own matrices with entries from N(0, 1/width); with `skip` its input is
    added to its output. The result is rescaled to a mean square of 1 after each layer, which
    changes neither figure. Raises ValueError for sizes out of range.
    Source: Dong et al. 2021, section 2 and figure 2.
    """
    depth, length = count("depth", depth, MAX_DEPTH), count("length", length, MAX_LENGTH, least=2)
    width, skip = count("width", width, MAX_WIDTH, least=2), flag("skip", skip)
    rng = np.random.Generator(np.random.PCG64(count("seed", seed, 2**32, 0)))
    x = rng.standard_normal((length, width))
    rank, apart = [effective_rank(x)], [_apart(x)]
    for _ in range(depth):
        w_q, w_k, w_v = rng.standard_normal((3, width, width)) / sqrt(width)
        weights = stable_softmax((x @ w_q) @ (x @ w_k).T / sqrt(width))
        output = weights @ (x @ w_v)
        x = x + output if skip else output
        # One factor for the whole matrix; without it the numbers leave the float range.
        x = x / np.sqrt((x * x).mean())
        rank.append(effective_rank(x))
        apart.append(_apart(x))
    return Depth(np.array(rank), np.array(apart))


def _apart(x: Array) -> float:
    return float(np.linalg.norm(x - x.mean(axis=0)) / np.linalg.norm(x))
