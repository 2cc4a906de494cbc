"""The OpenAPI document as sections of a page, in the order in which you would use them."""

import json
import shlex
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import slugify

from .document import document

_HEADER = "-H 'Content-Type: application/json'"
_BEARER = "-H 'Authorization: Bearer TOKEN'"


@dataclass(frozen=True)
class Field:
    """A parameter of the URL, or a field of the body."""

    name: str
    needed: bool
    meaning: SafeString


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    description: SafeString
    fields: list[Field]
    curl: str
    status: str
    answer: str
    statuses: list[int]
    needs_learner: bool


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    operations: list[Operation]


@lru_cache(maxsize=8)
def sections(address: str) -> list[Section]:
    """Every operation under its heading. The example commands call the site at this address."""
    found: dict[str, list[Operation]] = {}
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            title = operation["tags"][0]
            found.setdefault(title, []).append(_operation(address, method, path, operation))
    return [Section(slugify(title), title, operations) for title, operations in found.items()]


def _operation(address: str, method: str, path: str, facts: dict[str, Any]) -> Operation:
    statuses = {int(status): told for status, told in facts["responses"].items()}
    good = next(status for status, told in reversed(statuses.items()) if "content" in told)
    return Operation(
        id=facts["operationId"],
        method=method.upper(),
        path=path,
        summary=facts["summary"],
        description=_with_code(facts["description"]),
        fields=[*_parameters(facts), *_body_fields(facts)],
        curl=_curl(address, method, path, facts),
        status=f"{good}",
        answer=pretty(statuses[good]["content"]["application/json"]["example"]),
        statuses=[status for status in statuses if status >= 400],
        needs_learner="security" in facts,
    )


def _parameters(facts: dict[str, Any]) -> list[Field]:
    return [
        Field(parameter["name"], parameter["required"], _with_code(_meaning(parameter["schema"])))
        for parameter in facts["parameters"]
    ]


def _body_fields(facts: dict[str, Any]) -> list[Field]:
    if "requestBody" not in facts:
        return []
    schema = _resolved(facts["requestBody"]["content"]["application/json"]["schema"])
    needed = schema.get("required", [])
    return [
        Field(name, name in needed, _with_code(_meaning(inner)))
        for name, inner in schema["properties"].items()
    ]


def _meaning(schema: dict[str, Any]) -> str:
    """What a field means, which values it accepts, and its default."""
    schema = _resolved(schema)
    parts = [schema.get("description", "")]
    forms = [schema, *schema.get("anyOf", [])]
    for form in forms:
        if "enum" in form:
            parts.append(f"One of {', '.join(map(str, form['enum']))}.")
        if form.get("type") == "integer":
            parts.append(_range(form))
        if form.get("type") == "string" and "maxLength" in form and not parts[0]:
            parts.append(f"A string of at most {form['maxLength']:,} characters.")
    if schema.get("default") not in (None, ""):
        parts.append(f"Default: {json.dumps(schema['default'])}.")
    return " ".join(filter(None, parts))


def _with_code(text: str) -> SafeString:
    """Escapes the text and marks what is between backticks as code."""
    parts = enumerate(text.split("`"))
    return format_html_join(
        "",
        "{}",
        ((format_html("<code>{}</code>", part) if odd % 2 else part,) for odd, part in parts),
    )


def _range(form: dict[str, Any]) -> str:
    low, high = form.get("minimum"), form.get("maximum")
    if high is None:
        return "A whole number."
    return f"A whole number from {low:,} to {high:,}."


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    named = document()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return named | {name: value for name, value in schema.items() if name != "$ref"}


def _curl(address: str, method: str, path: str, facts: dict[str, Any]) -> str:
    """The example as a command to paste into a shell."""
    examples = {
        place: {
            parameter["name"]: parameter["example"]
            for parameter in facts["parameters"]
            if parameter["in"] == place and "example" in parameter
        }
        for place in ("path", "query")
    }
    target = address + path.format(**examples["path"])
    if examples["query"]:
        target += f"?{urlencode(examples['query'])}"
    lines = [f"curl {shlex.quote(target)}"]
    if method == "post":
        lines = [f"curl -X POST {target}"]
    if "security" in facts:
        lines.append(_BEARER)
    if "requestBody" in facts:
        body = facts["requestBody"]["content"]["application/json"]["example"]
        lines += [_HEADER, f"-d {shlex.quote(json.dumps(body, ensure_ascii=False))}"]
    return " \\\n  ".join(lines)


def pretty(value: Any, indent: str = "") -> str:
    """JSON for people: a value that fits on one line stays on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(flat) <= 76 or not isinstance(value, dict | list) or not value:
        return flat
    deeper = indent + "  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(name)}: {pretty(inner, deeper)}" for name, inner in value.items()]
        return "{\n" + ",\n".join(deeper + part for part in parts) + f"\n{indent}}}"
    parts = [pretty(inner, deeper) for inner in value]
    return "[\n" + ",\n".join(deeper + part for part in parts) + f"\n{indent}]"
