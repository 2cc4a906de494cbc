"""Error responses for programs: RFC 9457 problem documents with readable details."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from pydantic import BaseModel, Field

from attention_engine import AnswerSyntaxError

MEDIA_TYPE = "application/problem+json"
SHOWN = 60
# One request can have a fault in each of a hundred thousand fields.
MAX_FAULTS = 20
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=str)


class FieldFault(BaseModel):
    """One fault in one field, with its position if the field is a text."""

    field: str = Field(
        description="The field, such as inputs.query; empty if the fault is in the whole request."
    )
    message: str
    line: int | None = Field(
        default=None, description="Counted from 1; only if the field is a text."
    )
    column: int | None = Field(
        default=None, description="Counted from 1; only if the field is a text."
    )
    excerpt: str | None = Field(
        default=None,
        description="The line with a caret under the position; only if the field is a text.",
    )


class Problem(BaseModel):
    """RFC 9457. `type` links to the entry for this status on the documentation page."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldFault]


class Refused(Exception):
    """A refused request: a status, a sentence, and the fields at fault."""

    def __init__(self, status: int, detail: str, *errors: FieldFault) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, errors


def problem_of(status: int, detail: str, errors: tuple[FieldFault, ...] = ()) -> Problem:
    return Problem(
        type=f"/api/docs#status-{status}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        errors=list(errors),
    )


def problem_response(
    status: int, detail: str, errors: tuple[FieldFault, ...] = (), **headers: str
) -> HttpResponse:
    """The response for a problem. Header names are given with `_` for `-`."""
    text = json.dumps(problem_of(status, detail, errors).model_dump(), ensure_ascii=False)
    response = HttpResponse(text, MEDIA_TYPE, status=status)
    response.headers["Cache-Control"] = "no-store"
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def refuse_fields(errors: list[FieldFault]) -> Refused:
    """422 for fields that could be parsed but cannot be used."""
    told = [_with_short_name(error) for error in errors[:MAX_FAULTS]]
    named = ", ".join(dict.fromkeys(error.field or "the request" for error in told))
    more = (
        f" The first {len(told)} of {len(errors):,} faults are listed."
        if len(told) < len(errors)
        else ""
    )
    return Refused(422, f"Invalid input: check {named}.{more}", *told)


def _with_short_name(error: FieldFault) -> FieldFault:
    """Shortens the field's name: one from the caller can be as long as the whole request."""
    if len(error.field) <= SHOWN:
        return error
    return error.model_copy(update={"field": f"{error.field[: SHOWN - 1]}…"})


def fault_of(field: str, error: ValueError, *, is_typed: bool = True) -> FieldFault:
    """The fault of a field. Its position is given only in a text that the caller typed."""
    if not isinstance(error, AnswerSyntaxError):
        return FieldFault(field=field, message=str(error))
    if not is_typed:
        return FieldFault(field=field, message=error.message)
    return FieldFault(
        field=field,
        message=str(error),
        line=error.line,
        column=error.column,
        excerpt=error.excerpt or None,
    )


def shown(value: Any) -> str:
    """A value as JSON, cut short for use in a sentence."""
    text = ""
    # Encoded piece by piece, so that a megabyte is not written out just to be cut.
    for piece in _ENCODER.iterencode(value):
        text += piece
        if len(text) > SHOWN:
            return f"{text[: SHOWN - 1]}…"
    return text
