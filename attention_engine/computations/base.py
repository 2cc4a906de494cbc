"""A computation: its parameters and its steps, as a person would write them on paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ..inputs import InputError

# Inputs and the steps done so far, by name.
Values = Mapping[str, Any]
# The place of one number in an array.
Index = tuple[int, ...]

# What the result counts, for a task that is answered with a unit.
Counted = Literal["flops", "bytes"]
ParameterKind = Literal["vector", "matrix", "array", "number", "flag", "mask", "count", "word"]


@dataclass(frozen=True)
class Parameter:
    """One input of a computation. `meaning` is a short phrase for its label."""

    name: str
    kind: ParameterKind
    meaning: str
    optional: bool = False
    default: Any = None


@dataclass(frozen=True)
class Step:
    """One step. `formula` is LaTeX; the functions take the inputs and all earlier steps.

    `substitute` writes the formula with the numbers filled in, `explain` one sentence on what
    happens and why. `others` returns further values that are right too; if `applies` returns
    False, the step is left out. `cell` writes the arithmetic of one number of the step.
    """

    name: str
    title: str
    formula: str
    compute: Callable[[Values], np.ndarray]
    substitute: Callable[[Values], str]
    explain: Callable[[Values], str]
    others: Callable[[Values], list[np.ndarray]] = lambda values: []
    applies: Callable[[Values], bool] = lambda values: True
    cell: Callable[[Values, Index], str] | None = None


@dataclass(frozen=True)
class Computation:
    """`check` validates and converts the inputs; it raises ValueError naming the argument.

    `stacks`: any step may be replaced by several of its values, stacked along a new first axis, and
    the later steps, right or wrong, then give theirs stacked in the same way. `counts`: the unit of
    a result that is a count. `is_whole`: the result counts things, and one more or less is wrong.
    """

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    check: Callable[..., dict[str, Any]]
    steps: tuple[Step, ...]
    stacks: bool = False
    counts: Counted | None = None
    is_whole: bool = False


COMPUTATIONS: dict[str, Computation] = {}


def register(computation: Computation) -> None:
    COMPUTATIONS[computation.name] = computation


def computation_of(name: str) -> Computation:
    """The computation of this name. Raises ValueError listing the known ones."""
    if not isinstance(name, str) or name not in COMPUTATIONS:
        known = ", ".join(COMPUTATIONS)
        raise InputError(f"computation must be one of {known}, got {name!r:.60}", "computation")
    return COMPUTATIONS[name]


def computation_names() -> tuple[str, ...]:
    """The names of all computations, simplest first."""
    return tuple(COMPUTATIONS)


def counted() -> tuple[Computation, ...]:
    """The computations whose result is a count with a unit."""
    return tuple(each for each in COMPUTATIONS.values() if each.counts)


def computation_title(computation: str) -> str:
    """What a computation is called. Raises ValueError for an unknown name."""
    return computation_of(computation).title


def parameters_of(computation: str) -> tuple[Parameter, ...]:
    """The inputs that a computation takes, in order. Raises ValueError for an unknown name."""
    return computation_of(computation).parameters
