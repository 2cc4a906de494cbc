"""One line of numpy for every step of every computation."""

from collections.abc import Callable

import numpy as np

from ..computations import Derivation
from ..cost import METHODS
from .python_cost import COST
from .python_serving import SERVING, SIZES
from .statements import Code, Given

# Functions that the steps call, keyed by the beginning of a call.
HELPERS = {
    "softmax(": '''\
def softmax(scores):
    """Weights over the last axis that sum to 1."""
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
''',
    "softmax_or_zero(": '''\
def softmax_or_zero(scores):
    """Weights over the last axis that sum to 1; all 0 where every key is hidden."""
    largest = scores.max(axis=-1, keepdims=True)
    exponentials = np.exp(scores - np.where(np.isneginf(largest), 0, largest))
    sums = exponentials.sum(axis=-1, keepdims=True)
    return exponentials / np.where(sums == 0, 1, sums)
''',
    "phi(": '''\
def phi(x):
    """elu(x) + 1: positive features."""
    return np.where(x > 0, x + 1, np.exp(np.minimum(x, 0)))
''',
    "turned(": '''\
def turned(x, angles):
    """Pairs of neighboring columns, each turned by its angle."""
    even, odd = x[:, 0::2], x[:, 1::2]
    first = even * np.cos(angles) - odd * np.sin(angles)
    second = even * np.sin(angles) + odd * np.cos(angles)
    return np.stack([first, second], axis=-1).reshape(x.shape)
''',
    "roots_of(": '''\
def roots_of(trace, determinant):
    """The two numbers with this sum and this product, the larger first."""
    larger = trace / 2 + np.sqrt(max(trace * trace / 4 - determinant, 0))
    return np.maximum([larger, determinant / larger if larger else 0.0], 0)
''',
    "split(": '''\
def split(x, heads):
    """(n, heads * d) to (heads, n, d): a head is a block of columns."""
    return x.reshape(*x.shape[:-1], heads, -1).swapaxes(-3, -2)
''',
}


def _transposed(name: str) -> Callable[[Derivation], str]:
    return lambda found: f"{name}.T" if found[name].ndim == 2 else f"{name}.swapaxes(-1, -2)"


def _times_transposed(first: str, second: str) -> Code:
    right = _transposed(second)
    return lambda found, given: f"{first} @ {right(found)}"


def _scores(found: Derivation, given: Given) -> str:
    if given.get("scale") is not None:
        return "dot_products * scale"
    return "dot_products / np.sqrt(query.shape[-1])"


def _masked(found: Derivation, given: Given) -> str:
    if given.get("is_causal"):
        return "np.where(np.tri(*scores.shape[-2:], dtype=bool), scores, -np.inf)"
    if np.asarray(given["attn_mask"]).dtype == bool:
        return "np.where(attn_mask, scores, -np.inf)"
    return "scores + attn_mask"


def _weights(found: Derivation, given: Given) -> str:
    if "masked_scores" not in found:
        return "softmax(scores)"
    hides_all = bool(np.isneginf(found["masked_scores"]).all(axis=-1).any())
    return f"softmax{'_or_zero' if hides_all else ''}(masked_scores)"


def _heads_of_keys(weights: str) -> Code:
    def code(found: Derivation, given: Given) -> str:
        split = f"split(X @ {weights}, num_kv_heads)"
        shared = found["num_kv_heads"] < found["num_heads"]
        return f"{split}.repeat(num_heads // num_kv_heads, axis=-3)" if shared else split

    return code


def _exponentials(found: Derivation, given: Given) -> str:
    shifted = "x - x.max(axis=-1, keepdims=True)"
    return (
        f"np.exp({shifted})"
        if given.get("temperature") is None
        else (f"np.exp(({shifted}) / temperature)")
    )


def _similarities(found: Derivation, given: Given) -> str:
    product = f"query_features @ {_transposed('key_features')(found)}"
    return f"np.tril({product})" if given.get("is_causal") else product


def _linear_weights(found: Derivation, given: Given) -> str:
    sums = "similarities.sum(axis=-1, keepdims=True)"
    if found["similarities"].sum(axis=-1).all():
        return f"similarities / {sums}"
    # Features can underflow: the engine gives such a row weights of 0.
    return f"similarities / np.where({sums} == 0, 1, {sums})"


def _terms_of_entropy(found: Derivation, given: Given) -> str:
    # The limit of w ln w at 0 is 0, which the plain expression does not give.
    if found["weights"].all():
        return "-weights * np.log(weights)"
    return "-weights * np.log(np.where(weights > 0, weights, 1))"


_ATTENTION: dict[str, Code] = {
    "dot_products": _times_transposed("query", "key"),
    "scores": _scores,
    "masked_scores": _masked,
    "weights": _weights,
    "output": "weights @ value",
}
_SOFTMAX: dict[str, Code] = {
    "exponentials": _exponentials,
    "sum": "exponentials.sum(axis=-1)",
    "weights": "exponentials / total[..., None]",
}
CODE: dict[str, dict[str, Code]] = {
    "dot_product": {"products": "query * key", "dot_product": "products.sum()"},
    "cosine_similarity": {
        "dot_product": "query @ key",
        "norms": "np.array([np.linalg.norm(query), np.linalg.norm(key)])",
        "cosine_similarity": "dot_product / norms[0] / norms[1]",
    },
    "softmax": _SOFTMAX,
    "scores": _ATTENTION,
    "attention_weights": _ATTENTION,
    "scaled_dot_product_attention": _ATTENTION,
    "self_attention": _ATTENTION | {"query": "X @ W_q", "key": "X @ W_k", "value": "X @ W_v"},
    "multi_head_attention": _ATTENTION
    | {
        "query": "split(X @ W_q, num_heads)",
        "key": _heads_of_keys("W_k"),
        "value": _heads_of_keys("W_v"),
        "heads": "(weights @ value).swapaxes(-3, -2).reshape(*X.shape[:-1], -1)",
        "output": "heads @ W_o",
    },
    "additive_scores": {
        "query_part": "query @ W_q.T",
        "key_part": "key @ W_k.T",
        "hidden": "np.tanh(query_part[..., :, None, :] + key_part[..., None, :, :])",
        "scores": "hidden @ v",
    },
    "bilinear_scores": {
        "transformed": "query @ W",
        "scores": _times_transposed("transformed", "key"),
    },
    "linear_attention": {
        "query_features": "phi(query)",
        "key_features": "phi(key)",
        "similarities": _similarities,
        "weights": _linear_weights,
        "output": "weights @ value",
    },
    "complexity": COST,
    **SERVING,
    "entropy": _SOFTMAX | {"terms": _terms_of_entropy, "entropy": "terms.sum(axis=-1)"},
    "softmax_jacobian": _SOFTMAX | {"jacobian": "np.diag(weights) - np.outer(weights, weights)"},
    "softmax_backward": _SOFTMAX
    | {"mean": "weights @ grad_weights", "gradient": "weights * (grad_weights - mean)"},
    "rotary_embedding": {
        "angles": "np.arange(len(x))[:, None] * base ** "
        "(-np.arange(0, x.shape[1], 2) / x.shape[1])",
        "rotated": "turned(x, angles)",
    },
    "sinusoidal_positions": {
        "angles": "position / 10000 ** (np.arange(0, dim, 2) / dim)",
        "encoding": "np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(-1)",
    },
    "projection": {
        "dot_product": "vector @ onto",
        "squared_length": "onto @ onto",
        "coefficient": "dot_product / squared_length",
        "projection": "coefficient * onto",
    },
    "singular_values": {
        "gram": "matrix.T @ matrix",
        "trace_and_determinant": "np.array([np.trace(gram), gram[0, 0] * gram[1, 1] - gram[0, 1] "
        "* gram[1, 0]])",
        "eigenvalues": "roots_of(*trace_and_determinant)",
        "singular_values": "np.sqrt(eigenvalues)",
    },
}


def code_of(derivation: Derivation, inputs: Given, step: str) -> str:
    """The right-hand side of a step's statement."""
    code = CODE[derivation.computation.name][step]
    return code if isinstance(code, str) else code(derivation, inputs)


def sizes_of(derivation: Derivation) -> dict[str, float]:
    """The numbers that the code needs, with defaults for those not given."""
    if derivation.computation.name == "multi_head_attention":
        return {name: derivation[name] for name in ("num_heads", "num_kv_heads")}
    if derivation.computation.name in ("rotary_embedding", "sinusoidal_positions"):
        return {name: derivation[name] for name in ("base", "dim") if name in derivation}
    if derivation.computation.name == "complexity":
        options = METHODS[derivation["method"]].options
        names = ("length", "dim", "value_dim", "heads", *options)
        return {name: derivation[name] for name in names}
    names = SIZES.get(derivation.computation.name, ())
    return {name: derivation[name] for name in names if name in derivation}
