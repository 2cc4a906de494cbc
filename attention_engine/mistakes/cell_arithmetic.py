"""The arithmetic of one cell, written out with the numbers put in."""

import re
from dataclasses import dataclass

import numpy as np

from ..computations import Derivation, Index
from ..latex import latex_number
from .places import cell_in_words

# Steps whose cells at the same place build on each other: dot product, score, weight.
CHAIN = ("dot_products", "scores", "masked_scores", "weights")


@dataclass(frozen=True)
class ArithmeticLine:
    """One step of a cell; `latex` has the numbers put in."""

    name: str
    title: str
    latex: str


@dataclass(frozen=True)
class CellArithmetic:
    """How one cell is worked out; the last result is left to the learner."""

    where: str
    lines: tuple[ArithmeticLine, ...]


def arithmetic_of(derivation: Derivation, cell: Index) -> CellArithmetic | None:
    """The arithmetic of the result's cell at `cell`.

    None if the last step cannot write out a single cell, or if a number shown equals the result.
    """
    values = derivation.inputs | derivation.steps
    last = next(reversed(derivation.applied))
    names = [last]
    if last in CHAIN:
        names = [name for name in derivation.applied if name in CHAIN]
    lines = []
    for name in names:
        step = derivation.applied[name]
        if step.cell is None:
            continue
        latex = step.cell(values, cell)
        if name != last:
            latex += f" = {latex_number(float(derivation.steps[name][cell]))}"
        lines.append(ArithmeticLine(name, step.title, latex))
    if not lines or lines[-1].name != last:
        return None
    if _tells_the_result(derivation, cell, lines[-1].latex):
        return None
    return CellArithmetic(cell_in_words(cell), tuple(lines))


def _tells_the_result(derivation: Derivation, cell: Index, latex: str) -> bool:
    """Whether a number on the way reads like the result, up to its sign: a weight times the 1 of
    a unit vector, or a small weight times one minus itself."""
    *before, last = derivation.applied
    result = latex_number(abs(float(derivation.steps[last][cell])))
    if result not in re.findall(r"\d+(?:\.\d+)?", latex):
        return False
    numbers = (abs(derivation.steps[name]).ravel().tolist() for name in before)
    return any(latex_number(number) == result for row in numbers for number in row)


def only_cell(wrong: np.ndarray) -> Index | None:
    """The index of the only True among several cells; None if there are more or none."""
    if wrong.size < 2 or np.count_nonzero(wrong) != 1:
        return None
    return tuple(int(i) for i in np.argwhere(wrong)[0])
