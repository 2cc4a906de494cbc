"""The schema of an `item` block: what an author may write, and what is refused."""

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_serializer,
    model_validator,
)

from attention_engine import can_be_rounded, computation_names, parameters_of

from .givens import GivenError, check_given, check_mask

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Decimals = Annotated[int, Field(strict=True, ge=0, le=8)]
MOST_HINTS = 3


class SpecError(ValueError):
    """An item block that breaks the schema. `faults`: (where in the block, what is wrong)."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{where}: {what}" if where else what for where, what in faults))


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Base(Strict):
    """`hints` are the author's own, from the first to the last; a computed item has others."""

    key: Key
    ask: Text
    explain: Text
    seeds: Annotated[int, Field(ge=1, le=64)] = 8
    hints: Annotated[list[Text], Field(max_length=MOST_HINTS)] = []

    @model_serializer(mode="wrap")
    def without_what_is_not_given(self, dumped: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # An item without them is the item it was before there were such fields: its numbers stay.
        absent = [("hints", []), ("step_decimals", None)]
        return {n: value for n, value in dumped(self).items() if (n, value) not in absent}

    def markdown_fields(self) -> list[str]:
        return [self.ask, self.explain]


class OptionSpec(Strict):
    text: Text
    why: Text
    right: bool = False


class OptionsBase(Base):
    options: Annotated[list[OptionSpec], Field(min_length=2, max_length=6)]

    def markdown_fields(self) -> list[str]:
        texts = [text for option in self.options for text in (option.text, option.why)]
        return super().markdown_fields() + texts

    def right_count(self) -> int:
        return sum(option.right for option in self.options)


class ChoiceSpec(OptionsBase):
    kind: Literal["choice"]

    @model_validator(mode="after")
    def exactly_one_is_right(self) -> "ChoiceSpec":
        if self.right_count() != 1:
            raise ValueError(f"mark exactly one option `right: true`, not {self.right_count()}")
        return self


class ChoicesSpec(OptionsBase):
    kind: Literal["choices"]

    @model_validator(mode="after")
    def one_or_more_is_right(self) -> "ChoicesSpec":
        if not self.right_count():
            raise ValueError("mark at least one option `right: true`")
        return self


class ComputedBase(Base):
    computation: str
    givens: dict[str, Any]

    @model_validator(mode="after")
    def givens_fit_the_computation(self) -> "ComputedBase":
        if self.computation not in computation_names():
            known = ", ".join(computation_names())
            raise ValueError(f"computation {self.computation!r} is unknown; known are {known}")
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


class NumericSpec(ComputedBase):
    """With `step_decimals` earlier steps may be rounded so: the tolerance follows from them."""

    kind: Literal["number", "vector", "matrix"]
    decimals: Decimals
    step_decimals: Decimals | None = None

    @model_validator(mode="after")
    def steps_can_be_rounded(self) -> "NumericSpec":
        if self.step_decimals is not None and not can_be_rounded(self.computation):
            raise ValueError(f"{self.computation} takes no step_decimals")
        return self


class ComputedChoiceSpec(ComputedBase):
    kind: Literal["computed_choice"] = "computed_choice"
    decimals: Decimals


class ShapeSpec(ComputedBase):
    kind: Literal["shape"]
    of: str = "output"


class GrowthSpec(ComputedBase):
    kind: Literal["big_o"]
    of: Literal["time_order", "memory_order"]


class CountSpec(ComputedBase):
    kind: Literal["count"]
    of: Literal["flops", "bytes", "kv_bytes"] = "flops"
    needs_unit: bool = False

    @model_validator(mode="after")
    def it_is_a_cost_that_is_counted(self) -> "CountSpec":
        if self.computation != "complexity":
            raise ValueError(f"a count needs the computation complexity, not {self.computation}")
        return self


class StepsSpec(ComputedBase):
    kind: Literal["steps"]
    decimals: Decimals


class OrderSpec(Base):
    kind: Literal["order"]
    lines: Annotated[list[Text], Field(min_length=3, max_length=8)]

    def markdown_fields(self) -> list[str]:
        return super().markdown_fields() + self.lines


ItemSpec = (
    ChoiceSpec
    | ChoicesSpec
    | NumericSpec
    | ComputedChoiceSpec
    | ShapeSpec
    | GrowthSpec
    | CountSpec
    | StepsSpec
    | OrderSpec
)
_ADAPTER: TypeAdapter[ItemSpec] = TypeAdapter(Annotated[ItemSpec, Field(discriminator="kind")])

KINDS = (
    "choice",
    "choices",
    "number",
    "vector",
    "matrix",
    "shape",
    "order",
    "big_o",
    "count",
    "steps",
)


def parse_spec(data: object) -> ItemSpec:
    """The item that a block describes; SpecError names every fault with its field."""
    if not isinstance(data, dict):
        raise SpecError([("", "an item block is a list of `name: value` lines")])
    if data.get("kind") not in (*KINDS, "computed_choice"):
        raise SpecError(
            [("kind", f"{data.get('kind')!r} is unknown; kinds are {', '.join(KINDS)}")]
        )
    if data["kind"] == "choice" and "computation" in data:
        data = data | {"kind": "computed_choice"}
    try:
        return _ADAPTER.validate_python(data)
    except ValidationError as error:
        raise SpecError([_fault(detail) for detail in error.errors()]) from error


def _fault(detail: Any) -> tuple[str, str]:
    # The first part of the location is the kind, which the author did not write as a field.
    where = ".".join(str(part) for part in detail["loc"][1:])
    what = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "missing":
        what = "this field is missing"
    elif detail["type"] == "extra_forbidden":
        what = "this kind of item has no such field"
    return where, what
