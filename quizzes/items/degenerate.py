"""Numbers that must not be generated: chance ties, trivial results, the same ones twice."""

from typing import Any

import numpy as np

from attention_engine.computations import Derivation

from .spec import ItemSpec
from .variants import Variant

# With one weight this close to 1 there is nothing left to compute in the others.
SATURATED = 0.995


def tied_rows(spec: ItemSpec, inputs: dict[str, Any]) -> list[str]:
    """Generated matrices with two equal rows or a row of zeros, which no author intended."""
    faults = []
    for name, value in inputs.items():
        if not spec.is_generated(name) or np.ndim(value) != 2 or np.shape(value)[-1] < 2:
            continue
        if len(np.unique(value, axis=0)) < len(value):
            faults.append(f"two rows of {name} are equal")
        if not np.any(value, axis=-1).all():
            faults.append(f"a row of {name} is zero")
    return faults


def saturated(spec: ItemSpec, inputs: dict[str, Any]) -> list[str]:
    """Generated scores so large that every row of weights is one-hot. An answer without the
    scaling would then be right, too."""
    if not any(spec.is_generated(name) for name in inputs):
        return []
    steps = Derivation(spec.computation, inputs).steps
    if "weights" not in steps or "scores" not in steps:
        return []
    return ["every row of the weights is one-hot"] if one_hot(steps["weights"]).all() else []


def degenerate(computation: str, expected: np.ndarray) -> list[str]:
    """The reasons, as phrases, why a result is not worth asking for."""
    faults = []
    if not np.isfinite(expected).all():
        faults.append("the result is not finite")
    if not expected.any():
        # Zero stays zero under any scaling, so mistakes would go unnoticed.
        faults.append("the result is zero")
    if expected.size > 1 and np.ptp(expected) < 1e-9:
        faults.append("all numbers of the result are equal")
    if computation in ("softmax", "attention_weights") and one_hot(expected).any():
        faults.append("the softmax is saturated")
    if expected.ndim == 2 and len(np.unique(np.round(expected, 9), axis=0)) < len(expected):
        faults.append("two rows of the result are equal")
    return faults


def one_hot(weights: np.ndarray) -> np.ndarray:
    """Whether one key takes nearly all the weight, for each row with more than one visible key.
    Queries that see a single key are left out: their weight is 1 anyway."""
    seen = np.count_nonzero(weights, axis=-1)
    return (weights.max(axis=-1) > SATURATED)[seen > 1]


def numbers_of(spec: ItemSpec, variant: Variant) -> tuple[tuple[str, bytes], ...]:
    """The generated numbers of a variant, for comparison; empty if it has none."""
    return tuple(
        (name, np.asarray(value).tobytes())
        for name, value in variant.inputs.items()
        if spec.is_generated(name)
    )
