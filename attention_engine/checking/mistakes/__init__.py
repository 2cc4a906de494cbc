"""The catalogue of known mistakes. Importing this package registers them, likeliest first."""

# fmt: off
from . import (  # noqa: F401, I001 - this order is the order in which mistakes are named
    scaling,
    normalising,
    masking,
    other_scores,
    linear,
    finishing,
    derivatives,
    entropies,
    turning,
    projecting,
    single,
    counting,
    arranging,
)
# fmt: on
from .candidates import Candidate, mistake_values, mistaken_steps, pairs_of, singles_of
from .catalogue import (
    Mistake,
    explain_mistake,
    explained,
    mistake_ids,
    mistake_step,
    mistake_title,
)

__all__ = [
    "Candidate",
    "Mistake",
    "explain_mistake",
    "explained",
    "mistake_ids",
    "mistake_step",
    "mistake_title",
    "mistake_values",
    "mistaken_steps",
    "pairs_of",
    "singles_of",
]
