"""Slips in a single sum of products: a flipped sign, or a forgotten product.

There are as many possible slips as products, so they are looked for only if one row is wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..computations import Derivation
from ..inputs import quiet
from .registry import MISTAKES, Mistake

# Slips that need more numbers than this are not worked out.
MOST_NUMBERS = 200_000

SIGN = Mistake(
    "sign_slip",
    "A sign error in one product",
    "In one sum a product has the wrong sign: minus times minus is plus.",
    (),
    lambda derivation, submitted: iter(()),
)
LEFT_OUT = Mistake(
    "product_left_out",
    "A product was left out of one sum",
    "In one sum a product is missing. Count the products: there are as many as columns.",
    (),
    lambda derivation, submitted: iter(()),
)
MISTAKES |= {slip.id: slip for slip in (SIGN, LEFT_OUT)}
# How many times a slip adds its product to the sum.
ADDED = ((SIGN, -2), (LEFT_OUT, -1))
# The steps that multiply a row of one array by a row (or a column) of another and sum.
SUMS = (
    ("dot_products", "query", "key", "rows"),
    ("scores", "transformed", "key", "rows"),
    ("output", "weights", "value", "columns"),
    ("output", "heads", "W_o", "columns"),
)


@dataclass(frozen=True, eq=False)
class Slips:
    """All slips of one kind in one step. `values[i]` is the result with the i-th slip, made in the
    product of the two `factors[i]`, which is term `terms[i]` of the sum at `places[i]`."""

    mistake: Mistake
    step: str
    values: np.ndarray
    places: np.ndarray
    terms: np.ndarray
    factors: np.ndarray


def slips_of(derivation: Derivation, row: int | None) -> Iterator[Slips]:
    """Every slip in the sums that belong to this row of the result, or, without a row, in the one
    sum of a dot product."""
    if row is None:
        yield from _slips_of_one_sum(derivation)
        return
    for step, first, second, along in SUMS:
        if step not in derivation.applied or not (first in derivation and second in derivation):
            continue
        left, right = derivation[first][..., row, :], derivation[second]
        right = right.mT if along == "columns" else right
        if derivation.steps[step][..., row, :].shape == right.shape[:-1]:
            yield from _slips_in(derivation, step, row, left[..., None, :], right)


def _slips_in(
    derivation: Derivation, step: str, row: int, left: np.ndarray, right: np.ndarray
) -> Iterator[Slips]:
    with quiet():
        products, sums = left * right, derivation.steps[step]
    found = np.nonzero(products)
    *batch, column, term = found
    count = len(term)
    if not 0 < count * max(sums.size, derivation.result.size) <= MOST_NUMBERS:
        return
    places = np.stack([*batch, np.full(count, row), column], axis=-1)
    factors = np.stack([np.broadcast_to(x, products.shape)[found] for x in (left, right)], -1)
    for mistake, added in ADDED:
        changed = np.repeat(sums[None], count, axis=0)
        with quiet():
            changed[(np.arange(count), *batch, row, column)] += added * products[found]
            wrong = derivation.altered({step: lambda values, changed=changed: changed})
        if wrong is not None and wrong.result.shape == (count, *derivation.result.shape):
            yield Slips(mistake, step, wrong.result, places, term, factors)


def _slips_of_one_sum(derivation: Derivation) -> Iterator[Slips]:
    if "products" not in derivation.applied:
        return
    products = derivation["products"]
    (found,) = np.nonzero(products)
    if not found.size:
        return
    factors = np.stack([derivation["query"], derivation["key"]], axis=-1)[found]
    for mistake, added in ADDED:
        with quiet():
            values = derivation.result + added * products[found]
        yield Slips(mistake, "dot_product", values, np.empty((len(found), 0)), found, factors)
