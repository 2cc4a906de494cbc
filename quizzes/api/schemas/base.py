"""What all requests share."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Request(BaseModel):
    """Strict: unknown fields are refused, and so is a string where a number is expected."""

    model_config = ConfigDict(extra="forbid", strict=True)


def one_of(*values: str) -> Any:
    """A string field that takes one of these values."""
    return Field(json_schema_extra={"enum": list(values)})
