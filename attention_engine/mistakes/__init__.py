"""The catalogue of known mistakes. Importing this package registers them, likeliest first."""

# fmt: off
from .families import (  # noqa: F401, I001 - mistakes are named in this order
    scaling,
    softmax,
    masking,
    other_scores,
    linear_attention,
    last_step,
    derivatives,
    entropy,
    positions,
    projections,
    one_number,
    counting,
    serving,
    arranging,
)
# fmt: on
from .candidates import Block, Candidate, Candidates, pairs_of, singles_of
from .registry import (
    Mistake,
    explain_mistake,
    explained,
    titled,
    explained_in,
    mistake_ids,
    can_be_avoided,
    computations_with,
    mistake_step,
    mistake_title,
)
from .values import mistake_values, mistaken_steps, values_in

__all__ = [
    "Block",
    "Candidate",
    "Candidates",
    "Mistake",
    "can_be_avoided",
    "computations_with",
    "explain_mistake",
    "explained",
    "explained_in",
    "mistake_ids",
    "mistake_step",
    "mistake_title",
    "mistake_values",
    "mistaken_steps",
    "pairs_of",
    "singles_of",
    "titled",
    "values_in",
]
