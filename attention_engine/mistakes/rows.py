"""Which row is wrong where all others are right, and what is special in it.

These are facts about the task and the typed numbers. They accuse of nothing.
"""

from collections.abc import Iterator

import numpy as np

from .case import Case
from .partial import Partial

# Weights that add up to 1 within this were only rounded.
ROUNDED = 0.015


def row_in_words(case: Case) -> str:
    """`Only row 3 is wrong.` and the first special thing in it; empty if it is not one row."""
    if not case.same_shape:
        return ""
    row = Partial(case).wrong_row
    if row is None or len(case.submitted) < 2:
        return ""
    special = next(_special(case, row), "")
    return f"Only row {row + 1} is wrong. {special}".rstrip()


def _special(case: Case, row: int) -> Iterator[str]:
    yield from _repeated(case, row)
    yield from _hidden(case, row)
    yield from _sum(case, row)
    yield from _visible(case, row)
    yield from _negative(case, row)


def _repeated(case: Case, row: int) -> Iterator[str]:
    for other, numbers in enumerate(case.submitted):
        if other != row and np.array_equal(numbers, case.submitted[row]):
            yield f"You typed the numbers of row {other + 1} again."


def _seen(case: Case) -> np.ndarray | None:
    """Which keys each query may attend to, if the task hides any."""
    if "masked_scores" not in case.derivation.steps:
        return None
    scores = case.derivation.steps["masked_scores"]
    return ~np.isneginf(scores) if scores.ndim == 2 else None


def _are_weights(case: Case) -> bool:
    return next(reversed(case.derivation.steps)) == "weights"


def _hidden(case: Case, row: int) -> Iterator[str]:
    seen = _seen(case)
    if seen is None or not _are_weights(case):
        return
    given = np.flatnonzero(~seen[row] & (case.submitted[row] != 0))
    if given.size:
        yield f"It gives weight to key {given[0] + 1}, which is hidden from this query."


def _sum(case: Case, row: int) -> Iterator[str]:
    total = float(case.submitted[row].sum())
    if _are_weights(case) and np.isfinite(total) and abs(total - 1) > ROUNDED:
        yield f"Its numbers add up to {total:.2f}, and weights add up to 1."


def _visible(case: Case, row: int) -> Iterator[str]:
    seen = _seen(case)
    if seen is None:
        return
    counts = seen.sum(axis=1)
    others = np.delete(counts, row)
    count, keys = counts[row], "key" if counts[row] == 1 else "keys"
    if count > others.max():
        yield f"This query may attend to {count} {keys}, more than any other."
    elif count < others.min():
        yield f"This query may attend to {count} {keys}, fewer than any other."


def _negative(case: Case, row: int) -> Iterator[str]:
    for name in ("query", "X", "x"):
        given = np.asarray(case.derivation.inputs.get(name, 0.0))
        if given.ndim == 2 and len(given) == len(case.submitted):
            if np.flatnonzero((given < 0).any(axis=1)).tolist() == [row]:
                yield (
                    f"Row {row + 1} of {name} is the only one with negative numbers: check the "
                    "signs."
                )
            return
