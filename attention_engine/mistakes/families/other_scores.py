"""Mistakes with additive and bilinear scores."""

import numpy as np

from ...computations import Values
from ..registry import mistake

ADDITIVE, BILINEAR = ("additive_scores",), ("bilinear_scores",)


@mistake(
    "tanh_left_out",
    at="hidden",
    title="The tanh was left out",
    tells="You weighed the sums themselves. Take the tanh of each sum first: without it the score "
    "is a part of the query plus a part of the key, and no pair is special.",
    of=ADDITIVE,
)
def tanh_left_out(values: Values) -> np.ndarray:
    return values["query_part"][..., :, None, :] + values["key_part"][..., None, :, :]


@mistake(
    "hidden_units_not_weighed",
    at="scores",
    title="The hidden units were added without their weights v",
    tells="You added the hidden units as they are. Multiply each by its weight in v first.",
    of=ADDITIVE,
)
def hidden_units_not_weighed(values: Values) -> np.ndarray:
    return values["hidden"].sum(axis=-1)


@mistake(
    "weight_matrix_left_out",
    at="transformed",
    title="The matrix W was left out",
    tells="This is the plain dot product. In a bilinear score W stands between query and key.",
    of=BILINEAR,
)
def weight_matrix_left_out(values: Values) -> np.ndarray | None:
    square = values["W"].shape[0] == values["W"].shape[1]
    return values["query"] if square else None


@mistake(
    "weight_matrix_transposed",
    at="transformed",
    title="The matrix W was transposed",
    tells="You used W with rows and columns swapped. The query multiplies W from the left: the "
    "rows of W belong to the entries of the query.",
    of=BILINEAR,
)
def weight_matrix_transposed(values: Values) -> np.ndarray | None:
    square = values["W"].shape[0] == values["W"].shape[1]
    return values["query"] @ values["W"].T if square else None
