"""The linear algebra that comes up with attention: lengths, projections, singular values."""

import numpy as np
from numpy.typing import ArrayLike

from .inputs import Array, InputError, finite_result, floats, quiet, together
from .inputs import vector as one_vector


def vector_norm(x: ArrayLike) -> Array:
    """Euclidean length sqrt(sum_i x_i^2) of each vector. x (..., d) -> (...,).

    Raises ValueError, as every function does, for anything but an array of finite numbers.
    Source: Golub and Van Loan 2013, section 2.2.

    >>> vector_norm([3, 4]).item()
    5.0
    """
    x = floats("x", x, 1)
    # Divide by the largest first: squares of very large or small numbers leave the float range.
    largest = np.abs(x).max(axis=-1, keepdims=True)
    with quiet():
        shares = x / np.where(largest == 0, 1, largest)
        norms = largest[..., 0] * np.sqrt((shares * shares).sum(axis=-1))
    return finite_result("lengths", norms, "x")


def projection(vector: ArrayLike, onto: ArrayLike) -> Array:
    """The part of `vector` that points along `onto`: (v . u / u . u) u.

    Both (d,) -> (d,). What is left, v minus this, is orthogonal to `onto`.
    Raises ValueError for vectors of different size and for an `onto` of zeros.
    Source: Golub and Van Loan 2013, section 2.5.

    >>> projection([2, 3], onto=[4, 0]).tolist()
    [2.0, 0.0]
    """
    vector, onto = vectors_to_project(vector, onto)
    # Use a unit vector: the squared length may leave the float range.
    unit = onto / np.abs(onto).max()
    unit = unit / np.linalg.norm(unit)
    with quiet():
        found = (vector @ unit) * unit + 0.0
    return finite_result("projection", found, "vector")


def vectors_to_project(vector: ArrayLike, onto: ArrayLike) -> list[Array]:
    """Both vectors, validated as `projection` takes them."""
    first, second = together(vector=one_vector("vector", vector), onto=one_vector("onto", onto))
    if len(first) != len(second):
        raise InputError(
            f"onto has {len(second)} numbers but vector has {len(first)}: they must agree",
            "onto",
            "vector",
        )
    if not second.any():
        raise InputError("onto must not be all zeros: it has no direction to project on", "onto")
    return [first, second]


def singular_values(matrix: ArrayLike) -> Array:
    """The singular values of a matrix (m, n), largest first: (min(m, n),).

    The roots of the eigenvalues of A^T A; how much A stretches along its principal directions.
    Raises ValueError for more or fewer than two axes.
    Source: Golub and Van Loan 2013, theorem 2.4.1.

    >>> singular_values([[3, 0], [0, -4]]).tolist()
    [4.0, 3.0]
    """
    array = floats("matrix", matrix, 2)
    if array.ndim != 2:
        raise InputError(f"matrix must have two axes, got shape {array.shape}", "matrix")
    return finite_result("singular values", np.linalg.svd(array, compute_uv=False), "matrix")
