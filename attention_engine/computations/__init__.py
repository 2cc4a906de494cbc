"""The computations that can be worked out step by step. Importing this package registers them."""

# fmt: off
from . import (  # noqa: F401, I001 - this order is the order of the list of computations
    vectors,
    softmax,
    attention,
    heads,
    other_scores,
    linear,
    complexity,
    kv_cache,
    decoding,
    entropy,
    softmax_gradients,
    positions,
    linear_algebra,
)
# fmt: on
from .base import (
    Computation,
    Index,
    Parameter,
    Step,
    Values,
    computation_names,
    computation_title,
    computation_of,
    counted,
    parameters_of,
)
from .derive import Change, Derivation, Steps, checked_inputs, derive

__all__ = [
    "Change",
    "Computation",
    "Derivation",
    "Index",
    "Parameter",
    "Step",
    "Steps",
    "Values",
    "checked_inputs",
    "computation_names",
    "computation_of",
    "computation_title",
    "counted",
    "derive",
    "parameters_of",
]
