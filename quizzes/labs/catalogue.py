"""All labs, in the order in which they are listed."""

from . import gradients, positions, scaling
from .base import Lab

LABS: tuple[Lab, ...] = (scaling.LAB, positions.LAB, gradients.LAB)


def lab_of(slug: str) -> Lab | None:
    return next((lab for lab in LABS if lab.slug == slug), None)
