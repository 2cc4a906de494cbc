"""The kinds of items, one class each."""

from ..spec import (
    ChoiceSpec,
    ChoicesSpec,
    ComputedChoiceSpec,
    CountSpec,
    GrowthSpec,
    ItemSpec,
    NumericSpec,
    OrderSpec,
    ShapeSpec,
    StepsSpec,
)
from ..variants import Variant
from .base import Kind
from .choice import Choice, Choices, ComputedChoice
from .count import Count
from .growth import Growth
from .numeric import Numeric
from .order import Order
from .shape import Shape
from .steps import Steps

KIND_OF_SPEC: dict[type, type[Kind]] = {
    ChoiceSpec: Choice,
    ChoicesSpec: Choices,
    ComputedChoiceSpec: ComputedChoice,
    CountSpec: Count,
    GrowthSpec: Growth,
    NumericSpec: Numeric,
    OrderSpec: Order,
    ShapeSpec: Shape,
    StepsSpec: Steps,
}


def kind_of(spec: ItemSpec, variant: Variant) -> Kind:
    """The item at a variant, ready to judge."""
    return KIND_OF_SPEC[type(spec)](spec, variant)


__all__ = ["Choice", "Choices", "ComputedChoice", "Kind", "Numeric", "Order", "Steps", "kind_of"]
