"""Wrong values to choose from: what known mistakes make of a computation."""

from collections.abc import Mapping

import numpy as np

# A value that is more than this many times too large is ruled out without computing.
FAR = 20
# How far rounding along the way can move a sum of one.
SUM_OFF = 0.02


def plausible_first(
    made: Mapping[str, np.ndarray], right: np.ndarray, seed: int
) -> list[tuple[str, np.ndarray]]:
    """The known mistakes: first those that look as if they could be right, starting with a
    different one for each seed. If only the right row summed to one, nobody would have to
    compute."""
    alike = [(mistake, value) for mistake, value in made.items() if _looks_like(value, right)]
    turn = seed % max(len(alike), 1)
    others = [(mistake, value) for mistake, value in made.items() if not _looks_like(value, right)]
    return [*alike[turn:], *alike[:turn], *others]


def _looks_like(value: np.ndarray, right: np.ndarray) -> bool:
    """Same shape, similar size, no negatives if the right value has none, rows summing alike."""
    if value.shape != right.shape or np.abs(value).max() > FAR * np.abs(right).max():
        return False
    if (right >= 0).all() and (value < 0).any():
        return False
    if right.ndim and np.allclose(right.sum(axis=-1), 1):
        return bool(np.allclose(value.sum(axis=-1), 1, atol=SUM_OFF))
    return True
