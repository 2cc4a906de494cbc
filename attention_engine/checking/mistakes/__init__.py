"""The catalogue of known mistakes. Importing this package registers them, likeliest first."""

# fmt: off
from . import (  # noqa: F401, I001 - this order is the order in which mistakes are named
    scaling,
    normalising,
    masking,
    finishing,
    single,
    arranging,
)
# fmt: on
from .catalogue import (
    Mistake,
    candidates_of,
    explain_mistake,
    mistake_ids,
    mistake_title,
    mistake_values,
)

__all__ = [
    "Mistake",
    "candidates_of",
    "explain_mistake",
    "mistake_ids",
    "mistake_title",
    "mistake_values",
]
