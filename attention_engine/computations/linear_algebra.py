"""Linear algebra by hand: a projection, and the singular values of a matrix with two columns."""

from typing import Any

import numpy as np

from .. import inputs as accept
from ..latex import latex_number, latex_of
from ..linear_algebra import projection, singular_values, vectors_to_project
from .base import Computation, Index, Parameter, Step, Values, register
from .vectors import in_brackets, squared, sum_of_products, terms

VECTOR = Parameter("vector", "vector", "the vector v that is projected")
ONTO = Parameter("onto", "vector", "the vector u it is projected onto")
MATRIX = Parameter("matrix", "matrix", "the matrix A, with two columns")


def _check_projection(vector: Any, onto: Any) -> dict[str, Any]:
    projection(vector, onto)
    vector, onto = vectors_to_project(vector, onto)
    with accept.quiet():
        squared = np.asarray([vector @ vector, onto @ onto])
    # A worked solution writes out the squared lengths, so they must fit the float range.
    accept.finite_result("squared lengths", squared, "vector", "onto")
    if squared[1] < np.finfo(squared.dtype).tiny:
        raise accept.InputError("onto is so short that its squared length underflows", "onto")
    return {"vector": vector, "onto": onto}


def _check_matrix(matrix: Any) -> dict[str, Any]:
    singular_values(matrix)
    array = accept.floats("matrix", matrix)
    if array.shape[-1] != 2 or len(array) < 2:
        raise accept.InputError(
            "matrix must have 2 columns and at least 2 rows to be worked out by hand, "
            f"got shape {array.shape}",
            "matrix",
        )
    with accept.quiet():
        # The largest number on the way is the square of the trace.
        largest = np.square((array * array).sum())
    accept.finite_result("products", np.asarray(largest), "matrix")
    return {"matrix": array}


def _coefficient(values: Values) -> np.ndarray:
    # A learner's own squared length may be zero.
    with np.errstate(all="ignore"):
        return np.asarray(values["dot_product"] / values["squared_length"])


def _written_coefficient(values: Values) -> str:
    dot, squared = (latex_number(values[name]) for name in ("dot_product", "squared_length"))
    return rf"\frac{{{dot}}}{{{squared}}}"


def _cell_of_projection(values: Values, index: Index) -> str:
    return rf"{in_brackets(values['coefficient'])} \cdot {in_brackets(values['onto'][index])}"


def trace_and_determinant(gram: np.ndarray) -> np.ndarray:
    return np.array([gram[0, 0] + gram[1, 1], gram[0, 0] * gram[1, 1] - gram[0, 1] * gram[1, 0]])


def _eigenvalues(values: Values) -> np.ndarray:
    """The roots of x^2 - t x + D, larger first, at least 0: A^T A has no negative ones."""
    trace, determinant = values["trace_and_determinant"]
    with np.errstate(all="ignore"):
        larger = trace / 2 + np.sqrt(np.maximum(trace * trace / 4 - determinant, 0))
        # D / larger instead of t/2 - root, where two nearly equal numbers would be subtracted.
        smaller = determinant / larger if larger else 0.0
        return np.maximum([larger, smaller], 0)


def _written_gram(values: Values) -> str:
    return f"{latex_of(values['matrix'].T)} {latex_of(values['matrix'])}"


def _cell_of_gram(values: Values, index: Index) -> str:
    row, column = index
    return sum_of_products(values["matrix"][:, row], values["matrix"][:, column])


def _written_trace(values: Values) -> str:
    (a, b), (c, d) = [[in_brackets(x) for x in row] for row in values["gram"]]
    return rf"{a} + {d}, \quad {a} \cdot {d} - {b} \cdot {c}"


def _written_eigenvalues(values: Values) -> str:
    trace, determinant = (in_brackets(x) for x in values["trace_and_determinant"])
    square = squared(values["trace_and_determinant"][0])
    return rf"\frac{{{trace}}}{{2}} \pm \sqrt{{\frac{{{square}}}{{4}} - {determinant}}}"


register(
    Computation(
        "projection",
        "Projection onto a vector",
        (VECTOR, ONTO),
        _check_projection,
        (
            Step(
                "dot_product",
                "Dot product",
                r"v \cdot u",
                lambda values: np.asarray(values["vector"] @ values["onto"]),
                lambda values: sum_of_products(values["vector"], values["onto"]),
                lambda values: "How far the two vectors agree, with both lengths in it.",
            ),
            Step(
                "squared_length",
                "Squared length",
                r"u \cdot u",
                lambda values: np.asarray(values["onto"] @ values["onto"]),
                lambda values: terms([squared(x) for x in values["onto"]]),
                lambda values: "The square of the length of u, so that the length of u cancels.",
            ),
            Step(
                "coefficient",
                "Coefficient",
                r"c = \frac{v \cdot u}{u \cdot u}",
                _coefficient,
                _written_coefficient,
                lambda values: "How many times u goes into v along its direction.",
            ),
            Step(
                "projection",
                "Projection",
                r"c \, u",
                lambda values: values["coefficient"] * values["onto"] + 0.0,
                lambda values: (
                    rf"{in_brackets(values['coefficient'])} \cdot {latex_of(values['onto'])}"
                ),
                lambda values: "That many times u. What is left of v is orthogonal to u.",
                cell=_cell_of_projection,
            ),
        ),
    )
)
register(
    Computation(
        "singular_values",
        "Singular values",
        (MATRIX,),
        _check_matrix,
        (
            Step(
                "gram",
                "Products of the columns",
                r"A^\top A",
                lambda values: values["matrix"].T @ values["matrix"],
                _written_gram,
                lambda values: (
                    "The dot product of each column with each: a symmetric 2 x 2 matrix."
                ),
                cell=_cell_of_gram,
            ),
            Step(
                "trace_and_determinant",
                "Trace and determinant",
                r"t = g_{11} + g_{22}, \quad D = g_{11} g_{22} - g_{12} g_{21}",
                lambda values: trace_and_determinant(values["gram"]),
                _written_trace,
                lambda values: "The sum and the product of the two eigenvalues.",
            ),
            Step(
                "eigenvalues",
                "Eigenvalues",
                r"\lambda = \frac{t}{2} \pm \sqrt{\frac{t^2}{4} - D}",
                _eigenvalues,
                _written_eigenvalues,
                lambda values: "The two numbers with this sum and this product, the larger first.",
            ),
            Step(
                "singular_values",
                "Singular values",
                r"\sigma = \sqrt{\lambda}",
                lambda values: np.sqrt(values["eigenvalues"]),
                lambda values: r", \quad ".join(
                    rf"\sqrt{{{latex_number(x)}}}" for x in values["eigenvalues"]
                ),
                lambda values: "Their roots: how much A stretches its two principal directions.",
                cell=lambda values, index: (
                    rf"\sqrt{{{latex_number(values['eigenvalues'][index])}}}"
                ),
            ),
        ),
    )
)
