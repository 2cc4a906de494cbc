"""All labs, in listing order."""

from . import (
    approximations,
    collapse,
    entropy,
    gradients,
    lookup,
    one_query,
    positions,
    scaling,
    similarity,
)
from .base import Lab
from .complexity import lab as complexity
from .real_text import lab as real_text

LABS: tuple[Lab, ...] = (
    one_query.LAB,
    scaling.LAB,
    complexity.LAB,
    similarity.LAB,
    lookup.LAB,
    approximations.LAB,
    entropy.LAB,
    collapse.LAB,
    positions.LAB,
    gradients.LAB,
    real_text.LAB,
)


def lab_of(slug: str) -> Lab | None:
    return next((lab for lab in LABS if lab.slug == slug), None)
