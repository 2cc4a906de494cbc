"""Mistakes with the mask."""

from collections.abc import Callable

import numpy as np

from ...attention import masked, stable_softmax
from ...computations import Values
from ..registry import WEIGHTED, mistake

MASKED = (*WEIGHTED, "linear_attention")
# Linear attention applies the mask to its similarities, after the products.
SHOWN = ("masked_scores", "similarities")


@mistake(
    "mask_ignored",
    at=SHOWN,
    title="The mask was left out",
    tells="You computed without the mask. A hidden key must have no weight: mask its score before "
    "softmax.",
    of=MASKED,
)
def mask_ignored(values: Values) -> np.ndarray:
    return _unmasked(values)


@mistake(
    "mask_after_softmax",
    at="weights",
    title="Masked after softmax without renormalizing",
    tells="You set weights to 0 after softmax, so your rows no longer sum to 1. Mask the scores "
    "before softmax: then the weights of the visible keys sum to 1.",
    of=WEIGHTED,
)
def mask_after_softmax(values: Values) -> np.ndarray | None:
    hidden = _hidden(values)
    return None if hidden is None else np.where(hidden, 0, stable_softmax(values["scores"]))


@mistake(
    "mask_as_zero",
    at="masked_scores",
    title="Hidden scores set to 0 instead of minus infinity",
    tells="You set hidden scores to 0, but the exponential of 0 is 1, so hidden keys still get "
    "weight. Set them to minus infinity.",
    of=WEIGHTED,
)
def mask_as_zero(values: Values) -> np.ndarray | None:
    hidden = _hidden(values)
    return None if hidden is None else np.where(hidden, 0, values["scores"])


@mistake(
    "mask_wrong_triangle",
    at=SHOWN,
    title="The wrong triangle was masked",
    tells="You hid the past and kept the future. A causal mask hides the keys after the query: "
    "the cells above the diagonal.",
    of=MASKED,
)
def mask_wrong_triangle(values: Values) -> np.ndarray | None:
    return _seeing(values, lambda square: np.triu(square))


@mistake(
    "mask_hides_diagonal",
    at=SHOWN,
    title="The diagonal was masked as well",
    tells="You hid the diagonal too. A causal mask hides only what comes after: every position "
    "sees itself, so the first query sees the first key.",
    of=MASKED,
)
def mask_hides_diagonal(values: Values) -> np.ndarray | None:
    return _seeing(values, lambda square: np.tril(square, -1))


def _unmasked(values: Values) -> np.ndarray:
    if "query_features" in values:
        return values["query_features"] @ values["key_features"].mT
    return values["scores"]


def _seeing(values: Values, part: Callable[[np.ndarray], np.ndarray]) -> np.ndarray | None:
    """The scores with `part` of them visible in place of the causal part; None if not causal."""
    if not values["is_causal"]:
        return None
    scores = _unmasked(values)
    allowed = part(np.ones(scores.shape[-2:], dtype=bool))
    if "query_features" in values:
        return np.where(allowed, scores, 0)
    return masked(scores, np.where(allowed, 0, -np.inf))


def _hidden(values: Values) -> np.ndarray | None:
    """True where a key is hidden; None if no key is."""
    mask = values["mask"]
    if mask is None or np.isfinite(mask).all():
        return None
    return np.broadcast_to(np.isneginf(mask), values["scores"].shape)
