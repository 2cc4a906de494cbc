"""What every form writes: the givens and the steps, each a name with its value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..computations import Derivation

# Whole numbers up to here are written in full.
WHOLE_UP_TO = 1e15


@dataclass(frozen=True, eq=False)
class Part:
    """A given or a step. `value` is an array, or a word; a given has no formula."""

    name: str
    title: str
    value: np.ndarray | str
    formula: str = ""
    substituted: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class Writer:
    """Numbers as text, exact or with `digits` significant digits; -inf where a key is hidden."""

    digits: int | None

    def number(self, number: float) -> str:
        if number.is_integer() and abs(number) < WHOLE_UP_TO:
            return str(int(number))
        return repr(number) if self.digits is None else f"{number:.{self.digits}g}"

    def rows(self, plane: np.ndarray) -> list[list[str]]:
        return [[self.number(number) for number in row] for row in plane.astype(float).tolist()]


def parts_of(derivation: Derivation, inputs: Mapping[str, Any]) -> tuple[list[Part], list[Part]]:
    """The inputs that were given, and the steps that were done."""
    parameters = derivation.computation.parameters
    givens = [
        Part(parameter.name, parameter.meaning, _value(inputs[parameter.name]))
        for parameter in parameters
        if inputs.get(parameter.name) is not None
    ]
    values = derivation.inputs | derivation.steps
    steps = [
        Part(
            name,
            step.title,
            derivation.steps[name],
            step.formula,
            step.substitute(values),
            step.explain(values),
        )
        for name, step in derivation.applied.items()
    ]
    return givens, steps


def planes_of(part: Part) -> list[tuple[str, np.ndarray]]:
    """The matrices of an array with their names: `weights 1`, `weights 2` if it has several.

    A vector is one row, a number a matrix of one cell.
    """
    array = np.atleast_2d(part.value)
    if array.ndim == 2:
        return [(part.name, array)]
    planes = array.reshape(-1, *array.shape[-2:])
    return [(f"{part.name} {number}", plane) for number, plane in enumerate(planes, 1)]


def _value(given: Any) -> np.ndarray | str:
    if isinstance(given, bool):
        return "yes" if given else "no"
    return given if isinstance(given, str) else np.asarray(given)
