"""Mistakes in the last step."""

import numpy as np

from ...computations import Derivation
from .catalogue import ENDING_IN_OUTPUT, mistake


@mistake(
    "weights_not_output",
    title="These are the weights, not the output",
    tells="You stopped at the weights. One step is missing: multiply the weights by the values.",
    of=ENDING_IN_OUTPUT,
)
def weights_not_output(derivation: Derivation) -> np.ndarray:
    return derivation["weights"]


@mistake(
    "keys_as_values",
    title="Averaged the keys instead of the values",
    tells="You multiplied the weights by the keys. Keys decide where to look; what is averaged "
    "are the values.",
    of=ENDING_IN_OUTPUT,
)
def keys_as_values(derivation: Derivation) -> np.ndarray:
    return derivation["weights"] @ derivation["key"]
