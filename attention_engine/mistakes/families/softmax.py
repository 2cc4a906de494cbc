"""Mistakes in the softmax."""

import numpy as np

from ...attention import masked_softmax
from ...computations import Values
from ...computations.attention import shown_scores
from ..registry import WEIGHTED, mistake

FROM_SCORES = ("entropy", "softmax_jacobian", "softmax_backward")
# Where there can be more than one row of scores.
_BY_ROWS = ("softmax", *WEIGHTED)
TEMPERED = ("softmax", "entropy")


@mistake(
    "softmax_over_queries",
    at="weights",
    title="Softmax over the columns instead of the rows",
    tells="You took softmax along the columns of the scores. Each query distributes its attention "
    "over the keys, so each row of weights must sum to 1: take softmax along each row.",
    of=_BY_ROWS,
)
def softmax_over_queries(values: Values) -> np.ndarray | None:
    scores = _logits(values)
    return masked_softmax(scores, axis=-2) if scores.ndim > 1 else None


@mistake(
    "softmax_whole_matrix",
    at="weights",
    title="One softmax over the whole matrix",
    tells="You took one softmax over all scores together. Take a separate softmax for each row: "
    "the weights of every query sum to 1.",
    of=_BY_ROWS,
)
def softmax_whole_matrix(values: Values) -> np.ndarray | None:
    scores = _logits(values)
    if scores.ndim < 2:
        return None
    flat = masked_softmax(scores.reshape(*scores.shape[:-2], -1))
    return flat.reshape(scores.shape)


@mistake(
    "not_normalised",
    at="weights",
    title="The division by the row's sum is missing",
    tells="You took the exponentials but did not divide them by the sum of their row. After "
    "the division each row sums to 1.",
    of=("softmax", *WEIGHTED, *FROM_SCORES),
)
def not_normalised(values: Values) -> np.ndarray:
    return np.exp(_logits(values))


@mistake(
    "no_exponential",
    at="weights",
    title="Divided the scores by their sum, without the exponential",
    tells="You divided the scores by their sum. Take the exponential of each score first, then "
    "divide by the sum of the exponentials.",
    of=("softmax", *WEIGHTED),
)
def no_exponential(values: Values) -> np.ndarray | None:
    scores = _seen(values)
    sums = scores.sum(axis=-1, keepdims=True)
    return scores / sums if sums.all() else None


@mistake(
    "scores_not_weights",
    at="weights",
    title="These are the scores, not the weights",
    tells="You stopped at the scores. One step is missing: softmax turns each row of scores into "
    "weights that sum to 1.",
    of=("attention_weights", "softmax"),
)
def scores_not_weights(values: Values) -> np.ndarray:
    return _logits(values) if "x" in values else values["scores"]


@mistake(
    "softmax_left_out",
    at="weights",
    title="The scores were used as weights, without softmax",
    tells="You averaged the values with the scores themselves. Softmax comes first: it turns each "
    "row of scores into weights that sum to 1.",
    of=WEIGHTED[1:],
)
def softmax_left_out(values: Values) -> np.ndarray:
    return _seen(values)


@mistake(
    "temperature_ignored",
    at="exponentials",
    title="The temperature was left out",
    tells="You took softmax at temperature 1. Divide every score by the temperature {T} first.",
    of=TEMPERED,
)
def temperature_ignored(values: Values) -> np.ndarray:
    return _exponentials(values["x"])


@mistake(
    "temperature_multiplied",
    at="exponentials",
    title="Multiplied by the temperature instead of divided",
    tells="You multiplied the scores by the temperature. Divide them by {T}: a high temperature "
    "must make the weights more even.",
    of=TEMPERED,
)
def temperature_multiplied(values: Values) -> np.ndarray:
    return _exponentials(values["x"] * values["temperature"])


def _exponentials(logits: np.ndarray) -> np.ndarray:
    return np.exp(logits - logits.max(axis=-1, keepdims=True))


def _logits(values: Values) -> np.ndarray:
    """The numbers that the exponential is taken of."""
    return values["x"] / values["temperature"] if "x" in values else shown_scores(values)


def _seen(values: Values) -> np.ndarray:
    """The logits, with 0 for hidden ones so that they add nothing to their row."""
    logits = _logits(values)
    return np.where(np.isfinite(logits), logits, 0)
