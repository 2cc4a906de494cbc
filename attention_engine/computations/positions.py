"""Positions by hand: the sinusoidal encoding of one position, and rotary embeddings."""

from math import pi
from typing import Any

import numpy as np

from .. import inputs as accept
from ..latex import latex_number, latex_of
from ..positions import rotary_embedding
from .base import Computation, Index, Parameter, Step, Values, register

X = Parameter("x", "matrix", "the vectors, row by row for the positions 0, 1, 2 and so on")
BASE = Parameter("base", "number", "the base of the rates", optional=True, default=10000.0)
POSITION = Parameter("position", "number", "the position, a whole number from 0")
DIM = Parameter("dim", "count", "the width of the encoding, an even number")

LARGEST_POSITION = 1_000_000
LARGEST_DIM = 256
RATE_BASE = 10000.0


def _check_rotary(x: Any, base: Any) -> dict[str, Any]:
    rotary_embedding(x, accept.positive("base", base))
    array = accept.floats("x", x, 2)
    if array.ndim != 2:
        raise accept.InputError(f"x must have two axes, got shape {array.shape}", "x")
    return {"x": array, "base": float(base)}


def _check_sinusoidal(position: Any, dim: Any) -> dict[str, Any]:
    dim = accept.count("dim", dim, LARGEST_DIM)
    if dim % 2:
        raise accept.InputError(
            f"dim must be even, got {dim}: each angle has a sine and a cosine", "dim"
        )
    place = accept.count("position", position, LARGEST_POSITION, least=0)
    return {"position": place, "dim": dim}


def rates(width: int, base: float, doubled: int = 2) -> np.ndarray:
    """base^(-2i / d) for each pair i of columns."""
    return base ** (-doubled * np.arange(width // 2) / width)


def angles_of(values: Values, first: int = 0, doubled: int = 2) -> np.ndarray:
    """Positions times rates: (n, d / 2) for the rows of x, (d / 2,) for one position. Mistakes
    count from another `first` position, or have another factor in the exponent."""
    if "x" not in values:
        return (values["position"] + first) * rates(values["dim"], RATE_BASE, doubled)
    length, width = values["x"].shape
    return (np.arange(length) + first)[:, None] * rates(width, values["base"], doubled)


def turned(x: np.ndarray, angles: np.ndarray) -> np.ndarray:
    """Pairs of columns (2i, 2i + 1) rotated by the angles (n, d / 2)."""
    found = np.empty(x.shape, np.result_type(x, angles))
    even, odd = x[..., 0::2], x[..., 1::2]
    found[..., 0::2] = even * np.cos(angles) - odd * np.sin(angles)
    found[..., 1::2] = even * np.sin(angles) + odd * np.cos(angles)
    return found


def interleaved(angles: np.ndarray) -> np.ndarray:
    """sin and cos of each angle, side by side."""
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(-1)


def _written_rotary_angles(values: Values) -> str:
    exponents = r"0, 1, \ldots" if len(values["x"]) > 2 else "0, 1"
    base, width = latex_number(values["base"]), values["x"].shape[-1]
    powers = latex_of(rates(width, values["base"]))
    return rf"p \cdot {base}^{{-2i/{width}}}, \quad p = {exponents}, \quad \text{{rates }} {powers}"


def _written_rotated(values: Values) -> str:
    last = len(values["x"]) - 1
    return rf"\text{{row {last + 1}: }} {_cell_of_rotated(values, (last, 0))}, \; \ldots"


def _product(factor: str, function: str, angle: str) -> str:
    shown = f"({factor})" if factor.startswith("-") else factor
    return rf"{shown} \cdot \{function} {angle}"


def _cell_of_rotated(values: Values, index: Index) -> str:
    row, column = index
    pair = column - column % 2
    angle = latex_number(values["angles"][row, pair // 2])
    first, second = (latex_number(x) for x in values["x"][row, pair : pair + 2])
    if column == pair:
        return f"{_product(first, 'cos', angle)} - {_product(second, 'sin', angle)}"
    return f"{_product(first, 'sin', angle)} + {_product(second, 'cos', angle)}"


def _cell_of_encoding(values: Values, index: Index) -> str:
    function = "cos" if index[0] % 2 else "sin"
    return rf"\{function} {latex_number(values['angles'][index[0] // 2])}"


def _written_encoding(values: Values) -> str:
    angles = [latex_number(angle) for angle in values["angles"][:2]]
    parts = [rf"\sin {angle}, \; \cos {angle}" for angle in angles]
    return r", \; ".join(parts + ([r"\ldots"] if len(values["angles"]) > 2 else []))


register(
    Computation(
        "rotary_embedding",
        "Rotary embedding",
        (X, BASE),
        _check_rotary,
        (
            Step(
                "angles",
                "Angles",
                r"\theta_{p,i} = p \, b^{-2i/d}",
                angles_of,
                _written_rotary_angles,
                lambda values: (
                    "In radians: the position times the rate of the pair, "
                    f"a full turn being {latex_number(2 * pi)}. Position 0 is not rotated."
                ),
            ),
            Step(
                "rotated",
                "Rotated pairs",
                r"(x_{2i} \cos\theta - x_{2i+1} \sin\theta, \; "
                r"x_{2i} \sin\theta + x_{2i+1} \cos\theta)",
                lambda values: turned(values["x"], values["angles"]),
                _written_rotated,
                lambda values: (
                    "Each pair of neighboring columns is rotated by its angle. No length changes."
                ),
                cell=_cell_of_rotated,
            ),
        ),
    )
)
register(
    Computation(
        "sinusoidal_positions",
        "Sinusoidal encoding",
        (POSITION, DIM),
        _check_sinusoidal,
        (
            Step(
                "angles",
                "Angles",
                r"\theta_i = \frac{p}{10000^{2i/d}}",
                angles_of,
                lambda values: (
                    rf"{values['position']} \cdot {latex_of(rates(values['dim'], RATE_BASE))}"
                ),
                lambda values: "In radians: one angle for each pair of columns, ever slower.",
            ),
            Step(
                "encoding",
                "Encoding",
                r"(\sin\theta_0, \cos\theta_0, \sin\theta_1, \cos\theta_1, \ldots)",
                lambda values: interleaved(values["angles"]),
                _written_encoding,
                lambda values: "Sine and cosine of each angle, side by side.",
                cell=_cell_of_encoding,
            ),
        ),
    )
)
