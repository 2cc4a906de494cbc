"""Variants: the same item with other numbers, reproducible from its address."""

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from .givens import draw_given
from .spec import ComputedBase, ComputedChoiceSpec, ItemSpec, OptionsBase, OrderSpec

MOST_COMPUTED_OPTIONS = 4


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
    inputs = (
        # Sorted: PostgreSQL gives back a mapping's names in an order of its own.
        {name: draw_given(given, rng) for name, given in sorted(spec.givens.items())}
        if isinstance(spec, ComputedBase)
        else {}
    )
    return Variant(identity, version, seed, inputs, _shown_order(spec, rng))


def _shown_order(spec: ItemSpec, rng: np.random.Generator) -> tuple[int, ...]:
    if isinstance(spec, OptionsBase):
        return tuple(int(index) for index in rng.permutation(len(spec.options)))
    if isinstance(spec, ComputedChoiceSpec):
        return tuple(int(index) for index in rng.permutation(MOST_COMPUTED_OPTIONS))
    if isinstance(spec, OrderSpec):
        count = len(spec.lines)
        order = tuple(int(index) for index in rng.permutation(count))
        # Lines that happen to stand in the right order would give the answer away.
        return order if order != tuple(range(count)) else tuple(reversed(order))
    return ()
