"""How far off a result may be if a person rounds intermediate steps.

Rounding the earlier steps changes each step of a computation by a bounded amount, which the rules
in `rules.py` carry forward. Rounding the step itself adds at most half a unit of its last digit.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...computations import Derivation
from ...inputs import InputError
from ..sentences import tolerance_in_words
from ..tolerance import half_unit
from .rules import RULES, Rounded

# What floating point adds to a bound that is met exactly.
_NOISE = 1e-9
# In units of half the last digit: rounded to one digit more first, and then to this one.
_TWICE = 1.1
# Their bounds depend on the result itself, so the stated tolerance is rounded up coarsely.
_TELLS_THE_RESULT = ("entropy", "singular_values")
_COARSE = (1, 2, 5, 10)


@dataclass(frozen=True)
class StatedTolerance:
    """`atol` is one tolerance for every number of the result, `words` states it in the task."""

    atol: float
    words: str


def rounding_tolerance(
    computation: str, inputs: Mapping[str, Any], step_decimals: int, decimals: int
) -> NDArray[np.float64]:
    """For each number of the result, how far off it may be (an `atol` for `check_answer`) when
    every earlier step is rounded to `step_decimals` decimals, or all of them to more, and the
    result to `decimals`.

    A rigorous bound: a score off by at most u moves a softmax weight p by at most
    p' - p with logit(p') = logit(p) + 2u, which is about 2 p (1 - p) u and never above u/2; an
    output component o moves by at most about u sum_j p_j |v_j - o|, never above 2 u max|v|. With h
    for half a unit of `step_decimals`, a product of rounded factors moves by
    |a| h + |b| h + h^2, a sum by the sum of its terms' bounds. Steps that need no more than
    `step_decimals` are exact and add nothing. Half a unit of `decimals` comes on top.
    Raises ValueError for decimals out of range, for a computation without rounding rules (see
    `can_be_rounded`), and if so few digits could round a divisor to zero.
    Source: Jacobian p_i (delta_ij - p_j) of softmax (Bridle 1990), integrated along the change;
    for sums and products Higham 2002, Accuracy and Stability of Numerical Algorithms, section 3.
    """
    return _bound(Derivation(computation, inputs), step_decimals, decimals, blind=False)


def stated_tolerance(
    computation: str, inputs: Mapping[str, Any], step_decimals: int, decimals: int
) -> StatedTolerance:
    """One tolerance for the whole result that can be stated before the learner answers.

    It is at least the largest of `rounding_tolerance`, rounded up to two digits. It is the bound
    for the worst possible weights, u/2 for a weight, because the bound for the right ones would
    reveal how large they are. Raises ValueError as `rounding_tolerance` does.
    """
    return stated_in(Derivation(computation, inputs), step_decimals, decimals)


def stated_in(derivation: Derivation, step_decimals: int, decimals: int) -> StatedTolerance:
    """`stated_tolerance` for a computation that has been worked out already."""
    bound = _bound(derivation, step_decimals, decimals, blind=True)
    # The result, too, may be rounded to the digits carried first and then to those asked for.
    twice = half_unit("step_decimals", step_decimals) if step_decimals > decimals else 0.0
    largest = (float(bound.max()) + twice) * (1 + _NOISE)
    atol = _rounded_up(largest, derivation.computation.name in _TELLS_THE_RESULT)
    words = tolerance_in_words(atol=atol, decimals=decimals, step_decimals=step_decimals)
    return StatedTolerance(atol, words)


def decimals_to_carry(derivation: Derivation, decimals: int) -> int | None:
    """How many decimals a task should tell to carry in earlier steps: one more than it asks for.

    None where there is nothing to tell, because rounding every step to `decimals` changes nothing
    that the answer's own rounding does not, and for a computation without rounding rules.
    """
    if not can_be_rounded(derivation.computation.name):
        return None
    try:
        bound = _bound(derivation, decimals, decimals, blind=True)
    except InputError:
        return decimals + 1
    own = half_unit("decimals", decimals) * (1 + 2 * _NOISE)
    return None if (bound <= own).all() else decimals + 1


def step_bound(
    derivation: Derivation,
    steps: Mapping[str, np.ndarray],
    last: str,
    decimals: int,
    typed: Collection[str] = (),
) -> np.ndarray:
    """How far off the step `last` may be if a person rounds every step to `decimals` or more.

    `steps` are the values of the derivation, right or carried on from steps that a person `typed`,
    which are as typed or off by their own rounding alone. Zero is carried where a rule has no
    bound for such values, and for a computation without rounding rules.
    """
    half = half_unit("decimals", decimals)
    rules = RULES.get(derivation.computation.name, {})
    rounded = Rounded(derivation.inputs | dict(steps), half, blind=False)
    carried = np.zeros(())
    for name, value in steps.items():
        carried = np.zeros(np.shape(value))
        if name in rules and name not in typed:
            with np.errstate(all="ignore"):
                found = np.abs(rules[name](rounded))
            carried = np.where(np.isfinite(found), found, 0.0)
        if name == last:
            break
        rounded.keep(name, carried, typed=name in typed)
    return carried * (1 + _NOISE) + half * _TWICE


def can_be_rounded(computation: str) -> bool:
    """Whether there are rounding rules for the computation."""
    return computation in RULES


def _bound(
    derivation: Derivation, step_decimals: int, decimals: int, blind: bool
) -> NDArray[np.float64]:
    step_half, half = half_unit("step_decimals", step_decimals), half_unit("decimals", decimals)
    computation = derivation.computation.name
    if computation not in RULES:
        raise InputError(
            f"{computation} has no rounding rules: check can_be_rounded first", "computation"
        )
    rounded = Rounded(derivation.inputs | derivation.steps, step_half, blind)
    carried = np.zeros(())
    for name in derivation.steps:
        carried = RULES[computation][name](rounded)
        if not np.isfinite(carried).all():
            raise InputError(
                f"step_decimals {step_decimals} is too few: the divisor of {name} could be "
                "rounded to zero",
                "step_decimals",
            )
        rounded.keep(name, carried)
    return carried * (1 + _NOISE) + half * (1 + _NOISE)


def _rounded_up(bound: float, coarsely: bool) -> float:
    """To two digits, or to 1, 2 or 5 in the first, never below the bound."""
    unit = 10.0 ** floor(log10(bound))
    if coarsely:
        return next(digit * unit for digit in _COARSE if digit * unit >= bound)
    return max(bound, ceil(10 * bound / unit - 1e-6) * unit / 10)
