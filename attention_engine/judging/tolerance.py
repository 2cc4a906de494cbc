"""How far a number may be off: what `check_answer`'s arguments mean."""

from dataclasses import dataclass
from math import floor, log10
from numbers import Integral, Real

import numpy as np
from numpy.typing import ArrayLike

from ..inputs import InputError

# Half a unit of the last digit, and 2 % more so that a tie rounded either way is right.
SLACK = 1.02
DEFAULT_ATOL = 0.005 * SLACK
DEFAULT_RTOL = 1e-3
MAX_DECIMALS = 12
LARGEST_WITH_DECIMALS = 1e15
# A number that is not right is close if it would be right with one digit less.
CLOSE_FACTOR = 10


@dataclass(frozen=True, eq=False)
class Tolerance:
    """x is right if |x - expected| <= atol + rtol |expected|. `stated` is the atol people read.
    With `nothing_is_close` a number is right or wrong."""

    atol: float | np.ndarray
    rtol: float
    stated: float | np.ndarray
    decimals: int | None = None
    nothing_is_close: bool = False

    @property
    def close_factor(self) -> int:
        """What atol is multiplied by for a number that is not right but close."""
        return 1 if self.nothing_is_close else CLOSE_FACTOR

    @property
    def digits(self) -> int:
        """How many decimals the task asks for; without a count, as many as `stated` settles."""
        if self.decimals is not None:
            return self.decimals
        largest = float(np.max(self.stated))
        return max(0, floor(-log10(2 * largest) + 1e-9)) if largest > 0 else 0

    def cells(self, expected: np.ndarray, submitted: np.ndarray, factor: int = 1) -> np.ndarray:
        """True where a number is right with `factor` times atol; an infinite one only if equal."""
        with np.errstate(over="ignore", invalid="ignore"):
            near = np.abs(submitted - expected) <= factor * self.atol + self.rtol * abs(expected)
        finite = np.isfinite(expected) & np.isfinite(submitted)
        return np.asarray(np.where(finite, near, submitted == expected))

    def fits(self, shape: tuple[int, ...]) -> None:
        """Raises ValueError if `atol` is an array of another shape."""
        given = np.shape(self.atol)
        if given and given != shape:
            raise InputError(
                f"atol has the shape {given} but expected has {shape}: give one for "
                "each number or one for all",
                "atol",
                "expected",
            )


def tolerance_of(
    rtol: float | None = None, atol: ArrayLike | None = None, decimals: int | None = None
) -> Tolerance:
    """The tolerance that `check_answer`'s arguments mean. Raises ValueError naming a bad one."""
    if decimals is not None:
        if rtol is not None or atol is not None:
            raise InputError(
                "decimals replaces rtol and atol: give decimals or the other two",
                "decimals",
                "rtol",
                "atol",
            )
        half = half_unit("decimals", decimals)
        return Tolerance(half * SLACK, 0.0, half, int(decimals))
    if rtol is None and atol is None:
        return Tolerance(DEFAULT_ATOL, DEFAULT_RTOL, DEFAULT_ATOL / SLACK)
    given = _each_not_negative("atol", 0.0 if atol is None else atol)
    return Tolerance(given, _not_negative("rtol", rtol or 0.0), given)


def half_unit(name: str, decimals: int) -> float:
    """Half a unit of the last of `decimals` decimals. Raises ValueError if out of range."""
    if isinstance(decimals, bool) or not isinstance(decimals, Integral):
        raise InputError(f"{name} must be a whole number, got {decimals!r:.60}", name)
    if not 0 <= decimals <= MAX_DECIMALS:
        raise InputError(f"{name} must be 0 to {MAX_DECIMALS}, got {int(decimals)}", name)
    return 0.5 * 10.0 ** -int(decimals)


def typed_with(numbers: np.ndarray, decimals: int) -> bool:
    """Whether these numbers, except infinite ones, have at most `decimals` decimals."""
    # Larger numbers are whole, and rounding them would overflow.
    numbers = numbers[np.abs(numbers) < LARGEST_WITH_DECIMALS]
    return bool((np.abs(np.round(numbers, decimals) - numbers) <= 1e-13).all())


def is_short(numbers: np.ndarray, decimals: int, typed_decimals: int | None) -> bool:
    """Whether fewer than `decimals` were typed; if `typed_decimals` is None, the numbers tell."""
    if typed_decimals is not None:
        return typed_decimals < decimals
    return decimals > 0 and typed_with(numbers, decimals - 1)


def _each_not_negative(name: str, value: ArrayLike) -> float | np.ndarray:
    if not isinstance(value, list | tuple | np.ndarray):
        return _not_negative(name, value)  # type: ignore[arg-type]
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(f"{name} must be one number or an array of numbers", name) from error
    if array.size == 0 or not (np.isfinite(array) & (array >= 0)).all():
        raise InputError(f"{name} must hold finite numbers not below 0", name)
    return array if array.ndim else float(array)


def _not_negative(name: str, value: float) -> float:
    number = float(value) if isinstance(value, Real) and not isinstance(value, bool) else -1.0
    if not 0 <= number < float("inf"):
        raise InputError(f"{name} must be a finite number not below 0, got {value!r:.60}", name)
    return number
