"""How far off each step of a computation can be when earlier steps are: one rule per step.

A rule takes what is known so far and returns a bound for each number of its step, before the step
itself is rounded. The bounds hold for changes of any size, not only for small ones.
"""

import numpy as np

from . import after_softmax, linear_algebra, positions
from .attention import average, joined_heads, masked, mixed_heads, scaled, softmax_weights
from .others import (
    cosine,
    hidden_units,
    linear_average,
    of_similarities,
    shared_out,
    similarities,
    sum_of_exponentials,
)
from .rounded import Rounded, Rule, exact, product

__all__ = ["RULES", "Rounded", "Rule"]

_WEIGHTS: dict[str, Rule] = {
    "dot_products": product("query", "key", transposed=True),
    "scores": scaled,
    "masked_scores": masked,
    "weights": softmax_weights,
}
_SOFTMAX: dict[str, Rule] = {
    "exponentials": exact("exponentials"),
    "sum": sum_of_exponentials,
    "weights": shared_out,
}
_PROJECTED = {name: exact(name) for name in ("query", "key", "value")}
RULES: dict[str, dict[str, Rule]] = {
    "dot_product": {
        "products": exact("products"),
        "dot_product": lambda rounded: np.asarray(rounded.error("products").sum()),
    },
    "cosine_similarity": {
        "dot_product": exact("dot_product"),
        "norms": exact("norms"),
        "cosine_similarity": cosine,
    },
    "softmax": _SOFTMAX,
    "entropy": _SOFTMAX | {"terms": after_softmax.terms, "entropy": after_softmax.entropy},
    "softmax_jacobian": _SOFTMAX | {"jacobian": after_softmax.jacobian},
    "softmax_backward": _SOFTMAX
    | {"mean": after_softmax.mean_gradient, "gradient": after_softmax.gradient_of_scores},
    "scores": _WEIGHTS,
    "attention_weights": _WEIGHTS,
    "scaled_dot_product_attention": _WEIGHTS | {"output": average},
    "self_attention": _PROJECTED | _WEIGHTS | {"output": average},
    "multi_head_attention": _PROJECTED | _WEIGHTS | {"heads": joined_heads, "output": mixed_heads},
    "additive_scores": {
        "query_part": exact("query_part"),
        "key_part": exact("key_part"),
        "hidden": hidden_units,
        "scores": product("hidden", "v"),
    },
    "bilinear_scores": {
        "transformed": exact("transformed"),
        "scores": product("transformed", "key", transposed=True),
    },
    "linear_attention": {
        "query_features": exact("query_features"),
        "key_features": exact("key_features"),
        "similarities": similarities,
        "weights": of_similarities,
        "output": linear_average,
    },
    "projection": {
        "dot_product": exact("dot_product"),
        "squared_length": exact("squared_length"),
        "coefficient": linear_algebra.coefficient,
        "projection": linear_algebra.projection,
    },
    "singular_values": {
        "gram": exact("gram"),
        "trace_and_determinant": linear_algebra.trace_and_determinant,
        "eigenvalues": linear_algebra.eigenvalues,
        "singular_values": linear_algebra.singular_values,
    },
    "rotary_embedding": {"angles": exact("angles"), "rotated": positions.rotated},
    "sinusoidal_positions": {"angles": exact("angles"), "encoding": positions.encoding},
}
