"""Mistakes in the backward pass through softmax."""

import numpy as np

from ...computations import Values
from ..registry import mistake

_JACOBIAN = ("softmax_jacobian",)
_BACKWARD = ("softmax_backward",)


@mistake(
    "off_diagonal_left_out",
    at="jacobian",
    title="Only the diagonal was filled in",
    tells="You took each weight to depend on its own score alone. A score also lowers all other "
    "weights: off the diagonal are the products -w_i w_j.",
    of=_JACOBIAN,
)
def off_diagonal_left_out(values: Values) -> np.ndarray:
    weights = values["weights"]
    return np.diag(weights * (1 - weights))


@mistake(
    "off_diagonal_sign",
    at="jacobian",
    title="The products off the diagonal need a minus sign",
    tells="Off the diagonal you have w_i w_j. They are negative: a score that grows takes weight "
    "from all others.",
    of=_JACOBIAN,
)
def off_diagonal_sign(values: Values) -> np.ndarray:
    weights = values["weights"]
    return np.outer(weights, weights) + np.diag(weights - 2 * weights * weights)


@mistake(
    "identity_left_out",
    at="jacobian",
    title="The term of the own score is missing",
    tells="You have -w_i w_j everywhere. On the diagonal w_i is added: w_i (1 - w_i).",
    of=_JACOBIAN,
)
def identity_left_out(values: Values) -> np.ndarray:
    return -np.outer(values["weights"], values["weights"])


@mistake(
    "products_left_out",
    at="jacobian",
    title="The products of the weights are missing",
    tells="You have the weights on the diagonal and nothing else. From each cell the product "
    "w_i w_j is subtracted.",
    of=_JACOBIAN,
)
def products_left_out(values: Values) -> np.ndarray:
    return np.diag(values["weights"])


@mistake(
    "mean_left_out",
    at="gradient",
    title="The mean was not subtracted",
    tells="You multiplied each weight with its gradient. Subtract the mean of the gradient first: "
    "raising a score takes weight from all others.",
    of=_BACKWARD,
)
def mean_left_out(values: Values) -> np.ndarray:
    return values["weights"] * values["grad_weights"]


@mistake(
    "mean_not_weighted",
    at="mean",
    title="The plain mean instead of the weighted mean",
    tells="You subtracted the plain average of the gradient. Each number counts with its weight: "
    "m is the sum of w_j g_j.",
    of=_BACKWARD,
)
def mean_not_weighted(values: Values) -> np.ndarray:
    return np.asarray(values["grad_weights"].mean())


@mistake(
    "own_derivative_alone",
    at="gradient",
    title="Only the derivative with respect to its own score",
    tells="You multiplied with w_i (1 - w_i), as if each weight depended on its own score alone. "
    "All weights move when one score does: w_i (g_i - m).",
    of=_BACKWARD,
)
def own_derivative_alone(values: Values) -> np.ndarray:
    weights = values["weights"]
    return weights * (1 - weights) * values["grad_weights"]


@mistake(
    "weights_left_out",
    at="gradient",
    title="The weights were left out at the end",
    tells="You have g_i - m. Multiply by the weight w_i: what has little weight hardly moves.",
    of=_BACKWARD,
)
def weights_left_out(values: Values) -> np.ndarray:
    return values["grad_weights"] - values["mean"]
