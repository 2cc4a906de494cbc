"""How strongly a wrong answer points to a mistake: the probability of a match by chance.

A mistake is named only if a random wrong answer would match any of the mistakes tried with a
probability below one in ten thousand. A short or coarse answer matches something too easily; one
typed with more digits than asked for is stronger evidence.
"""

from dataclasses import dataclass
from math import log10

import numpy as np

from ..judging.tolerance import MAX_DECIMALS, Tolerance, typed_with

# The evidence required to name a mistake, as a power of ten.
SURE = 4.0
# For a single slip that is offered as something to look at, not named as the cause.
WORTH_A_LOOK = 1.0
LARGEST = float(np.finfo(np.float64).max)
# Replaces a zero divisor.
TINY = 1e-300


@dataclass(frozen=True, eq=False)
class Evidence:
    """What a submitted array can show. Random wrong numbers are assumed to spread as far as the
    numbers of the right and the submitted array: `spread`. `finest` is half a unit of the last
    decimal typed; `widest` is how far off a number may be and still fit."""

    submitted: np.ndarray
    spread: float
    finest: float
    widest: np.ndarray
    rows_sum_to_one: bool

    def of(self, cells: np.ndarray, value: np.ndarray) -> float:
        """How rarely, as a power of ten, a random answer is as close to `value` in these cells."""
        shown = cells & np.isfinite(self.submitted) & np.isfinite(value)
        with np.errstate(over="ignore"):
            off = np.max(np.abs(self.submitted[shown] - value[shown]), initial=0.0)
        width = np.minimum(np.maximum(off, self.finest), self.widest)
        with np.errstate(over="ignore"):
            powers = np.log10(np.clip(self.spread / (2 * width), 1, LARGEST))
        powers = np.where(shown, powers, 0)
        total = float(powers.sum())
        if self.rows_sum_to_one:
            # One number of a row follows from the others.
            total -= float(powers.max(axis=-1).sum())
        return total

    def is_sure(self, cells: np.ndarray, value: np.ndarray, tried: int) -> bool:
        return self.of(cells, value) >= SURE + log10(max(tried, 1))

    def is_worth_a_look(self, cells: np.ndarray, value: np.ndarray) -> bool:
        return self.of(cells, value) >= WORTH_A_LOOK


def evidence_of(right: np.ndarray, submitted: np.ndarray, tolerance: Tolerance) -> Evidence:
    """The evidence in a submitted array of any shape."""
    numbers = np.concatenate([x[np.isfinite(x)].ravel() for x in (right, submitted)])
    largest = float(np.abs(numbers).max())
    spread = max(min(float(np.ptp(numbers / 2)), LARGEST / 2) * 2, largest, TINY)
    sizes = np.abs(np.where(np.isfinite(submitted), submitted, 0))
    widest = np.max(tolerance.atol) + tolerance.rtol * sizes
    return Evidence(
        submitted,
        spread,
        _half_unit_typed(submitted),
        np.maximum(widest, TINY),
        _rows_sum_to_one(right, submitted),
    )


def _half_unit_typed(submitted: np.ndarray) -> float:
    for decimals in range(MAX_DECIMALS):
        if typed_with(submitted, decimals):
            return 0.5 * 10.0**-decimals
    return 0.5 * 10.0**-MAX_DECIMALS


def _rows_sum_to_one(*arrays: np.ndarray) -> bool:
    with np.errstate(over="ignore", invalid="ignore"):
        return all(a.ndim > 0 and bool((np.abs(a.sum(axis=-1) - 1) < 0.05).all()) for a in arrays)
