"""What was left out or added where an answer has another shape than the one asked for."""

from collections.abc import Iterator

import numpy as np

from .case import Case
from .findings import Finding
from .registry import mistake_without_values

_NAMES = {
    "row_too_many": "One row or column too many",
    "row_missing": "One row or column is missing",
    "one_head_only": "Only one of several matrices",
    "side_by_side": "Matrices side by side",
}
for _id, _title in _NAMES.items():
    mistake_without_values(_id, title=_title, tells=f"{_title}.")
# Fewer numbers than these fit too much to be told by their values.
FEWEST = 2


def misshapen(case: Case) -> list[Finding]:
    """The first way in which these numbers became another shape; empty if it is none of ours.

    Only numbers that are right but for their arrangement are told so.
    """
    if case.same_shape:
        return []
    return next(([found] for found in _ways(case)), [])


def _ways(case: Case) -> Iterator[Finding]:
    right, submitted = case.derivation.result, case.submitted
    if right.ndim == submitted.ndim and right.ndim in (1, 2):
        for axis, what in _axes(right.ndim):
            yield from _too_many(case, axis, what)
            yield from _too_few(case, axis, what)
    if right.ndim == 3 and submitted.ndim == 2:
        yield from _of_several(case)


def _axes(ndim: int) -> list[tuple[int, str]]:
    return [(0, "row"), (1, "column")] if ndim == 2 else [(0, "number")]


def _too_many(case: Case, axis: int, what: str) -> Iterator[Finding]:
    for place in range(case.submitted.shape[axis]):
        if _fits(case, case.derivation.result, np.delete(case.submitted, place, axis)):
            yield Finding(
                ("row_too_many",),
                f"One {what} too many",
                f"{what.capitalize()} {place + 1} of yours does not belong to the answer.",
            )
            return


def _too_few(case: Case, axis: int, what: str) -> Iterator[Finding]:
    right = case.derivation.result
    for place in range(right.shape[axis]):
        if _fits(case, np.delete(right, place, axis), case.submitted):
            yield Finding(
                ("row_missing",),
                f"One {what} is missing",
                f"What you typed fits, but {what} {place + 1} is missing.",
            )
            return


def _of_several(case: Case) -> Iterator[Finding]:
    right = case.derivation.result
    what = "head" if "num_heads" in case.derivation.inputs else "matrix"
    for number, one in enumerate(right, start=1):
        if _fits(case, one, case.submitted):
            yield Finding(
                ("one_head_only",),
                f"Only {what} {number} of {len(right)}",
                f"These are the numbers of one {what}. The task asks for all {len(right)}.",
            )
            return
    if _fits(case, np.concatenate(list(right), axis=-1), case.submitted):
        yield Finding(
            ("side_by_side",),
            "The matrices stand side by side",
            f"Give one matrix for each {what} instead of one wide matrix.",
        )


def _fits(case: Case, right: np.ndarray, submitted: np.ndarray) -> bool:
    if right.shape != submitted.shape or right.size < FEWEST:
        return False
    fits = case.tolerance.cells(right, submitted)
    return bool(fits.all()) and case.evidence.is_sure(
        np.ones(case.submitted.shape, dtype=bool), case.submitted, sum(case.submitted.shape)
    )
