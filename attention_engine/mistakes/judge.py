"""Judges one answer: whether it is right and, if not, which mistake produces it."""

from dataclasses import dataclass, replace

from numpy.typing import ArrayLike

from ..computations import Derivation
from ..judging.check import AnswerCheck, Tolerance, checked
from .diagnose import found_in
from .findings import Diagnosis


@dataclass(frozen=True, eq=False)
class Judged:
    """What `check_answer` says of an answer, and what `find_mistakes` found in it."""

    check: AnswerCheck
    diagnosis: Diagnosis


def judge(
    derivation: Derivation,
    submitted: ArrayLike,
    tolerance: Tolerance,
    *,
    names_rounding: bool = True,
    typed_decimals: int | None = None,
) -> Judged:
    """Checks an answer against the last step of a derivation, then finds the mistake.

    In a right answer nothing is looked for, and in one with too few digits nothing but early
    rounding. With `names_rounding` false, not even that: for answers whose missing digits have
    another explanation, and for tasks that allow rounding on the way. `typed_decimals` as in
    `checked`. Raises ValueError as `check_answer` does.
    """
    check = checked(derivation.result, submitted, tolerance, typed_decimals)
    if check.correct or (check.verdict == "imprecise" and not names_rounding):
        return Judged(check, Diagnosis())
    diagnosis = found_in(derivation, submitted, tolerance)
    if check.verdict == "wrong" and diagnosis.explains_all:
        # A number that comes out of the mistake is near the right one by chance.
        exact = replace(tolerance, nothing_is_close=True)
        plain = checked(derivation.result, submitted, exact, typed_decimals)
        check = replace(plain, score=check.score)
    return Judged(check, diagnosis)
