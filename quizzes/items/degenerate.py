"""What may not be drawn: rows that tie by chance, and the same numbers for two seeds."""

from typing import Any

import numpy as np

from attention_engine.computations import Derivation

from .spec import ComputedBase, ItemSpec
from .variants import Variant

# A weight this near to 1 leaves the others nothing to be computed.
SATURATED = 0.995


def is_drawn(spec: ItemSpec, name: str) -> bool:
    """Whether a given comes from a generator such as `halves(2, 4)`."""
    given = spec.givens[name] if isinstance(spec, ComputedBase) else None
    return isinstance(given, str) and "(" in given


def tied_rows(spec: ItemSpec, inputs: dict[str, Any]) -> list[str]:
    """Drawn matrices with two equal rows or a row of zeros, which nobody meant to ask about."""
    faults = []
    for name, value in inputs.items():
        if not is_drawn(spec, name) or np.ndim(value) != 2 or np.shape(value)[-1] < 2:
            continue
        if len(np.unique(value, axis=0)) < len(value):
            faults.append(f"two rows of {name} are equal")
        if not np.any(value, axis=-1).all():
            faults.append(f"a row of {name} is zero")
    return faults


def saturated(spec: ItemSpec, inputs: dict[str, Any]) -> list[str]:
    """Drawn scores so large that every row of weights is one-hot: an answer without the scale
    would be right, too."""
    if not any(is_drawn(spec, name) for name in inputs) or not isinstance(spec, ComputedBase):
        return []
    steps = Derivation(spec.computation, inputs).steps
    if "weights" not in steps or "scores" not in steps:
        return []
    return ["every row of the weights is one-hot"] if one_hot(steps["weights"]).all() else []


def one_hot(weights: np.ndarray) -> np.ndarray:
    """For each row whether one key takes nearly all. Left out are queries that see one key only:
    they have no choice but weight 1."""
    seen = np.count_nonzero(weights, axis=-1)
    return (weights.max(axis=-1) > SATURATED)[seen > 1]


def numbers_of(spec: ItemSpec, variant: Variant) -> tuple[tuple[str, bytes], ...]:
    """The drawn numbers of a variant, to be compared; empty where nothing is drawn."""
    return tuple(
        (name, np.asarray(value).tobytes())
        for name, value in variant.inputs.items()
        if is_drawn(spec, name)
    )
