"""Variants: the same item with other numbers, reproducible from its address."""

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from .spec import ItemSpec


@dataclass(frozen=True)
class Variant:
    """The numbers of one seed. `order` is the shown order of options or lines, as indices."""

    identity: str
    version: int
    seed: int
    inputs: dict[str, Any]
    order: tuple[int, ...]


def make_variant(identity: str, version: int, spec: ItemSpec, seed: int) -> Variant:
    """The variant of an item (`question-slug/item-key`) at a version and a seed.

    The same three always give the same variant: one generator is made from their SHA-256, so no
    platform, process or earlier draw can change it.
    """
    digest = hashlib.sha256(f"{identity}\x1f{version}\x1f{seed}".encode()).digest()
    rng = np.random.Generator(np.random.PCG64(int.from_bytes(digest)))
    # The givens come first: the order is drawn from what follows them.
    inputs = spec.inputs(rng)
    return Variant(identity, version, seed, inputs, spec.shown_order(rng))
