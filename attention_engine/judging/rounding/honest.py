"""What honest people write who round each step on the way, to prove that they are judged right."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from ...computations import Change, Derivation, Step, Steps

Rounding = Callable[[np.ndarray, int], np.ndarray]
# So that a 5 that floating point holds as 4.999... is rounded as the 5 that people see.
_TIE = 1e-9


def half_up(values: np.ndarray, decimals: int) -> np.ndarray:
    """Rounded as at school: a 5 goes away from zero."""
    scale = 10.0**decimals
    with np.errstate(invalid="ignore"):
        return np.copysign(np.floor(np.abs(values) * scale + 0.5 + _TIE) / scale, values)


def half_even(values: np.ndarray, decimals: int) -> np.ndarray:
    """Rounded as Python and R do: a 5 goes to the even neighbor."""
    return np.round(values, decimals)


def honest_steps(
    derivation: Derivation, carried: Iterable[int], decimals: int
) -> Iterator[tuple[str, Steps]]:
    """How the person rounds, in words, and every step as it is then written with `decimals`.

    Each step is worked out from earlier ones that are rounded to one of the `carried` numbers of
    decimals, by either rule. What is written with fewer decimals is rounded twice.
    """
    for words, rounding in (("half up", half_up), ("half even", half_even)):
        for kept in carried:
            steps = _rounded(derivation, rounding, kept, decimals)
            written = {name: rounding(value, decimals) for name, value in steps.items()}
            yield f"rounding {words} to {kept} decimals on the way", written


def _rounded(derivation: Derivation, rounding: Rounding, kept: int, decimals: int) -> Steps:
    last = next(reversed(derivation.applied))

    def of(step: Step) -> Change:
        digits = max(kept, decimals) if step.name == last else kept
        return lambda values: rounding(np.asarray(step.compute(values), dtype=np.float64), digits)

    altered = derivation.altered({name: of(step) for name, step in derivation.applied.items()})
    assert altered is not None  # noqa: S101 - every step can be rounded
    return altered.steps
