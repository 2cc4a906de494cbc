"""Mistakes in the last step."""

import numpy as np

from ...computations import Values
from ..registry import ENDING_IN_OUTPUT, mistake


@mistake(
    "weights_not_output",
    at="output",
    title="These are the weights, not the output",
    tells="You stopped at the weights. One step is missing: multiply the weights by the values.",
    of=(*ENDING_IN_OUTPUT, "linear_attention"),
)
def weights_not_output(values: Values) -> np.ndarray:
    return values["weights"]


@mistake(
    "keys_as_values",
    at="output",
    title="Averaged the keys instead of the values",
    tells="You multiplied the weights by the keys. Keys decide where to look; what is averaged "
    "are the values.",
    of=(*ENDING_IN_OUTPUT, "linear_attention"),
)
def keys_as_values(values: Values) -> np.ndarray:
    return values["weights"] @ values["key"]


@mistake(
    "output_projection_left_out",
    at="output",
    title="The last matrix, W_O, was left out",
    tells="You stopped at the concatenated heads. One step is missing: multiply them by W_O, "
    "which mixes what the heads found.",
    of=("multi_head_attention",),
)
def output_projection_left_out(values: Values) -> np.ndarray:
    return values["heads"]
