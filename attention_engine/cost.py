"""What attention costs: FLOPs, bytes, and the orders a person would write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .inputs import InputError, count

MAX_SIZE = 10**9
BYTES = {"float64": 8, "float32": 4, "float16": 2, "bfloat16": 2}


@dataclass(frozen=True)
class AttentionCost:
    """`flops`: one multiply-add is 2. `bytes`: what is held at once, scores and weights (for
    linear attention its sums). `kv_bytes`: the keys and values of all positions, as a cache holds
    them. `time_order` and `memory_order` are written as `O(n^2 d)`."""

    flops: int
    bytes: int
    time_order: str
    memory_order: str
    kv_bytes: int


@dataclass(frozen=True)
class Method:
    """`options` are the further sizes that it needs; `cells` counts the scores of one head, None if
    it makes no scores; `row` is how many there are in a row, as the orders write it."""

    name: str
    options: tuple[str, ...]
    cells: Callable[..., int] | None
    row: str


def local_cells(length: int, window: int) -> int:
    """Cells with abs(i - j) <= window."""
    window = min(window, length - 1)
    return length + 2 * window * length - window * (window + 1)


def local_global_cells(length: int, window: int, global_tokens: int) -> int:
    """Cells of `local_global_mask`: the window, and the rows and columns of the first tokens."""
    rest = max(length - global_tokens, 0)
    return length**2 - rest**2 + (local_cells(rest, window) if rest else 0)


def strided_cells(length: int, stride: int) -> int:
    """Cells of `strided_mask`: abs(i - j) < stride or (i - j) % stride == 0."""
    jumps = (length - 1) // stride
    return local_cells(length, stride - 1) + 2 * jumps * length - stride * jumps * (jumps + 1)


METHODS = {
    method.name: method
    for method in (
        Method("dense", (), lambda length: length**2, "n"),
        Method("local", ("window",), local_cells, "w"),
        Method("local_global", ("window", "global_tokens"), local_global_cells, "(w + g)"),
        Method("strided", ("stride",), strided_cells, "(s + n/s)"),
        Method("additive", ("hidden_dim",), lambda length, hidden_dim: length**2, "n"),
        Method("linear", (), None, ""),
    )
}
# Sizes that may be 0.
FROM_ZERO = ("window", "global_tokens")


def attention_cost(
    length: int,
    dim: int,
    method: str = "dense",
    value_dim: int | None = None,
    heads: int = 1,
    dtype: str = "float32",
    num_kv_heads: int | None = None,
    **options: int,
) -> AttentionCost:
    """The cost of one layer of self-attention over `length` positions, projections left out.

    `dim` is one head's width d, `value_dim` its values' width d_v (None: the same); with fewer
    `num_kv_heads`, heads share keys and values. Methods: `dense`; `local` (window=w);
    `local_global` (window=w, global_tokens=g); `strided` (stride=s); `additive` (hidden_dim=a);
    `linear`. Dense counts its two matrix products, heads * (2 n^2 d + 2 n^2 d_v), and holds
    heads * 2 n^2 numbers; a pattern counts its cells in place of n^2. Additive: 2 n d a for each
    of two products, and per cell 2 a for sum and tanh and 2 a for the product with v. Linear:
    2 n d d_v each for phi(K)^T V and for phi(Q) times it; it holds d d_v + d numbers a head.
    Raises ValueError for a size that is not a whole number in its range, an unknown method, dtype
    or option, and a missing option.
    Source: Vaswani et al. 2017, table 1; Child et al. 2019; Katharopoulos et al. 2020, section 3.2.

    >>> attention_cost(1024, 64).flops
    268435456
    >>> attention_cost(1024, 64, method="local", window=128).time_order
    'O(n w d)'
    """
    if not isinstance(method, str) or method not in METHODS:
        raise InputError(
            f"method must be one of {', '.join(METHODS)}, got {method!r:.60}", "method"
        )
    if not isinstance(dtype, str) or dtype not in BYTES:
        raise InputError(f"dtype must be one of {', '.join(BYTES)}, got {dtype!r:.60}", "dtype")
    sizes = checked_sizes(length, dim, method, value_dim, heads, num_kv_heads, options)
    cells = cells_of(method, sizes)
    numbers = 2 * cells if cells else sizes["dim"] * (sizes["value_dim"] + 1)
    times, holds = _orders(method, sizes)
    kept = sizes["num_kv_heads"] * sizes["length"] * (sizes["dim"] + sizes["value_dim"])
    return AttentionCost(
        flops=sizes["heads"] * sum(flops_of_one_head(method, sizes)),
        bytes=sizes["heads"] * numbers * BYTES[dtype],
        time_order=_order(times, sizes["heads"]),
        memory_order=_order(holds, sizes["heads"]),
        kv_bytes=kept * BYTES[dtype],
    )


def checked_sizes(
    length: int,
    dim: int,
    method: str,
    value_dim: int | None,
    heads: int,
    num_kv_heads: int | None,
    options: Mapping[str, int | None],
) -> dict[str, int]:
    """All sizes by name, with defaults filled in. Raises ValueError as `attention_cost` does."""
    wanted = METHODS[method].options
    given = {name: value for name, value in options.items() if value is not None}
    for name in given:
        if name not in wanted:
            takes = f"takes {', '.join(wanted)}" if wanted else "takes no further options"
            raise InputError(
                f"{name} is not an option of the method {method}, which {takes}", name, "method"
            )
    for name in wanted:
        if name not in given:
            raise InputError(f"{name} is missing: the method {method} needs it", name, "method")
    sizes = {
        "length": count("length", length, MAX_SIZE),
        "dim": count("dim", dim, MAX_SIZE),
        "heads": count("heads", heads, MAX_SIZE),
    }
    sizes["value_dim"] = _or(value_dim, "value_dim", sizes["dim"])
    sizes["num_kv_heads"] = _or(num_kv_heads, "num_kv_heads", sizes["heads"])
    if sizes["heads"] % sizes["num_kv_heads"]:
        raise InputError(
            f"num_kv_heads must divide heads {heads}, got {num_kv_heads}", "num_kv_heads", "heads"
        )
    for name, value in given.items():
        sizes[name] = count(name, value, MAX_SIZE, 0 if name in FROM_ZERO else 1)
    return sizes


def cells_of(method: str, sizes: dict[str, int]) -> int:
    """How many scores one head computes; 0 if it makes none."""
    found = METHODS[method]
    if found.cells is None:
        return 0
    return found.cells(sizes["length"], *(sizes[name] for name in found.options))


def flops_of_one_head(method: str, sizes: dict[str, int]) -> tuple[int, ...]:
    """FLOPs of the scores (for linear attention: of its sums) and of the output."""
    cells, d, d_v = cells_of(method, sizes), sizes["dim"], sizes["value_dim"]
    if method == "linear":
        return 2 * sizes["length"] * d * d_v, 2 * sizes["length"] * d * d_v
    if method == "additive":
        hidden = sizes["hidden_dim"]
        return 4 * sizes["length"] * d * hidden + 4 * cells * hidden, 2 * cells * d_v
    return 2 * cells * d, 2 * cells * d_v


def _or(value: int | None, name: str, otherwise: int) -> int:
    return otherwise if value is None else count(name, value, MAX_SIZE)


def _orders(method: str, sizes: dict[str, int]) -> tuple[str, str]:
    """The orders of time and memory of one head, without the O."""
    same = sizes["value_dim"] == sizes["dim"]
    if method == "linear":
        return ("n d^2", "d^2") if same else ("n d d_v", "d d_v")
    width = "d" if same else "(d + d_v)"
    if method == "additive":
        width = "(a + d)" if same else "(a + d_v)"
    row = METHODS[method].row
    pairs = "n^2" if row == "n" else f"n {row}"
    return f"{pairs} {width}", pairs


def _order(one_head: str, heads: int) -> str:
    return f"O(h {one_head})" if heads > 1 else f"O({one_head})"
