"""The blocks of a question, read and checked against their schema."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from attention_engine import computation_names, parameters_of
from quizzes.items import ItemSpec, SpecError, parse_spec
from quizzes.items.givens import check_mask

from .faults import Fault
from .fences import Segment
from .scripts import ScriptBlock, ScriptSpec
from .yaml_nodes import Where, YamlDocument, YamlFault, read_yaml

MAX_CELLS = 256
KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class ExampleSpec(BaseModel):
    """A worked example: a computation and its inputs, by name."""

    model_config = ConfigDict(extra="forbid", strict=True)

    key: Annotated[str, StringConstraints(pattern=KEY, max_length=80)] = ""
    title: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
    computation: str
    note: Annotated[str, Field(max_length=2000)] = ""
    inputs: dict[str, Any]

    @model_validator(mode="after")
    def inputs_fit_the_computation(self) -> "ExampleSpec":
        self.key = self.key or slug_of(self.title)
        if self.computation not in computation_names():
            known = ", ".join(computation_names())
            raise ValueError(f"computation {self.computation!r} is unknown; choose from {known}")
        parameters = {parameter.name: parameter for parameter in parameters_of(self.computation)}
        for name, value in self.inputs.items():
            if name not in parameters:
                takes = ", ".join(parameters)
                raise ValueError(f"{self.computation} takes no input {name}; it takes {takes}")
            _check_input(name, value)
            if parameters[name].kind == "mask":
                check_mask(value)
        for name, parameter in parameters.items():
            if not parameter.optional and name not in self.inputs:
                raise ValueError(f"{self.computation} also needs the input {name}")
        return self


@dataclass(frozen=True)
class ExampleBlock:
    spec: ExampleSpec
    line: int
    document: YamlDocument


@dataclass(frozen=True)
class ItemBlock:
    """An item with the lines of its fields."""

    spec: ItemSpec
    line: int
    document: YamlDocument

    def texts(self) -> list[tuple[Where, str]]:
        """Every Markdown text of the item with its path in the block's YAML."""
        return [(text.where, text.markdown) for text in self.spec.texts()]


Block = ExampleBlock | ItemBlock | ScriptBlock


def read_block(path: str, segment: Segment) -> tuple[Block | None, list[Fault]]:
    """The block in a segment, or None and the faults that prevent reading it."""
    rule = segment.type.upper()
    try:
        document = read_yaml(segment.text, first_line=segment.line)
    except YamlFault as error:
        return None, [Fault(path, error.line, rule, error.message)]
    try:
        if segment.type == "item":
            return ItemBlock(parse_spec(document.data), segment.line, document), []
        if segment.type == "script":
            return ScriptBlock(ScriptSpec.model_validate(document.data), segment.line, document), []
        return ExampleBlock(ExampleSpec.model_validate(document.data), segment.line, document), []
    except SpecError as error:
        named = [
            (_where(where), f"{where}: {_plain(what)}" if where else what)
            for where, what in error.faults
        ]
    except ValidationError as error:
        hint = _HINTS.get(segment.type, "")
        named = [(tuple(detail["loc"]), _sentence(detail, hint)) for detail in error.errors()]
    return None, [Fault(path, document.line_of(where), rule, what) for where, what in named]


# What to do about an unknown field, by the type of block.
_HINTS = {"example": "; put the computation's inputs under `inputs:`"}


def slug_of(title: str) -> str:
    """`Two words, by hand` -> `two-words-by-hand`."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:80].strip("-") or "example"


def _where(dotted: str) -> Where:
    return tuple(int(part) if part.isdigit() else part for part in dotted.split(".") if part)


def _plain(what: str) -> str:
    if what.startswith("String should match pattern"):
        return "must be lowercase letters, digits and hyphens, as in two-words"
    return what


def _sentence(detail: Any, unknown_hint: str) -> str:
    what = _plain(detail["msg"].removeprefix("Value error, "))
    if detail["type"] == "missing":
        what = "is missing"
    elif detail["type"] == "extra_forbidden":
        what = "is not a known field" + unknown_hint
    where = ".".join(str(part) for part in detail["loc"])
    return f"{where}: {what}" if where else what


def _check_input(name: str, value: object) -> None:
    if _count(value) > MAX_CELLS:
        raise ValueError(f"input {name} has more than {MAX_CELLS} numbers")


def _count(value: object) -> int:
    if isinstance(value, list):
        return sum(_count(element) for element in value)
    if not isinstance(value, bool | int | float | str):
        raise ValueError(f"{value!r} is not a number, a list or a word")
    return 1
