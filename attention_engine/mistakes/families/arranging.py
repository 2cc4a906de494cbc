"""Slips that can happen in any result: its arrangement, its sign, early rounding."""

from collections.abc import Iterator

import numpy as np

from ...computations import Change, Derivation
from ..registry import Submitted, arrangement, mistake_of_all_steps, rounded_change

EARLY_DECIMALS = 2


@arrangement(
    "transposed",
    title="Rows and columns are swapped",
    tells="You gave the transpose of the right answer.",
)
def transposed(result: np.ndarray, submitted: Submitted) -> Iterator[np.ndarray]:
    if result.ndim >= 2:
        yield result.mT


@arrangement(
    "row_swapped",
    title="Two rows are swapped",
    tells="All the numbers are right, but they are in the wrong rows. Keep the given order.",
)
def row_swapped(result: np.ndarray, submitted: Submitted) -> Iterator[np.ndarray]:
    if result.ndim != 2 or len(result) < 2:
        return
    if submitted is None:
        yield _swapped(result, 0, 1)
    elif submitted.shape == result.shape:
        # Only the two rows that are furthest off can be the exchanged ones.
        first, second = np.argsort(-np.abs(submitted - result).max(axis=-1), kind="stable")[:2]
        yield _swapped(result, int(first), int(second))


@arrangement(
    "sign_flipped",
    title="The sign is flipped",
    tells="The size is right, but the sign is not. Look for an extra or missing minus.",
)
def sign_flipped(result: np.ndarray, submitted: Submitted) -> Iterator[np.ndarray]:
    yield -result


@mistake_of_all_steps(
    "rounded_early",
    title="Rounded too early",
    tells="You rounded each step to two decimals and continued with the rounded numbers. Keep at "
    "least one more digit than the task asks for until the end.",
)
def rounded_early(derivation: Derivation, submitted: Submitted) -> Iterator[np.ndarray]:
    *early, _last = derivation.applied.values()
    if not early:
        return
    first = early[0].name
    for start in ({}, *({first: other} for other in _other_starts(derivation))):
        ways = {step.name: step.compute for step in early} | dict(derivation.changes) | start
        wrong = derivation.altered(
            {step.name: rounded_change(ways[step.name], EARLY_DECIMALS) for step in early}
        )
        if wrong is not None:
            yield wrong.result
            yield np.round(wrong.result, EARLY_DECIMALS)


def _other_starts(derivation: Derivation) -> list[Change]:
    """The first step in its other right forms, such as exponentials without the shift."""
    first = next(iter(derivation.applied.values()))
    if first.name in derivation.changes:
        return []
    return [lambda values, value=value: value for value in first.others(derivation.inputs)]


def _swapped(array: np.ndarray, first: int, second: int) -> np.ndarray:
    order = np.arange(len(array))
    order[[first, second]] = second, first
    return array[order]
