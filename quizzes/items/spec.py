"""The fields of every `item` block. The fields of one kind are next to its class in `kinds/`."""

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
    model_validator,
)

from attention_engine import computation_names, parameters_of

from .givens import GivenError, check_given, check_mask, draw_given, is_generator

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Decimals = Annotated[int, Field(strict=True, ge=0, le=8)]

MOST_HINTS = 3


@dataclass(frozen=True)
class ItemText:
    """A Markdown text of an item and its place in the block. With `is_line` it is part of a line,
    not a paragraph of its own."""

    where: tuple[str | int, ...]
    markdown: str
    is_line: bool = False


class SpecError(ValueError):
    """An item block that breaks the schema. `faults` are (where in the block, what is wrong)."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{where}: {what}" if where else what for where, what in faults))


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class ItemSpec(Strict):
    """An item as its author wrote it. Each kind adds its own fields, including `kind`.

    `hints` are the author's own, in order; without them a computed item makes its own.
    """

    key: Key
    ask: Text
    explain: Text
    seeds: Annotated[int, Field(ge=1, le=64)] = 8
    hints: Annotated[list[Text], Field(max_length=MOST_HINTS)] = []

    @model_serializer(mode="wrap")
    def without_what_is_not_given(self, dumped: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # Items without these newer fields dump as before they existed, so their numbers stay.
        absent = [("hints", []), ("step_decimals", None)]
        return {n: value for n, value in dumped(self).items() if (n, value) not in absent}

    def texts(self) -> list[ItemText]:
        """Every Markdown text of the item, with its place."""
        hints = [ItemText(("hints", index), hint) for index, hint in enumerate(self.hints)]
        own = self.own_texts()
        return [ItemText(("ask",), self.ask), ItemText(("explain",), self.explain), *own, *hints]

    def own_texts(self) -> list[ItemText]:
        """The Markdown texts that only this kind has."""
        return []

    @property
    def is_computed(self) -> bool:
        """Whether the engine computes the answer from givens."""
        return False

    def is_generated(self, name: str) -> bool:
        """Whether a given comes from a generator such as `halves(2, 4)`."""
        return False

    def inputs(self, rng: np.random.Generator) -> dict[str, Any]:
        """The givens of one variant by name."""
        return {}

    def shown_order(self, rng: np.random.Generator) -> tuple[int, ...]:
        """The order in which one variant shows its options or lines, as indices."""
        return ()


class ComputedSpec(ItemSpec):
    computation: str
    givens: dict[str, Any]

    @model_validator(mode="after")
    def givens_fit_the_computation(self) -> "ComputedSpec":
        if self.computation not in computation_names():
            known = ", ".join(computation_names())
            raise ValueError(f"computation {self.computation!r} is unknown; choose from {known}")
        parameters = {parameter.name: parameter for parameter in parameters_of(self.computation)}
        unknown = [name for name in self.givens if name not in parameters]
        if unknown:
            raise ValueError(
                f"{self.computation} takes no given named {', '.join(unknown)}; "
                f"it takes {', '.join(parameters)}"
            )
        missing = [
            name
            for name, parameter in parameters.items()
            if not parameter.optional and name not in self.givens
        ]
        if missing:
            raise ValueError(f"{self.computation} also needs the given {', '.join(missing)}")
        for name, given in self.givens.items():
            try:
                check_given(given)
                if parameters[name].kind == "mask":
                    check_mask(given)
            except GivenError as error:
                raise ValueError(f"given {name}: {error}") from error
        return self

    @property
    def is_computed(self) -> bool:
        return True

    def is_generated(self, name: str) -> bool:
        return is_generator(self.givens[name])

    def inputs(self, rng: np.random.Generator) -> dict[str, Any]:
        # Sorted because PostgreSQL returns a mapping's names in its own order.
        return {name: draw_given(given, rng) for name, given in sorted(self.givens.items())}
