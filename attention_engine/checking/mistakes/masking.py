"""Mistakes with the mask."""

import numpy as np

from ...attention import masked, stable_softmax
from ...computations import Derivation
from .catalogue import WEIGHTED, mistake


def _hidden(derivation: Derivation) -> np.ndarray | None:
    """True where a key is hidden; None where no key is."""
    mask = derivation.inputs["mask"]
    if mask is None or np.isfinite(mask).all():
        return None
    return np.broadcast_to(np.isneginf(mask), derivation["scores"].shape)


@mistake(
    "mask_ignored",
    title="The mask was left out",
    tells="You computed without the mask. Set the scores of hidden keys to minus infinity before "
    "softmax, so that their weights are 0.",
    of=WEIGHTED,
)
def mask_ignored(derivation: Derivation) -> np.ndarray | None:
    if derivation.inputs["mask"] is None:
        return None
    return derivation.finish(inputs={"mask": None})


@mistake(
    "mask_after_softmax",
    title="Masked after softmax, without sharing out anew",
    tells="You set weights to 0 after softmax, so your rows no longer sum to 1. Hide the scores "
    "before softmax: then the visible keys share out the whole 1.",
    of=WEIGHTED,
)
def mask_after_softmax(derivation: Derivation) -> np.ndarray | None:
    hidden = _hidden(derivation)
    if hidden is None:
        return None
    return derivation.finish(weights=np.where(hidden, 0, stable_softmax(derivation["scores"])))


@mistake(
    "mask_as_zero",
    title="Hidden scores set to 0 instead of minus infinity",
    tells="You set hidden scores to 0, but the exponential of 0 is 1, so hidden keys still get "
    "weight. Set them to minus infinity.",
    of=WEIGHTED,
)
def mask_as_zero(derivation: Derivation) -> np.ndarray | None:
    hidden = _hidden(derivation)
    if hidden is None:
        return None
    return derivation.finish(masked_scores=np.where(hidden, 0, derivation["scores"]))


@mistake(
    "mask_wrong_triangle",
    title="The wrong triangle was masked",
    tells="You hid the past and kept the future. A causal mask hides the keys after the query: "
    "the cells above the diagonal.",
    of=WEIGHTED,
)
def mask_wrong_triangle(derivation: Derivation) -> np.ndarray | None:
    if not derivation.inputs["is_causal"]:
        return None
    scores = derivation["scores"]
    length, keys = scores.shape[-2:]
    past = np.tri(length, keys, -1, dtype=bool)
    return derivation.finish(masked_scores=masked(scores, np.where(past, -np.inf, 0)))
