"""What attention costs: FLOPs, bytes, and the orders a person would write."""

from dataclasses import dataclass

from .inputs import count

MAX_SIZE = 10**9
BYTES = {"float64": 8, "float32": 4, "float16": 2, "bfloat16": 2}
METHODS = ("dense",)


@dataclass(frozen=True)
class AttentionCost:
    """`flops`: one multiply-add is 2. `bytes`: scores and weights, held at once.

    `time_order` and `memory_order` are written as `O(n^2 d)`.
    """

    flops: int
    bytes: int
    time_order: str
    memory_order: str


def attention_cost(
    length: int,
    dim: int,
    method: str = "dense",
    value_dim: int | None = None,
    heads: int = 1,
    dtype: str = "float32",
) -> AttentionCost:
    """The cost of one layer of self-attention over `length` positions, projections left out.

    `dim` is one head's width d, `value_dim` its values' width d_v (None: the same). Dense counts
    its two matrix products, heads * (2 n^2 d + 2 n^2 d_v), and holds heads * 2 n^2 numbers.
    Raises ValueError for a size that is no whole number above 0, an unknown method or dtype.
    Source: Vaswani et al. 2017, table 1.

    >>> attention_cost(1024, 64).flops
    268435456
    """
    length, dim = count("length", length, MAX_SIZE), count("dim", dim, MAX_SIZE)
    heads = count("heads", heads, MAX_SIZE)
    width = dim if value_dim is None else count("value_dim", value_dim, MAX_SIZE)
    if method not in METHODS:
        raise ValueError(f"method must be one of {', '.join(METHODS)}, got {method!r:.60}")
    if dtype not in BYTES:
        raise ValueError(f"dtype must be one of {', '.join(BYTES)}, got {dtype!r:.60}")
    cells = heads * length**2
    per_head = "d" if width == dim else "(d + d_v)"
    return AttentionCost(
        flops=2 * cells * dim + 2 * cells * width,
        bytes=2 * cells * BYTES[dtype],
        time_order=_order(heads, f"n^2 {per_head}"),
        memory_order=_order(heads, "n^2"),
    )


def _order(heads: int, one_head: str) -> str:
    return f"O(h {one_head})" if heads > 1 else f"O({one_head})"
