"""Slips that can befall any result: its arrangement, its sign, early rounding."""

from collections.abc import Iterator

import numpy as np

from ...computations import Derivation, Step, derive
from .catalogue import Submitted, mistake, mistake_with_variants

EARLY_DECIMALS = 2


@mistake(
    "transposed",
    title="Rows and columns are exchanged",
    tells="This is the transpose: your rows stand where columns belong. Row i belongs to query i.",
)
def transposed(derivation: Derivation) -> np.ndarray | None:
    return derivation.result.mT if derivation.result.ndim >= 2 else None


@mistake_with_variants(
    "row_swapped",
    title="Two rows are exchanged",
    tells="All the numbers are right, but two rows have changed places. Row i belongs to query i.",
)
def row_swapped(derivation: Derivation, submitted: Submitted) -> Iterator[np.ndarray]:
    right = derivation.result
    if right.ndim != 2 or len(right) < 2:
        return
    if submitted is None:
        yield _swapped(right, 0, 1)
    elif submitted.shape == right.shape:
        # Only the two rows that are furthest off can be the exchanged ones.
        first, second = np.argsort(-np.abs(submitted - right).max(axis=-1), kind="stable")[:2]
        yield _swapped(right, int(first), int(second))


@mistake(
    "sign_flipped",
    title="Every sign is the wrong way round",
    tells="Every number has the right size and the opposite sign. Look for a minus that came in.",
)
def sign_flipped(derivation: Derivation) -> np.ndarray:
    return -derivation.result


@mistake_with_variants(
    "rounded_early",
    title="Rounded too early",
    tells="You rounded each step to two decimals and went on with the rounded numbers. Keep at "
    "least one digit more than you are asked for until the end.",
)
def rounded_early(derivation: Derivation, submitted: Submitted) -> Iterator[np.ndarray]:
    if len(derivation.steps) < 2:
        return
    for unshifted in (False, True):
        steps = derive(
            derivation.computation,
            derivation.inputs,
            _first_otherwise(derivation) if unshifted else None,
            after_each=_rounded,
        )
        last = next(reversed(steps))
        replaced = {name: steps[name] for name in steps if name != last}
        final = derive(derivation.computation, derivation.inputs, replaced)[last]
        yield final
        yield _rounded(derivation.computation.steps[-1], final)
        if not _first_otherwise(derivation):
            return


def _first_otherwise(derivation: Derivation) -> dict[str, np.ndarray]:
    """The first step in its other right form: exponentials without the shift."""
    first = derivation.computation.steps[0]
    others = first.others(derivation.inputs)
    return {first.name: others[0]} if others else {}


def _rounded(step: Step, value: np.ndarray) -> np.ndarray:
    return np.round(value, EARLY_DECIMALS)


def _swapped(array: np.ndarray, first: int, second: int) -> np.ndarray:
    order = np.arange(len(array))
    order[[first, second]] = second, first
    return array[order]
