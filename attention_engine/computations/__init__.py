"""The computations that can be worked out step by step. Importing this package registers them."""

from . import vectors, softmax, attention, complexity  # noqa: F401, I001 - registered in this order
from .base import (
    Computation,
    Parameter,
    Step,
    computation_names,
    computation_of,
    parameters_of,
)
from .derive import Derivation, checked_inputs, derive

__all__ = [
    "Computation",
    "Derivation",
    "Parameter",
    "Step",
    "checked_inputs",
    "computation_names",
    "computation_of",
    "derive",
    "parameters_of",
]
