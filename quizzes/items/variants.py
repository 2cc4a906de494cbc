"""Variants: the same item with other numbers, reproducible from its identity and seed."""

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

    The same three always give the same variant: their SHA-256 seeds one generator, so no platform,
    process or earlier draw can change it.
    """
    digest = hashlib.sha256(f"{identity}\x1f{version}\x1f{seed}".encode()).digest()
    rng = np.random.Generator(np.random.PCG64(int.from_bytes(digest)))
    # The givens are drawn first, then the order.
    inputs = spec.inputs(rng)
    return Variant(identity, version, seed, inputs, spec.shown_order(rng))
