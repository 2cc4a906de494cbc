"""Mistakes with the angles of positions, and with the vectors rotated by them."""

import numpy as np

from ...computations import Values
from ...computations.positions import angles_of, interleaved, turned
from ..registry import mistake

_ROTARY = ("rotary_embedding",)
_SINUSOIDAL = ("sinusoidal_positions",)
_BOTH = (*_ROTARY, *_SINUSOIDAL)


@mistake(
    "positions_from_one",
    at="angles",
    title="Positions counted from 1",
    tells="You counted positions from 1. They count from 0: the first position has all angles 0.",
    of=_BOTH,
)
def positions_from_one(values: Values) -> np.ndarray:
    return angles_of(values, first=1)


@mistake(
    "exponent_not_doubled",
    at="angles",
    title="The exponent i/d instead of 2i/d",
    tells="You took the exponent i/d for pair i. It is 2i/d, with i counting the pairs from 0: "
    "the rates fall twice as fast.",
    of=_BOTH,
)
def exponent_not_doubled(values: Values) -> np.ndarray:
    return angles_of(values, doubled=1)


@mistake(
    "same_angle_for_all_pairs",
    at="angles",
    title="Every pair with the angle of the first",
    tells="You took the position itself as the angle of every pair. Each pair has a rate of its "
    "own, slower from pair to pair.",
    of=_BOTH,
)
def same_angle_for_all_pairs(values: Values) -> np.ndarray:
    return angles_of(values, doubled=0)


@mistake(
    "angles_in_degrees",
    at=("rotated", "encoding"),
    title="Angles taken as degrees",
    tells="Your calculator took the angles as degrees. They are in radians: switch it over.",
    of=_BOTH,
)
def angles_in_degrees(values: Values) -> np.ndarray:
    angles = np.deg2rad(values["angles"])
    return turned(values["x"], angles) if "x" in values else interleaved(angles)


@mistake(
    "turned_backwards",
    at="rotated",
    title="Rotated in the wrong direction",
    tells="You rotated by minus the angle: the signs of the two sines are swapped. The first "
    "of a pair is x cos - y sin, the second x sin + y cos.",
    of=_ROTARY,
)
def turned_backwards(values: Values) -> np.ndarray:
    return turned(values["x"], -values["angles"])


@mistake(
    "halves_paired",
    at="rotated",
    title="Column i paired with column i + d/2",
    tells="You paired the first half of the columns with the second, as some programs do. Here "
    "neighbors are a pair: columns 1 and 2, columns 3 and 4.",
    of=_ROTARY,
)
def halves_paired(values: Values) -> np.ndarray:
    width = values["x"].shape[-1]
    order = np.arange(width).reshape(2, -1).T.reshape(-1)
    found = np.empty_like(values["x"], dtype=np.result_type(values["x"], values["angles"]))
    found[:, order] = turned(values["x"][:, order], values["angles"])
    return found


@mistake(
    "sine_and_cosine_exchanged",
    at="encoding",
    title="Sine and cosine are swapped",
    tells="You put the cosine first. Each sine belongs in an even column (0, 2, ...), its cosine "
    "right after it.",
    of=_SINUSOIDAL,
)
def sine_and_cosine_exchanged(values: Values) -> np.ndarray:
    sines, cosines = np.sin(values["angles"]), np.cos(values["angles"])
    return np.stack([cosines, sines], axis=-1).reshape(-1)


@mistake(
    "sines_before_cosines",
    at="encoding",
    title="All sines first, then all cosines",
    tells="You wrote all sines and then all cosines. They take turns: sine and cosine of the first "
    "angle, then of the second.",
    of=_SINUSOIDAL,
)
def sines_before_cosines(values: Values) -> np.ndarray:
    return np.concatenate([np.sin(values["angles"]), np.cos(values["angles"])])
