"""The kinds of items, one class each."""

from ..spec import ItemSpec
from ..variants import Variant
from .base import Kind
from .choice import Choice, Choices
from .computed_choice import ComputedChoice
from .count import Count
from .growth import Growth
from .numeric import Matrix, Number, Numeric, Vector
from .order import Order
from .shape import Shape
from .steps import Steps

# Keyed by the name stored with an item, in the order in which kinds are listed everywhere.
KINDS: dict[str, type[Kind]] = {
    kind.name: kind
    for kind in (
        Choice,
        ComputedChoice,
        Choices,
        Number,
        Vector,
        Matrix,
        Shape,
        Order,
        Growth,
        Count,
        Steps,
    )
}


def kind_of(spec: ItemSpec, variant: Variant) -> Kind:
    """The kind of an item at one variant, ready to judge."""
    return KINDS[spec.kind](spec, variant)


def written_kinds() -> list[str]:
    """The names of the kinds that an author can write."""
    return [name for name, kind in KINDS.items() if kind.is_written]


__all__ = [
    "KINDS",
    "Choice",
    "ComputedChoice",
    "Kind",
    "Numeric",
    "Order",
    "Steps",
    "kind_of",
    "written_kinds",
]
