"""Judges a whole derivation: the first wrong step, and what follows correctly from it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from ..computations import Derivation, derive
from ..inputs import InputError
from ..mistakes.case import Case
from ..mistakes.diagnose import diagnosis_of
from ..mistakes.findings import NOTHING_FOUND, Diagnosis, Finding
from .cells import Cells, all_of
from .check import Tolerance, checked, tolerance_of
from .rounding.bounds import step_bound

NOT_KNOWN: Mapping[str, int | None] = {}
# A score this far below every visible one has a weight of exactly 0: its exponential is 0.
HIDDEN_BELOW = 1000.0
StepVerdict = Literal["right", "imprecise", "carried", "wrong", "blank"]


@dataclass(frozen=True, eq=False)
class StepCheck:
    """One step's verdict. A cell is right, too, where it follows correctly from the learner's own
    earlier numbers; `cells` is True where it is right. `diagnosis` explains the first wrong step,
    as `find_mistakes` does."""

    name: str
    verdict: StepVerdict
    cell_verdicts: Cells
    diagnosis: Diagnosis = NOTHING_FOUND

    @property
    def cells(self) -> np.ndarray:
        return self.cell_verdicts == "right"

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.diagnosis.findings


@dataclass(frozen=True, eq=False)
class StepsCheck:
    """`first_wrong` is the name of the first wrong step, None where no step is wrong."""

    steps: tuple[StepCheck, ...]
    first_wrong: str | None


def check_steps(
    computation: str,
    inputs: Mapping[str, Any],
    steps: Mapping[str, ArrayLike],
    decimals: int | None = None,
) -> StepsCheck:
    """Judges each step against the correct earlier values, then against the learner's own, and
    keeps the better verdict, so that an error counts once. A step that is missing is blank.

    The learner's own earlier value is carried forward only if it has the right shape, is finite
    (except hidden scores) and is not trivial (all equal). What follows from it with too few digits
    is imprecise. `carried` after steps that are right means that those were rounded: nothing is
    wrong. An earlier value that is typed rounded may have been used in full, or rounded to more
    digits: with `decimals`, whatever follows from any such use is right.
    A hidden score may be written as minus infinity or, as many courses do, as a number like -1e9:
    anything 1000 or more below every visible score gets a weight of exactly 0.
    Raises ValueError for an unknown step and for input that the plain function refuses.
    """
    return check_derivation(Derivation(computation, inputs), steps, decimals)


def check_derivation(
    derivation: Derivation,
    steps: Mapping[str, ArrayLike],
    decimals: int | None = None,
    typed_decimals: Mapping[str, int | None] = NOT_KNOWN,
) -> StepsCheck:
    """`check_steps` for a computation that has been worked out already. `typed_decimals` is how
    many decimals were typed in each step, where that is known."""
    tolerance = tolerance_of(decimals=decimals)
    submitted = {
        name: _with_hidden(derivation.steps[name], array)
        for name, array in _read(derivation, steps).items()
    }
    checks: list[StepCheck] = []
    own: dict[str, np.ndarray] = {}
    for name, expected in derivation.steps.items():
        if name not in submitted:
            checks.append(StepCheck(name, "blank", all_of("wrong", expected.shape)))
            continue
        typed = typed_decimals.get(name)
        checks.append(_judged(derivation, name, submitted[name], own, tolerance, decimals, typed))
        if _can_carry(expected, submitted[name]):
            own[name] = submitted[name]
    first_wrong = next((check.name for check in checks if check.verdict == "wrong"), None)
    if first_wrong is not None:
        found = _diagnosis(derivation, first_wrong, submitted[first_wrong], own, tolerance)
        checks = [replace(c, diagnosis=found) if c.name == first_wrong else c for c in checks]
    return StepsCheck(tuple(checks), first_wrong)


def found_in_step(
    derivation: Derivation, name: str, submitted: np.ndarray, decimals: int | None = None
) -> Diagnosis:
    """What gives the numbers typed for one step, of any shape, from the right earlier values."""
    return _diagnosis(derivation, name, submitted, {}, tolerance_of(decimals=decimals))


def _diagnosis(
    derivation: Derivation,
    name: str,
    submitted: np.ndarray,
    own: Mapping[str, np.ndarray],
    tolerance: Tolerance,
) -> Diagnosis:
    """Diagnoses the step alone, from the learner's own earlier values: earlier mistakes are not its
    own. If that finds nothing, starts from the correct values, as typed ones may be rounded."""
    ways = [
        diagnosis_of(Case(derivation.until(name, earlier), submitted, tolerance, derivation.steps))
        for earlier in ((own, {}) if own else ({},))
    ]
    named = [found for found in ways if found.findings]
    # One mistake is a better explanation than two at once.
    return min(named, key=lambda found: len(found.findings[0].mistakes), default=ways[0])


def _judged(
    derivation: Derivation,
    name: str,
    submitted: np.ndarray,
    own: dict[str, np.ndarray],
    tolerance: Tolerance,
    decimals: int | None,
    typed: int | None,
) -> StepCheck:
    others = derivation.applied[name].others(derivation.inputs | derivation.steps)
    rights = [derivation.steps[name], *others]
    checks = [checked(right, submitted, tolerance, typed) for right in rights]
    for check in checks:
        if check.correct:
            return StepCheck(name, "right", check.cell_verdicts)
    followed = derivation.steps
    if own:
        with np.errstate(all="ignore"):
            followed = derive(derivation.computation, derivation.inputs, own)
        carried = followed[name]
        if _all_near(tolerance, carried, submitted):
            return StepCheck(name, "carried", all_of("right", carried.shape))
        if not np.isnan(carried).any():
            checks.append(checked(carried, submitted, tolerance, typed))
    if _is_rounded(derivation, derivation.steps, name, submitted, decimals):
        return StepCheck(name, "right", all_of("right", submitted.shape))
    if own and _is_rounded(derivation, followed, name, submitted, decimals, own):
        return StepCheck(name, "carried", all_of("right", submitted.shape))
    best = max(checks, key=lambda check: (check.verdict == "imprecise", check.score))
    verdict = "imprecise" if best.verdict == "imprecise" else "wrong"
    return StepCheck(name, verdict, best.cell_verdicts)


def _is_rounded(
    derivation: Derivation,
    steps: Mapping[str, np.ndarray],
    name: str,
    submitted: np.ndarray,
    decimals: int | None,
    typed: Collection[str] = (),
) -> bool:
    """Whether rounding the steps before it, to `decimals` or more, explains every difference."""
    if decimals is None:
        return False
    bound = step_bound(derivation, steps, name, decimals, typed)
    return _all_near(Tolerance(bound, 0.0, bound), steps[name], submitted)


def _all_near(tolerance: Tolerance, carried: np.ndarray, submitted: np.ndarray) -> bool:
    if carried.shape != submitted.shape or np.isnan(carried).any():
        return False
    return bool(tolerance.cells(carried, submitted).all())


def _with_hidden(expected: np.ndarray, submitted: np.ndarray) -> np.ndarray:
    """Makes numbers that stand for minus infinity infinite, if the step hides scores."""
    if not np.isneginf(expected).any():
        return submitted
    shown = expected[np.isfinite(expected)]
    lowest = min(float(shown.min()), 0.0) if shown.size else 0.0
    return np.where(submitted <= lowest - HIDDEN_BELOW, -np.inf, submitted)


def _can_carry(expected: np.ndarray, submitted: np.ndarray) -> bool:
    if submitted.shape != expected.shape:
        return False
    # If the step hides scores, others may be hidden by mistake; otherwise nothing is infinite.
    finite = np.isfinite(submitted)
    hides = bool(np.isneginf(expected).any())
    if not (finite | (hides & np.isneginf(submitted))).all() or not finite.any():
        return False
    return np.count_nonzero(finite) == 1 or submitted[finite].max() > submitted[finite].min()


def _read(derivation: Derivation, steps: Mapping[str, ArrayLike]) -> dict[str, np.ndarray]:
    unknown = [name for name in steps if name not in derivation.steps]
    if unknown:
        known = ", ".join(derivation.steps)
        raise InputError(
            f"steps has the unknown step {unknown[0]!r:.60}; the steps are {known}", "steps"
        )
    read = {}
    for name, value in steps.items():
        try:
            array = np.asarray(value)
        except ValueError as error:
            raise InputError(f"steps: {name} must have rows of equal length", "steps") from error
        if array.dtype.kind not in "iuf" or array.size == 0 or np.isnan(array).any():
            raise InputError(
                f"steps: {name} must be an array of numbers, got {value!r:.60}", "steps"
            )
        read[name] = array.astype(np.float64)
    return read
