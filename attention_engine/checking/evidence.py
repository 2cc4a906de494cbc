"""How surely a wrong answer shows a mistake: the chance that it fits by accident.

A mistake is named only where a random wrong answer would fit any of those that were tried with a
chance under one in ten thousand. A short or coarse answer fits something too easily.
"""

from dataclasses import dataclass
from math import log10

import numpy as np

from .tolerance import Tolerance

# Powers of ten.
SURE = 4.0
# For a single slip that is said as a thing to look at, not as the cause.
WORTH_A_LOOK = 1.0


@dataclass(frozen=True, eq=False)
class Evidence:
    """`powers[cell]` is how rarely, as a power of ten, a random number there fits a given one."""

    powers: np.ndarray
    rows_sum_to_one: bool

    def of(self, cells: np.ndarray) -> float:
        """How rarely a random wrong answer fits a given value in all these cells."""
        powers = np.where(cells, self.powers, 0)
        total = float(powers.sum())
        if self.rows_sum_to_one:
            # One number of a row follows from the others.
            total -= float(powers.max(axis=-1).sum())
        return total

    def is_sure(self, cells: np.ndarray, tried: int) -> bool:
        return self.of(cells) >= SURE + log10(max(tried, 1))

    def is_worth_a_look(self, cells: np.ndarray) -> bool:
        return self.of(cells) >= WORTH_A_LOOK


def evidence_of(right: np.ndarray, submitted: np.ndarray, tolerance: Tolerance) -> Evidence:
    """The evidence in a submitted array, of whatever shape.

    Random wrong numbers are taken to lie as far apart as those of both arrays do.
    """
    numbers = np.concatenate([x[np.isfinite(x)].ravel() for x in (right, submitted)])
    spread = max(float(np.ptp(numbers)), float(np.abs(numbers).max()), 1e-300)
    width = 2 * (np.max(tolerance.atol) + tolerance.rtol * np.abs(submitted))
    powers = np.log10(np.maximum(spread / np.maximum(width, 1e-300), 1))
    return Evidence(np.where(np.isfinite(submitted), powers, 0), _rows_sum_to_one(right, submitted))


def _rows_sum_to_one(*arrays: np.ndarray) -> bool:
    return all(a.ndim > 0 and bool((np.abs(a.sum(axis=-1) - 1) < 0.05).all()) for a in arrays)
