"""Softmax by hand: exponentials, their sum, weights."""

from typing import Any

import numpy as np

from .. import inputs as accept
from ..latex import latex_number, latex_of
from .base import Computation, Index, Parameter, Step, Values, register
from .vectors import terms

PARAMETERS = (
    Parameter("x", "array", "the scores, one row for each softmax"),
    Parameter("temperature", "number", "the temperature T", optional=True, default=1.0),
)


def checked(x: Any, temperature: Any) -> dict[str, Any]:
    return {
        "x": accept.floats("x", x, 1),
        "temperature": accept.positive("temperature", temperature),
    }


def _shift(values: Values) -> np.ndarray:
    return values["x"].max(axis=-1, keepdims=True)


def _exponentials(values: Values) -> np.ndarray:
    with accept.quiet():
        return np.exp((values["x"] - _shift(values)) / values["temperature"])


def plain_exponentials(values: Values) -> list[np.ndarray]:
    """exp(x / T) without the shift by the maximum, as most people write it; [] on overflow."""
    with accept.quiet():
        found = np.exp(values["x"] / values["temperature"])
    return [found] if np.isfinite(found).all() else []


def _weights(values: Values) -> np.ndarray:
    exponentials, sums = values["exponentials"], values["sum"][..., None]
    with accept.quiet():
        return np.divide(exponentials, np.where(sums == 0, 1, sums))


def first_row(array: np.ndarray) -> np.ndarray:
    return array.reshape(-1, array.shape[-1])[0]


def row_note(values: Values) -> str:
    """A note that only the first of several rows is written out, if that is so."""
    return r" \quad \text{(row 1)}" if values["x"].ndim > 1 else ""


def _over_temperature(text: str, values: Values) -> str:
    if values["temperature"] == 1:
        return text
    return f"({text}) / {latex_number(values['temperature'])}"


def _written_exponentials(values: Values) -> str:
    row, shift = first_row(values["x"]), latex_number(first_row(_shift(values))[0])
    shift = f"({shift})" if shift.startswith("-") else shift
    powers = [f"e^{{{_over_temperature(f'{latex_number(x)} - {shift}', values)}}}" for x in row[:6]]
    dots = [r"\ldots"] if len(row) > 6 else []
    return ", ".join(powers + dots) + row_note(values)


def _written_sum(values: Values) -> str:
    row = first_row(values["exponentials"])
    return terms([latex_number(number) for number in row]) + row_note(values)


def _written_weights(values: Values) -> str:
    row, total = first_row(values["exponentials"]), values["sum"].reshape(-1)[0]
    return rf"\frac{{1}}{{{latex_number(total)}}} {latex_of(row)}" + row_note(values)


def _cell_of_weights(values: Values, index: Index) -> str:
    row = values["x"][index[:-1]]
    over = "" if values["temperature"] == 1 else f" / {latex_number(values['temperature'])}"
    powers = [rf"e^{{{latex_number(x)}{over}}}" for x in row]
    return rf"\frac{{{powers[index[-1]]}}}{{{terms(powers)}}}"


def _explain_exponentials(values: Values) -> str:
    cold = values["temperature"] != 1
    after = " and dividing by the temperature" if cold else ""
    return (
        f"Subtracting the largest score{after} before taking the exponential "
        "keeps every number small and changes no weight."
    )


# Also the first steps of every computation that starts from such weights.
STEPS = (
    Step(
        "exponentials",
        "Exponentials",
        r"e_i = e^{(x_i - \max_j x_j) / T}",
        _exponentials,
        _written_exponentials,
        _explain_exponentials,
        plain_exponentials,
    ),
    Step(
        "sum",
        "Their sum",
        r"Z = \sum_j e_j",
        lambda values: values["exponentials"].sum(axis=-1),
        _written_sum,
        lambda values: "The sum of each row's exponentials is the denominator of softmax.",
        lambda values: [e.sum(axis=-1) for e in plain_exponentials(values)],
    ),
    Step(
        "weights",
        "Weights",
        r"w_i = \frac{e_i}{Z}",
        _weights,
        _written_weights,
        lambda values: "Each exponential divided by the sum: the weights now sum to 1.",
        cell=_cell_of_weights,
    ),
)

register(Computation("softmax", "Softmax", PARAMETERS, checked, STEPS))
