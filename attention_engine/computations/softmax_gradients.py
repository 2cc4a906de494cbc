"""Softmax backward by hand: its Jacobian, and the gradient with respect to the scores."""

from typing import Any

import numpy as np

from .. import inputs as accept
from ..latex import latex_number, latex_of
from .base import Computation, Index, Parameter, Step, Values, register
from .softmax import STEPS, checked
from .vectors import in_brackets, sum_of_products

SCORES = Parameter("x", "vector", "the scores of one query")
GRAD_WEIGHTS = Parameter(
    "grad_weights", "vector", "the gradient of the loss with respect to the weights"
)


def _check(x: Any) -> dict[str, Any]:
    return checked(accept.vector("x", x), 1.0)


def _check_backward(x: Any, grad_weights: Any) -> dict[str, Any]:
    x, grad_weights = accept.together(
        x=accept.vector("x", x), grad_weights=accept.vector("grad_weights", grad_weights)
    )
    if len(grad_weights) != len(x):
        raise accept.InputError(
            f"grad_weights has {len(grad_weights)} numbers but x has {len(x)}: "
            "both need one number for each weight",
            "grad_weights",
            "x",
        )
    return checked(x, 1.0) | {"grad_weights": grad_weights}


def _jacobian(values: Values) -> np.ndarray:
    weights = values["weights"]
    return weights[:, None] * (np.eye(len(weights)) - weights)


def _written_jacobian(values: Values) -> str:
    weights = latex_of(values["weights"])
    return rf"\mathrm{{diag}}\,{weights} - {weights}^\top {weights}"


def _cell_of_jacobian(values: Values, index: Index) -> str:
    weights, (row, column) = values["weights"], index
    same = "1" if row == column else "0"
    first, second = latex_number(weights[row]), latex_number(weights[column])
    return rf"{first} \cdot ({same} - {second})"


def _cell_of_gradient(values: Values, index: Index) -> str:
    weight, change = (latex_number(values[name][index]) for name in ("weights", "grad_weights"))
    return rf"{weight} \cdot ({change} - {in_brackets(values['mean'])})"


def _written_gradient(values: Values) -> str:
    count = len(values["weights"])
    parts = [_cell_of_gradient(values, (i,)) for i in range(min(count, 2))]
    return ", ".join(parts + ([r"\ldots"] if count > 2 else []))


register(
    Computation(
        "softmax_jacobian",
        "Jacobian of softmax",
        (SCORES,),
        _check,
        (
            *STEPS,
            Step(
                "jacobian",
                "Jacobian",
                r"\frac{\partial w_i}{\partial x_j} = w_i (\delta_{ij} - w_j)",
                _jacobian,
                _written_jacobian,
                lambda values: (
                    "A score raises its own weight and lowers all others; each row sums to 0."
                ),
                cell=_cell_of_jacobian,
            ),
        ),
    )
)
register(
    Computation(
        "softmax_backward",
        "Gradient through softmax",
        (SCORES, GRAD_WEIGHTS),
        _check_backward,
        (
            *STEPS,
            Step(
                "mean",
                "Weighted mean of the gradient",
                r"m = \sum_j w_j g_j",
                lambda values: np.asarray(values["weights"] @ values["grad_weights"]),
                lambda values: sum_of_products(values["weights"], values["grad_weights"]),
                lambda values: "The average of the gradient, each number with its weight.",
            ),
            Step(
                "gradient",
                "Gradient of the scores",
                r"\frac{\partial \mathcal{L}}{\partial x_i} = w_i (g_i - m)",
                lambda values: values["weights"] * (values["grad_weights"] - values["mean"]),
                _written_gradient,
                lambda values: (
                    "Its distance from that mean, times its weight: together they sum to 0."
                ),
                cell=_cell_of_gradient,
            ),
        ),
    )
)
