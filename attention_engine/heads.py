"""Multi-head attention, and KV heads that groups of heads share."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .attention import scaled_dot_product_attention
from .inputs import Array, InputError, count, finite_result, floats, quiet, together, weight_matrix

MAX_HEADS = 4096


@dataclass(frozen=True, eq=False)
class MultiHeadAttention:
    """`weights` (..., num_heads, n, n) and `output` (..., n, d_out)."""

    weights: Array
    output: Array


def multi_head_attention(
    X: ArrayLike,
    W_q: ArrayLike,
    W_k: ArrayLike,
    W_v: ArrayLike,
    W_o: ArrayLike,
    num_heads: int,
    num_kv_heads: int | None = None,
    is_causal: bool = False,
) -> MultiHeadAttention:
    """Concat(head_1, ..., head_h) W_o, each head an attention over its own part of Q, K and V.

    X (..., n, d_model), W_q (d_model, num_heads * d_k), W_k (d_model, num_kv_heads * d_k),
    W_v (d_model, num_kv_heads * d_v), W_o (num_heads * d_v, d_out). Heads are consecutive blocks
    of columns. With fewer `num_kv_heads`, num_heads / num_kv_heads consecutive heads share keys
    and values; 1 is multi-query attention.
    Raises ValueError naming the argument whose shape or numbers do not fit.
    Source: Vaswani et al. 2017, section 3.2.2; Ainslie et al. 2023, section 2.2.

    >>> one = [[1, 0], [0, 1]]
    >>> multi_head_attention([[1, 2]], one, one, one, one, num_heads=2).output.tolist()
    [[1.0, 2.0]]
    """
    query, key, value = split_heads(X, W_q, W_k, W_v, num_heads, num_kv_heads)
    found = scaled_dot_product_attention(query, key, value, is_causal=is_causal)
    together_again = merge_heads(found.output)
    W_o = weight_matrix(
        "W_o", W_o, together_again.shape[-1], f"the heads give {together_again.shape[-1]} columns"
    )
    with quiet():
        output = finite_result("outputs", np.matmul(*together(o=together_again, W=W_o)), "W_o")
    return MultiHeadAttention(found.weights, output)


def split_heads(
    X: ArrayLike,
    W_q: ArrayLike,
    W_k: ArrayLike,
    W_v: ArrayLike,
    num_heads: int,
    num_kv_heads: int | None,
) -> tuple[Array, Array, Array]:
    """Queries, keys and values (..., num_heads, n, width), shared keys repeated for their heads.

    Raises ValueError as `multi_head_attention` does.
    """
    X = floats("X", X, 2)
    heads = count("num_heads", num_heads, MAX_HEADS)
    kv_heads = heads if num_kv_heads is None else count("num_kv_heads", num_kv_heads, MAX_HEADS)
    if heads % kv_heads:
        raise InputError(
            f"num_kv_heads must divide num_heads {heads}, got {kv_heads}",
            "num_kv_heads",
            "num_heads",
        )
    of = f"X has {X.shape[-1]} columns"
    parts = []
    for name, W, blocks in (("W_q", W_q, heads), ("W_k", W_k, kv_heads), ("W_v", W_v, kv_heads)):
        matrix = weight_matrix(name, W, X.shape[-1], of)
        if matrix.shape[1] % blocks:
            raise InputError(
                f"{name} has {matrix.shape[1]} columns, which do not divide into {blocks} heads",
                name,
            )
        with quiet():
            projected = np.matmul(*together(X=X, W=matrix))
        finite_result(name, projected, "X", name)
        parts.append(head_blocks(projected, blocks, heads))
    query, key, value = parts
    if query.shape[-1] != key.shape[-1]:
        raise InputError(
            f"W_k gives each head {key.shape[-1]} columns but W_q gives {query.shape[-1]}: "
            "both are d_k and must agree",
            "W_k",
            "W_q",
        )
    return query, key, value


def head_blocks(projected: Array, blocks: int, heads: int) -> Array:
    """(..., n, blocks * width) -> (..., heads, n, width), each block for heads / blocks heads."""
    split = projected.reshape(*projected.shape[:-1], blocks, -1).swapaxes(-2, -3)
    return np.repeat(split, heads // blocks, axis=-3)


def merge_heads(heads: Array) -> Array:
    """(..., num_heads, n, width) -> (..., n, num_heads * width)."""
    joined = heads.swapaxes(-2, -3)
    return joined.reshape(*joined.shape[:-2], -1)
