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
def transposed(results: np.ndarray, submitted: Submitted) -> Iterator[np.ndarray]:
    if results.ndim > 2:
        yield results.mT


@arrangement(
    "row_swapped",
    title="Two rows are swapped",
    tells="All the numbers are right, but they are in the wrong rows. Keep the given order.",
)
def row_swapped(results: np.ndarray, submitted: Submitted) -> Iterator[np.ndarray]:
    if results.ndim != 3 or results.shape[1] < 2:
        return
    if submitted is None:
        off = np.zeros(results.shape[:2])
    elif submitted.shape == results.shape[1:]:
        off = np.abs(submitted - results).max(axis=-1)
    else:
        return
    # Only the two rows that are furthest off can be the exchanged ones.
    furthest = np.argsort(-off, axis=-1, kind="stable")[:, :2]
    order = np.tile(np.arange(results.shape[1]), (len(results), 1))
    np.put_along_axis(order, furthest, furthest[:, ::-1], axis=-1)
    yield np.take_along_axis(results, order[..., None], axis=1)


@arrangement(
    "sign_flipped",
    title="The sign is flipped",
    tells="The size is right, but the sign is not. Look for an extra or missing minus.",
)
def sign_flipped(results: np.ndarray, submitted: Submitted) -> Iterator[np.ndarray]:
    yield -results


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
