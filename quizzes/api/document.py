"""The OpenAPI document: what the library derives from the code, plus our own additions."""

import json
from functools import cache
from typing import Any

from django.conf import settings

from quizzes.numbers.limits import MAX_COUNT, MAX_FLOPS, MAX_NUMBERS, MAX_SIDE

from .examples import EXAMPLES
from .json_body import MAX_DEPTH
from .problems import MEDIA_TYPE, Problem
from .v1 import api

DESCRIPTION = (
    "Compute attention step by step, check answers, find the mistakes behind them, and read the "
    "questions and items of this site. The engine and the judge are those of its pages."
)

STATUSES = {
    400: "The body cannot be read: it is not JSON, not UTF-8, or nested too deep.",
    401: "A learner's token is needed.",
    404: "This question or item does not exist.",
    405: "This URL does not support the method; the Allow header lists the methods it does.",
    409: "The token is too old, or the item has changed since or is part of an unfinished quiz.",
    413: "The body is too large.",
    415: "The Content-Type of the body is not JSON.",
    422: "A field cannot be used; errors lists each field and what is wrong with it.",
    429: "Too many requests; Retry-After gives the seconds to wait.",
    500: "An internal error of the site. It was logged.",
    503: "The database is unavailable; Retry-After gives the seconds to wait.",
}
ALWAYS = (429, 500, 503)
OF_A_BODY = (400, 413, 415, 422)


def limits() -> list[str]:
    """The limits on a request, in sentences."""
    size = settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_000_000
    rate = (
        f"{settings.API_RATE:,} requests a minute from one address, counted by each server process "
        "unless they share a Redis."
        if settings.API_RATE > 0
        else "This site does not limit the number of requests."
    )
    return [
        f"Arrays of inputs: {MAX_SIDE} rows, {MAX_SIDE} columns, {MAX_NUMBERS} numbers each, "
        f"and {MAX_FLOPS:,} operations for one computation.",
        f"Counts, as in costs: whole numbers from 1 to {MAX_COUNT:,}.",
        f"A body: {size:g} MB of JSON in UTF-8, nested at most {MAX_DEPTH} levels deep, without "
        "duplicate names.",
        f"Requests: {rate}",
    ]


@cache
def document() -> dict[str, Any]:
    """The whole document, built once per process."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    found = json.loads(json.dumps(schema))
    found["info"]["description"] = " ".join([DESCRIPTION, "Limits.", *limits()])
    found["servers"] = [{"url": "/"}]
    found["components"]["schemas"]["Problem"] = _problem_schema()
    found["components"]["responses"] = {f"Status{s}": _refusal(s) for s in STATUSES}
    for path, methods in found["paths"].items():
        for operation in methods.values():
            _complete(path, operation)
    return found


def _complete(path: str, operation: dict[str, Any]) -> None:
    example = EXAMPLES[operation["operationId"]]
    has_body = "requestBody" in operation
    if has_body:
        operation["requestBody"]["content"]["application/json"]["example"] = example.request
    for parameter in operation["parameters"]:
        if parameter["name"] in example.parameters:
            parameter["example"] = example.parameters[parameter["name"]]
    answered = operation["responses"][str(example.status)]
    answered["content"]["application/json"]["example"] = example.answer()
    takes_query = any(parameter["in"] == "query" for parameter in operation["parameters"])
    statuses = {*ALWAYS, *(OF_A_BODY if has_body else ()), *([422] if takes_query else [])}
    statuses |= {404, 422} if "{" in path else set()
    statuses |= {401, 409} if "security" in operation else set()
    for status in sorted(statuses):
        operation["responses"][str(status)] = {"$ref": f"#/components/responses/Status{status}"}


def _refusal(status: int) -> dict[str, Any]:
    refusal: dict[str, Any] = {
        "description": STATUSES[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in (429, 503):
        refusal["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return refusal


def _problem_schema() -> dict[str, Any]:
    schema = Problem.model_json_schema(mode="serialization")
    fault = schema.pop("$defs")["FieldFault"]
    schema["properties"]["errors"]["items"] = fault
    return schema
