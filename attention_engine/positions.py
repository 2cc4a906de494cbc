"""Position encodings: rotary, ALiBi, sinusoidal."""

from math import floor, log2

import numpy as np
from numpy.typing import ArrayLike

from .inputs import Array, InputError, count, finite_result, floats, positive, quiet

MAX_LENGTH = 1_000_000
MAX_HEADS = 1024


def rotary_embedding(x: ArrayLike, base: float = 10000.0) -> Array:
    """Each pair of columns (2i, 2i + 1) rotated by the angle position * base^(-2i / d).

    x (..., n, d) with d even -> the same shape; positions count from 0. Scores of rotated queries
    and keys depend only on the distance between their positions.
    Raises ValueError for an odd width and a base that is not above 0.
    Source: Su et al. 2021, eq. 15.

    >>> rotary_embedding([[1, 2]]).tolist()
    [[1.0, 2.0]]
    """
    x, base = floats("x", x, 2), positive("base", base)
    length, width = x.shape[-2:]
    if width % 2:
        raise InputError(f"x must have an even number of columns, got {width}", "x")
    rates = base ** (-np.arange(0, width, 2) / width)
    angles = np.arange(length)[:, None] * rates
    cos, sin = (turn.astype(x.dtype) for turn in (np.cos(angles), np.sin(angles)))
    turned = np.empty(x.shape, x.dtype)
    even, odd = x[..., 0::2], x[..., 1::2]
    with quiet():
        turned[..., 0::2] = even * cos - odd * sin
        turned[..., 1::2] = even * sin + odd * cos
    return finite_result("rotated numbers", turned, "x")


def alibi_bias(num_heads: int, length: int) -> Array:
    """Biases -m_h |i - j| to add to the scaled scores: (num_heads, length, length).

    The slopes m_h are 2^(-8 / H), 2^(-16 / H), ... for H heads if H is a power of two. Other counts
    take the slopes of the next smaller power, then every second one of the next larger power.
    Raises ValueError for a size that is not a whole number above 0.
    Source: Press et al. 2022, section 3.

    >>> alibi_bias(8, 2)[0].tolist()
    [[0.0, -0.5], [-0.5, 0.0]]
    """
    heads, length = count("num_heads", num_heads, MAX_HEADS), count("length", length, MAX_LENGTH)
    places = np.arange(length)
    distance = np.abs(places[:, None] - places).astype(np.float64)
    return -_slopes(heads)[:, None, None] * distance + 0.0


def _slopes(heads: int) -> Array:
    power = 2 ** floor(log2(heads))
    slopes = 2.0 ** (-8 / power * np.arange(1, power + 1))
    between = 2.0 ** (-4 / power * np.arange(1, 2 * power + 1, 2))
    return np.concatenate([slopes, between[: heads - power]])


def sinusoidal_positions(length: int, dim: int) -> Array:
    """sin and cos of position / 10000^(2i / dim) in columns 2i and 2i + 1: (length, dim).

    Raises ValueError for a size that is not a whole number above 0.
    Source: Vaswani et al. 2017, section 3.5.

    >>> sinusoidal_positions(1, 4).tolist()
    [[0.0, 1.0, 0.0, 1.0]]
    """
    length, dim = count("length", length, MAX_LENGTH), count("dim", dim, MAX_LENGTH)
    columns = np.arange(dim)
    angles = np.arange(length)[:, None] / 10000.0 ** ((columns - columns % 2) / dim)
    return np.where(columns % 2 == 0, np.sin(angles), np.cos(angles))
