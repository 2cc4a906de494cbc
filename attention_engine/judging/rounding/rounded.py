"""What is known when a step's bound is computed, and the shared rule for products."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

# A number this close to one with few enough digits counts as that number.
_SAME = 1e-9


class Rounded:
    """The right values of all steps, and how far off each step done so far may be.

    `blind`: a bound must not depend on the weights or the output, only on the steps before them.
    """

    def __init__(self, values: Mapping[str, Any], half: float, blind: bool) -> None:
        self.values, self.half, self.blind = values, half, blind
        self.errors: dict[str, np.ndarray] = {}
        self.own: dict[str, np.ndarray] = {}

    def keep(self, name: str, carried: np.ndarray, typed: bool = False) -> None:
        """Store a step's bound and its own rounding, which an exact, short number does not need.

        A number that a person `typed` is short because it was rounded, whatever was used.
        """
        value = self[name]
        with np.errstate(invalid="ignore"):
            short = np.abs(value - self._shortened(value)) <= _SAME * np.maximum(1, np.abs(value))
        exact = (carried == 0) & ((short & (not typed)) | ~np.isfinite(value))
        self.own[name] = np.where(exact | self._copied(name), 0.0, self.half)
        self.errors[name] = carried + self.own[name]

    def _copied(self, name: str) -> bool:
        """Rounded scores plus a mask of few digits need no rounding of their own."""
        if name != "masked_scores":
            return False
        mask = self["mask"][np.isfinite(self["mask"])]
        return bool((np.abs(mask - self._shortened(mask)) <= _SAME).all())

    def _shortened(self, value: np.ndarray) -> np.ndarray:
        unit = 2 * self.half
        return np.round(value / unit) * unit

    def __getitem__(self, name: str) -> np.ndarray:
        return np.asarray(self.values[name], dtype=np.float64)

    def __contains__(self, name: str) -> bool:
        return name in self.errors

    def error(self, name: str) -> np.ndarray:
        """How far off a step may be; zero for an input."""
        return self.errors[name] if name in self.errors else np.zeros(self[name].shape)


Rule = Callable[[Rounded], np.ndarray]


def exact(name: str) -> Rule:
    """The rule of a step that is computed from inputs alone."""
    return lambda rounded: np.zeros(rounded[name].shape)


def product(first: str, second: str, transposed: bool = False) -> Rule:
    """|a b - a' b'| <= |a| e_b + e_a |b| + e_a e_b, summed over the components."""

    def rule(rounded: Rounded) -> np.ndarray:
        one, other = np.abs(rounded[first]), np.abs(rounded[second])
        of_one, of_other = rounded.error(first), rounded.error(second)
        if transposed:
            other, of_other = other.mT, of_other.mT
        return of_one @ other + one @ of_other + of_one @ of_other

    return rule
