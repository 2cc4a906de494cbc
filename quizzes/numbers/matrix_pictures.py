"""The matrix of a computation as a heatmap, with names for its rows and columns."""

from dataclasses import dataclass

import numpy as np

from attention_engine.computations import computation_of
from quizzes.pictures import Picture, heatmap

from .table import decimals_needed

DECIMALS = 3


@dataclass(frozen=True)
class MatrixLabels:
    """The step that is shown, and the names of its rows and columns.

    `first` is the number of the first row; `most` is what full color stands for, if that does not
    depend on the numbers.
    """

    step: str
    row_name: str = "query"
    row: str = "q"
    column_name: str = "key"
    column: str = "k"
    first: int = 1
    most: float | None = None

    def rows(self, count: int) -> list[str]:
        return [f"{self.row}{n}" for n in range(self.first, self.first + count)]

    def columns(self, count: int) -> list[str]:
        return [f"{self.column}{n}" for n in range(1, count + 1)]


_WEIGHTS, _SCORES = MatrixLabels("weights", most=1.0), MatrixLabels("scores")
_OUTPUT = MatrixLabels("output", column_name="column", column="c")
_PLAIN = MatrixLabels("", "row", "r", "column", "c")
# Computations with a step that is best seen as a whole.
LABELS = {
    "attention_weights": _WEIGHTS,
    "scaled_dot_product_attention": _WEIGHTS,
    "self_attention": _WEIGHTS,
    "multi_head_attention": _WEIGHTS,
    "linear_attention": _WEIGHTS,
    "scores": _SCORES,
    "bilinear_scores": _SCORES,
    "additive_scores": _SCORES,
    "softmax_jacobian": MatrixLabels("jacobian", "weight", "w", "score", "x"),
    "rotary_embedding": MatrixLabels("rotated", "position", "p", "column", "c", first=0),
}


def labels_of_result(computation: str) -> MatrixLabels:
    """The names of the rows and columns of the result."""
    last = computation_of(computation).steps[-1].name
    known = (LABELS.get(computation, _PLAIN), _OUTPUT)
    return next((labels for labels in known if labels.step == last), _PLAIN)


def matrix_picture(
    name: str,
    title: str,
    matrix: np.ndarray,
    labels: MatrixLabels,
    *,
    decimals: int = DECIMALS,
    most: float | None = None,
    differs: np.ndarray | None = None,
) -> Picture:
    """The heatmap of a matrix, with numbers as exact as in a table of it."""
    height, width = matrix.shape
    return heatmap(
        name,
        title,
        matrix,
        labels.rows(height),
        labels.columns(width),
        row_name=labels.row_name,
        column_name=labels.column_name,
        most=most or labels.most,
        decimals=decimals_needed(matrix, decimals),
        differs=differs,
    )
