"""Parses an `item` block into the spec of its kind, or reports every fault."""

from typing import Any

from pydantic import ValidationError

from .kinds import KINDS, written_kinds
from .spec import ItemSpec, SpecError


def parse_spec(data: object) -> ItemSpec:
    """The item that a block describes. Raises SpecError with every fault and its field."""
    if not isinstance(data, dict):
        raise SpecError([("", "an item block is a list of `name: value` lines")])
    name = data.get("kind")
    if not isinstance(name, str) or name not in KINDS:
        raise SpecError([("kind", f"{name!r} is unknown; kinds are {', '.join(written_kinds())}")])
    name = KINDS[name].name_for(data)
    try:
        return KINDS[name].spec_class.model_validate(data | {"kind": name})
    except ValidationError as error:
        raise SpecError([_fault(detail) for detail in error.errors()]) from error


def _fault(detail: Any) -> tuple[str, str]:
    where = ".".join(str(part) for part in detail["loc"])
    what = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "missing":
        what = "this field is missing"
    elif detail["type"] == "extra_forbidden":
        what = "this kind of item has no such field"
    return where, what
