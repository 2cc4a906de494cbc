"""Mistakes in computations whose answer is one number."""

import numpy as np

from ...computations import Values
from ..registry import mistake


@mistake(
    "dot_instead_of_cosine",
    at="cosine_similarity",
    title="The dot product instead of the cosine",
    tells="This is the dot product. Divide it by the lengths of both vectors to get the cosine.",
    of=("cosine_similarity",),
)
def dot_instead_of_cosine(values: Values) -> np.ndarray:
    return values["dot_product"]


@mistake(
    "lengths_squared",
    at="norms",
    title="The root was not taken of the lengths",
    tells="You divided by the sums of squares. The length of a vector is the square root of that "
    "sum.",
    of=("cosine_similarity",),
)
def lengths_squared(values: Values) -> np.ndarray:
    return np.array([values[name] @ values[name] for name in ("query", "key")])


@mistake(
    "multiply_add_counted_once",
    at="flops",
    title="Multiply-adds counted instead of FLOPs",
    tells="You counted multiply-adds (MACs). One MAC is two FLOPs, so double your number.",
    of=("complexity",),
)
def multiply_add_counted_once(values: Values) -> np.ndarray:
    return _together(values) / 2


@mistake(
    "heads_left_out",
    at="flops",
    title="The heads were left out",
    tells="This is the count for one head. There are {h} of them: multiply by their number.",
    of=("complexity",),
)
def heads_left_out(values: Values) -> np.ndarray | None:
    # Half of the count already means that multiply-adds were counted once.
    return _together(values) / values["heads"] if values["heads"] > 2 else None


def _together(values: Values) -> np.ndarray:
    first = "state_flops" if values["method"] == "linear" else "score_flops"
    return values[first] + values["output_flops"]
