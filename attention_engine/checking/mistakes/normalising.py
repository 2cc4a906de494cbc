"""Mistakes in the softmax."""

import numpy as np

from ...attention import masked_softmax
from ...computations import Derivation
from ...computations.attention import shown_scores
from .catalogue import WEIGHTED, mistake


@mistake(
    "softmax_over_queries",
    title="Softmax over the columns instead of the rows",
    tells="Your columns sum to 1. Each query shares out its attention among the keys, so the "
    "rows must sum to 1: take softmax along each row.",
    of=WEIGHTED,
)
def softmax_over_queries(derivation: Derivation) -> np.ndarray:
    return derivation.finish(weights=masked_softmax(_shown(derivation), axis=-2))


@mistake(
    "softmax_whole_matrix",
    title="One softmax over the whole matrix",
    tells="All your weights together sum to 1. Take a softmax of its own for each row: every "
    "query has a whole 1 to share out.",
    of=WEIGHTED,
)
def softmax_whole_matrix(derivation: Derivation) -> np.ndarray:
    scores = _shown(derivation)
    flat = masked_softmax(scores.reshape(*scores.shape[:-2], -1))
    return derivation.finish(weights=flat.reshape(scores.shape))


@mistake(
    "not_normalised",
    title="The division by the row's sum is missing",
    tells="You took the exponentials but did not divide them by the sum of their row. After "
    "the division each row sums to 1.",
    of=("softmax", *WEIGHTED),
)
def not_normalised(derivation: Derivation) -> np.ndarray:
    return derivation.finish(weights=np.exp(_logits(derivation)))


@mistake(
    "no_exponential",
    title="Divided the scores by their sum, without the exponential",
    tells="You divided the scores by their sum. Take the exponential of each score first, then "
    "divide by the sum of the exponentials.",
    of=("softmax", *WEIGHTED),
)
def no_exponential(derivation: Derivation) -> np.ndarray | None:
    logits = _logits(derivation)
    # A hidden score has no part in the row.
    scores = np.where(np.isfinite(logits), logits, 0)
    sums = scores.sum(axis=-1, keepdims=True)
    return derivation.finish(weights=scores / sums) if sums.all() else None


@mistake(
    "scores_not_weights",
    title="These are the scores, not the weights",
    tells="You stopped at the scores. One step is missing: softmax turns each row of scores into "
    "weights that sum to 1.",
    of=("attention_weights", "softmax"),
)
def scores_not_weights(derivation: Derivation) -> np.ndarray:
    if derivation.computation.name == "softmax":
        return _logits(derivation)
    return derivation["scores"]


@mistake(
    "temperature_ignored",
    title="The temperature was left out",
    tells="You took softmax at temperature 1. Divide every score by the temperature {T} first.",
    of=("softmax",),
)
def temperature_ignored(derivation: Derivation) -> np.ndarray:
    return derivation.finish(inputs={"temperature": 1.0})


@mistake(
    "temperature_multiplied",
    title="Multiplied by the temperature instead of divided",
    tells="You multiplied the scores by the temperature. Divide them by {T}: a high temperature "
    "must make the weights more even.",
    of=("softmax",),
)
def temperature_multiplied(derivation: Derivation) -> np.ndarray:
    return derivation.finish(inputs={"temperature": 1 / derivation["temperature"]})


def _shown(derivation: Derivation) -> np.ndarray:
    return shown_scores(derivation.steps)


def _logits(derivation: Derivation) -> np.ndarray:
    """What the exponential is taken of."""
    if derivation.computation.name == "softmax":
        return derivation["x"] / derivation["temperature"]
    return _shown(derivation)
