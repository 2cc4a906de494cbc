"""Judges one answer: whether it is right and, if not, which mistake produces it."""

from dataclasses import dataclass

from numpy.typing import ArrayLike

from ..computations import Derivation
from ..judging.check import AnswerCheck, check_answer
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
    decimals: int | None = None,
    atol: float | None = None,
    *,
    names_rounding: bool = True,
) -> Judged:
    """Checks an answer against the last step of a derivation, then finds the mistake.

    In a right answer nothing is looked for, and in one with too few digits nothing but early
    rounding. With `names_rounding` false, not even that: for answers whose missing digits have
    another explanation, and for tasks that allow rounding on the way.
    Raises ValueError as `check_answer` does.
    """
    check = check_answer(derivation.result, submitted, atol=atol, decimals=decimals)
    if check.correct or (check.verdict == "imprecise" and not names_rounding):
        return Judged(check, Diagnosis())
    return Judged(check, found_in(derivation, submitted, decimals, atol))
