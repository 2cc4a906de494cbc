"""Advice for arrays beyond the limits: what they would cost, and where to compute them instead."""

from dataclasses import dataclass

from attention_engine import attention_cost
from quizzes.numbers.givens_form import Givens
from quizzes.numbers.limits import MAX_NUMBERS, MAX_SIDE, TooLarge

LIMIT = (
    f"Worked out here are up to {MAX_SIDE} rows, {MAX_SIDE} columns and {MAX_NUMBERS} numbers in "
    "each array, so that every number of every step can be read."
)
# The engine call for each computation; its name and result can differ from the page's.
CALLS = {
    "scores": "scaled_dot_product_scores(query, key)",
    "attention_weights": "scaled_dot_product_attention(query, key, value).weights",
    "scaled_dot_product_attention": "scaled_dot_product_attention(query, key, value).output",
    "self_attention": "self_attention(X, W_q, W_k, W_v).output",
    "multi_head_attention": "multi_head_attention(X, W_q, W_k, W_v, W_o, num_heads).output",
    "linear_attention": "linear_attention(query, key, value).output",
    "bilinear_scores": "bilinear_scores(query, key, W)",
    "additive_scores": "additive_scores(query, key, W_q, W_k, v)",
    "softmax": "softmax(x)",
    "dot_product": "dot_product_scores([query], [key])",
    "cosine_similarity": "cosine_scores([query], [key])",
    "entropy": "attention_entropy(softmax(x))",
    "softmax_jacobian": "softmax_jacobian(softmax(x))",
    "rotary_embedding": "rotary_embedding(x)",
    "projection": "projection(vector, onto)",
    "singular_values": "singular_values(matrix)",
}
PREFIXES = [(prefix, 1000**power) for power, prefix in enumerate(("", "k", "M", "G", "T", "P"))]
# Computations with n × n scores, each a dot product of width d.
DENSE = (
    "scores",
    "attention_weights",
    "scaled_dot_product_attention",
    "self_attention",
    "multi_head_attention",
)


@dataclass(frozen=True)
class Advice:
    """`cost` is empty if the computation has no n × n scores."""

    cost: str
    limit: str
    call: str


def advice_on(givens: Givens) -> Advice | None:
    """What to do if an array is beyond the limits; None if none is."""
    if not any(isinstance(given.cause, TooLarge) for given in givens.faulty()):
        return None
    call = CALLS.get(givens.computation)
    return Advice(_cost(givens), LIMIT, f"attention_engine.{call}") if call else None


def _cost(givens: Givens) -> str:
    shapes = givens.shapes()
    rows = [shapes[name][-2] for name in ("query", "key", "X") if len(shapes.get(name, ())) > 1]
    width = next((shapes[name][-1] for name in ("query", "W_q", "X") if shapes.get(name)), 0)
    if givens.computation not in DENSE or not rows or not width:
        return ""
    cost = attention_cost(length=max(rows), dim=width)
    return (
        f"{max(rows):,} × {max(rows):,} scores of width {width:,}: "
        f"{amount(cost.flops, 'FLOP')}s and {amount(cost.bytes, 'B')} "
        "for scores and weights in float32."
    )


def amount(count: int, unit: str) -> str:
    """A count with a decimal prefix and two or three digits: `2.1 GFLOP`, `134 MB`."""
    prefix = next((p for p, size in PREFIXES if count < 999.5 * size), PREFIXES[-1][0])
    size = count / dict(PREFIXES)[prefix]
    digits = f"{size:.2g}" if size < 9.95 else f"{size:.0f}"
    return f"{digits} {prefix}{unit}"
