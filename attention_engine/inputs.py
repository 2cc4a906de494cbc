"""Accepts or refuses arrays, in one place.

Every public function passes its arguments through here. Wrong input raises an InputError, a
ValueError with the argument's name, what came and what is needed: never a warning, an accidental
broadcast or a NaN.
"""

from math import isfinite
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .listing import listed

Array = np.ndarray[Any, np.dtype[np.floating[Any]]]

# float32 and float64.
COMPUTED_AS_THEY_ARE = "fd"


class InputError(ValueError):
    """Input that a function cannot take. `arguments` are the names of the arguments concerned: the
    one to look at first, then those that it does not fit. `argument` is the first."""

    def __init__(self, message: str, *arguments: str) -> None:
        super().__init__(message)
        self.arguments = arguments

    @property
    def argument(self) -> str | None:
        return self.arguments[0] if self.arguments else None


def floats(name: str, value: ArrayLike, least_axes: int = 0) -> Array:
    """`value` as a finite floating array with at least `least_axes` axes.

    float32 and float64 stay as they are, float16 is computed in float32, integers in float64.
    Raises ValueError naming the argument for anything else: no array of numbers, rows of unequal
    length, an empty array, NaN, an infinite number, too few axes.
    """
    array = any_array(name, value)
    if array.dtype.kind not in "iuf":
        raise InputError(f"{name} must hold real numbers, got dtype {array.dtype}", name)
    if array.dtype.char not in COMPUTED_AS_THEY_ARE or not array.dtype.isnative:
        array = array.astype(_computed_in(array.dtype))
    if array.size == 0:
        raise InputError(f"{name} must hold at least one number, got shape {array.shape}", name)
    if array.ndim < least_axes:
        raise InputError(f"{name} must have {_axes(least_axes)}, got shape {array.shape}", name)
    if not all_finite(array):
        raise InputError(
            f"{name} must hold finite numbers only, got {_first_infinite(array)}", name
        )
    return array


def vector(name: str, value: ArrayLike) -> Array:
    """`value` as a vector. Raises ValueError as `floats` does, and for more or fewer axes."""
    array = floats(name, value)
    if array.ndim != 1:
        raise InputError(f"{name} must be one vector, got shape {array.shape}", name)
    return array


def together(**arrays: Array) -> list[Array]:
    """The arrays in the widest of their dtypes: one float64 makes all float64."""
    dtypes = {array.dtype for array in arrays.values()}
    if len(dtypes) == 1:
        return list(arrays.values())
    dtype = np.result_type(*dtypes)
    return [array.astype(dtype, copy=False) for array in arrays.values()]


def paired(query: ArrayLike, key: ArrayLike, same_width: bool = True) -> tuple[Array, Array]:
    """Queries (..., L, E) and keys (..., S, E) with the same leading axes and, unless
    `same_width` is false, the same width E. Raises ValueError naming what does not match."""
    query, key = together(query=floats("query", query, 2), key=floats("key", key, 2))
    if same_width and key.shape[-1] != query.shape[-1]:
        raise InputError(
            f"key has {key.shape[-1]} columns but query has {query.shape[-1]}: "
            "both are d_k and must agree",
            "key",
            "query",
        )
    same_batch("key", key, "query", query)
    return query, key


def attended(query: ArrayLike, key: ArrayLike, value: ArrayLike) -> list[Array]:
    """Queries and keys as `paired` takes them, and values (..., S, Ev), one row for each key."""
    query, key = paired(query, key)
    return together(query=query, key=key, value=values_for(key, value))


def same_batch(name: str, array: Array, other_name: str, other: Array) -> None:
    """Refuses arrays whose axes before the last two differ: no broadcasting by accident."""
    if array.shape[:-2] != other.shape[:-2]:
        raise InputError(
            f"{name} has the leading axes {array.shape[:-2]} but {other_name} has "
            f"{other.shape[:-2]}: they must be the same",
            name,
            other_name,
        )


def values_for(key: Array, value: ArrayLike) -> Array:
    """Values (..., S, Ev), one row for each key."""
    array = floats("value", value, 2)
    if array.shape[-2] != key.shape[-2]:
        raise InputError(
            f"value has {array.shape[-2]} rows but key has {key.shape[-2]}: "
            "each key needs one value",
            "value",
            "key",
        )
    same_batch("value", array, "key", key)
    return array


def weight_matrix(name: str, value: ArrayLike, rows: int, of: str) -> Array:
    """A matrix with as many rows as `of` has columns."""
    matrix = floats(name, value)
    if matrix.ndim != 2:
        raise InputError(f"{name} must be a matrix, got shape {matrix.shape}", name)
    if matrix.shape[0] != rows:
        raise InputError(f"{name} has {matrix.shape[0]} rows but {of}: it needs {rows} rows", name)
    return matrix


def positive(name: str, value: float) -> float:
    """A finite number above 0."""
    number = real(name, value)
    if number <= 0:
        raise InputError(f"{name} must be above 0, got {value!r:.60}", name)
    return number


def real(name: str, value: float) -> float:
    """A finite real number, numpy's scalars included."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real):
        raise InputError(f"{name} must be a number, got {value!r:.60}", name)
    try:
        number = float(value)
    except OverflowError as error:
        raise InputError(f"{name} is too large a number", name) from error
    if not isfinite(number):
        raise InputError(f"{name} must be a finite number, got {number}", name)
    return number


def count(name: str, value: int, most: int, least: int = 1) -> int:
    """A whole number from `least` to `most`."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool | np.bool_) or not isinstance(value, Integral):
        raise InputError(f"{name} must be a whole number, got {value!r:.60}", name)
    number = int(value)
    if not least <= number <= most:
        raise InputError(f"{name} must be from {least} to {most:,}, got {_short(number)}", name)
    return number


def flag(name: str, value: bool) -> bool:
    """True or False, not just a value that counts as one."""
    if not isinstance(value, bool | np.bool_):
        raise InputError(f"{name} must be True or False, got {value!r:.60}", name)
    return bool(value)


def quiet() -> np.errstate:
    """For arithmetic that may underflow (exp of very negative numbers), or is checked afterward."""
    return np.errstate(over="ignore", under="ignore", invalid="ignore")


def all_finite(array: Array) -> bool:
    """Whether no number is NaN or infinite."""
    with quiet():
        # One infinite number or NaN makes the sum so, and the sum is faster to compute.
        return isfinite(array.sum()) or bool(np.isfinite(array).all())


def finite_result(name: str, array: Array, *arguments: str, said: str = "") -> Array:
    """`array`, or an InputError where numbers too large for its dtype made it infinite.

    `said` describes the arguments in the message, in place of their names.
    """
    if not all_finite(array):
        of = said or listed(arguments)
        raise InputError(
            f"{of} hold numbers so large that the {name} overflow {array.dtype}", *arguments
        )
    return array


def _short(number: int) -> str:
    return f"{number:,}" if abs(number) < 10**15 else "a number of more than 15 digits"


def any_array(name: str, value: ArrayLike) -> np.ndarray:
    """`value` as a plain array of any dtype. Raises ValueError for a masked or ragged one."""
    if type(value) is np.ndarray:
        return value
    if isinstance(value, np.ma.MaskedArray):
        raise InputError(f"{name} must be a plain array, got a masked array: fill it first", name)
    try:
        return np.asarray(value)
    except ValueError as error:
        raise InputError(f"{name} must be an array with rows of equal length", name) from error


def _computed_in(dtype: np.dtype) -> type[np.floating]:
    if dtype.kind == "f" and dtype.itemsize <= 4:
        return np.float32
    return np.float64


def _first_infinite(array: Array) -> str:
    place = tuple(int(index) for index in np.argwhere(~np.isfinite(array))[0])
    where = f" at {list(place)}" if place else ""
    return f"{array[place]}{where}"


def _axes(number: int) -> str:
    return {1: "at least 1 axis", 2: "at least 2 axes (rows and columns)"}[number]
