"""Mistakes of the computations with one number as their answer."""

import numpy as np

from ...computations import Derivation
from .catalogue import mistake


@mistake(
    "dot_instead_of_cosine",
    title="The dot product instead of the cosine",
    tells="This is the dot product. Divide it by the lengths of both vectors to get the cosine.",
    of=("cosine_similarity",),
)
def dot_instead_of_cosine(derivation: Derivation) -> np.ndarray:
    return derivation["dot_product"]


@mistake(
    "multiply_add_counted_once",
    title="Multiply-adds counted instead of FLOPs",
    tells="You counted a multiplication with its addition as one operation. That is one "
    "multiply-add (MAC), and it is two FLOPs: double your number.",
    of=("complexity",),
)
def multiply_add_counted_once(derivation: Derivation) -> np.ndarray:
    return derivation.result / 2
