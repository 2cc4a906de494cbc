"""Mistakes with projections and singular values."""

import numpy as np

from ...computations import Values
from ..registry import mistake

_PROJECTION = ("projection",)
_SINGULAR = ("singular_values",)


@mistake(
    "divided_by_length",
    at="squared_length",
    title="Divided by the length instead of its square",
    tells="You divided by the length of u once. It is divided by twice, once for each u in the "
    "formula: by u . u.",
    of=_PROJECTION,
)
def divided_by_length(values: Values) -> np.ndarray:
    return np.sqrt(np.asarray(values["onto"] @ values["onto"]))


@mistake(
    "not_divided_by_squared_length",
    at="coefficient",
    title="The division by the squared length is missing",
    tells="You multiplied u with the dot product itself. Divide by u . u first: only for a vector "
    "of length 1 does that change nothing.",
    of=_PROJECTION,
)
def not_divided_by_squared_length(values: Values) -> np.ndarray:
    return values["dot_product"]


@mistake(
    "divided_by_other_length",
    at="squared_length",
    title="Divided by v . v instead of u . u",
    tells="You divided by the squared length of the vector that is projected. Its own length must "
    "stay: divide by that of the vector it is projected onto.",
    of=_PROJECTION,
)
def divided_by_other_length(values: Values) -> np.ndarray | None:
    squared = values["vector"] @ values["vector"]
    return np.asarray(squared) if squared else None


@mistake(
    "projected_the_other_way",
    at="projection",
    title="u was projected onto v",
    tells="You projected the second vector onto the first. The projection of v onto u points along "
    "u.",
    of=_PROJECTION,
)
def projected_the_other_way(values: Values) -> np.ndarray | None:
    squared = values["vector"] @ values["vector"]
    return values["dot_product"] / squared * values["vector"] if squared else None


@mistake(
    "remainder_not_projection",
    at="projection",
    title="The remainder instead of the projection",
    tells="This is what is left of v when the projection is taken away. It is orthogonal to u; "
    "the projection points along u.",
    of=_PROJECTION,
)
def remainder_not_projection(values: Values) -> np.ndarray:
    return values["vector"] - values["coefficient"] * values["onto"]


@mistake(
    "root_not_taken",
    at="singular_values",
    title="The eigenvalues instead of their roots",
    tells="These are the eigenvalues of the products of the columns. Singular values are their "
    "roots.",
    of=_SINGULAR,
)
def root_not_taken(values: Values) -> np.ndarray:
    return values["eigenvalues"]


@mistake(
    "lengths_of_columns",
    at="singular_values",
    title="The lengths of the columns",
    tells="These are the lengths of the two columns. They are the singular values only where the "
    "columns are orthogonal.",
    of=_SINGULAR,
)
def lengths_of_columns(values: Values) -> np.ndarray:
    return -np.sort(-np.sqrt(np.diagonal(values["gram"])))


@mistake(
    "smaller_first",
    at="singular_values",
    title="The smaller one first",
    tells="Both numbers are right but swapped: the largest singular value comes first.",
    of=_SINGULAR,
)
def smaller_first(values: Values) -> np.ndarray:
    return np.sqrt(values["eigenvalues"])[::-1]


@mistake(
    "matrix_squared",
    at="gram",
    title="A squared instead of A^T A",
    tells="You multiplied the matrix with itself. Multiply its transpose with it: columns with "
    "columns.",
    of=_SINGULAR,
)
def matrix_squared(values: Values) -> np.ndarray | None:
    matrix = values["matrix"]
    return matrix @ matrix if len(matrix) == 2 else None
