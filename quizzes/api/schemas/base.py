"""What all requests share."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Request(BaseModel):
    """Strict: no field that is not known, no text where a number is asked."""

    model_config = ConfigDict(extra="forbid", strict=True)


def one_of(*values: str) -> Any:
    """The field of a text that is one of these."""
    return Field(json_schema_extra={"enum": list(values)})
