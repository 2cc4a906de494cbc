"""Makes items and variants for tests in one line."""

from typing import Any

from quizzes.items import Kind, kind_of, make_variant, parse_spec

IDENTITY = "question/item"


def spec_of(**fields: Any):
    return parse_spec({"key": "item", "ask": "Ask?", "explain": "Because."} | fields)


def kind(seed: int = 1, version: int = 1, **fields: Any) -> Kind:
    spec = spec_of(**fields)
    return kind_of(spec, make_variant(IDENTITY, version, spec, seed))


WEIGHTS = {
    "kind": "matrix",
    "computation": "attention_weights",
    "givens": {"query": "halves(2, 4)", "key": "halves(3, 4)"},
    "decimals": 3,
}
SOFTMAX = {
    "kind": "vector",
    "computation": "softmax",
    "givens": {"x": "distinct(4)"},
    "decimals": 3,
}
CHOICE = {
    "kind": "choice",
    "options": [
        {"text": "Yes", "why": "It is.", "right": True},
        {"text": "No", "why": "It is not."},
        {"text": "Perhaps", "why": "It is sure."},
    ],
}
CHOICES = {
    "kind": "choices",
    "options": [
        {"text": "One", "why": "Holds.", "right": True},
        {"text": "Two", "why": "Holds.", "right": True},
        {"text": "Three", "why": "Does not."},
        {"text": "Four", "why": "Does not."},
    ],
}
COMPUTED_CHOICE = SOFTMAX | {"kind": "choice", "givens": {"x": "distinct(3)"}}
SHAPE = {
    "kind": "shape",
    "computation": "scores",
    "givens": {"query": "halves(2, 4)", "key": "halves(5, 4)"},
    "of": "scores",
}
GROWTH = {
    "kind": "big_o",
    "computation": "complexity",
    "givens": {"length": 8, "dim": 4},
    "of": "time_order",
}
COUNT = {
    "kind": "count",
    "computation": "complexity",
    "givens": {"length": "pick(1024, 2048)", "dim": "pick(48, 80)", "heads": 12},
}
ORDER = {"kind": "order", "lines": ["First", "Second", "Third", "Fourth"]}
STEPS = WEIGHTS | {
    "kind": "steps",
    "givens": {"query": "halves(2, 4)", "key": "halves(2, 4)", "is_causal": True},
}
EVERY_KIND = {
    "choice": CHOICE,
    "choices": CHOICES,
    "computed_choice": COMPUTED_CHOICE,
    "number": {
        "kind": "number",
        "computation": "dot_product",
        "givens": {"query": "integers(3)", "key": "integers(3)"},
        "decimals": 1,
    },
    "vector": SOFTMAX,
    "matrix": WEIGHTS,
    "shape": SHAPE,
    "order": ORDER,
    "big_o": GROWTH,
    "count": COUNT,
    "steps": STEPS,
}
