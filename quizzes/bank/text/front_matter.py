"""The front matter of a question or a quiz: the lines between the two `---`."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from .faults import Fault
from .yaml_nodes import Where, YamlDocument, YamlFault, read_yaml

Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Status = Literal["draft", "review", "published"]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\S*$", max_length=500)]
Identity = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")
]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Source(Strict):
    title: Title
    url: Address


class QuestionMeta(Strict):
    number: Annotated[int, Field(ge=1, le=999_999)]
    title: Title
    topic: Slug
    difficulty: Annotated[int, Field(ge=1, le=5)]
    status: Status
    sources: Annotated[list[Source], Field(max_length=50)]


class InterviewMeta(Strict):
    """A complete mock interview for one role: what it asks, in order."""

    role: Literal["engineer", "systems", "research"]
    seniority: Literal["junior", "mid", "senior"]
    minutes: Literal[15, 30, 45]
    scripts: Annotated[list[Identity], Field(min_length=1, max_length=12)]


class QuizMeta(Strict):
    title: Title
    status: Status
    pass_mark: Annotated[int, Field(ge=0, le=100)]
    items: Annotated[list[Identity], Field(min_length=1, max_length=100)]
    interview: InterviewMeta | None = None


Meta = TypeVar("Meta", bound=BaseModel)

# Pydantic's error types in words for authors.
_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not a known field",
    "int_type": "must be a whole number",
    "string_type": "must be text; put quotes around it",
    "list_type": "must be a list",
    "model_type": "must be a list of `name: value`",
}
_PATTERNS = {
    "topic": "must be lowercase letters, digits and hyphens, as in attention-scores",
    "url": "must be an address that starts with https:// or http://",
    "slug": "must be lowercase letters, digits and hyphens, as in attention-scores",
    "read_first": "must name topics by their slugs",
    "read": "must name a question by its slug, as in dot-product",
    "items": "must name items as question-slug/item-key",
    "scripts": "must name scripts as question-slug/script-key",
}


@dataclass(frozen=True)
class Split:
    """A file in its two parts. `yaml` starts on line 2, `body` on line `body_line`."""

    yaml: str
    body: str
    body_line: int


def split_front_matter(text: str) -> Split | None:
    """The front matter and body of a file with plain newlines, or None without front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return Split("\n".join(lines[1:index]), "\n".join(lines[index + 1 :]), index + 2)
    return None


def read_front_matter(
    path: str, text: str, schema: type[Meta]
) -> tuple[Meta | None, Split | None, YamlDocument | None, list[Fault]]:
    """The validated front matter, the split, the lines of its values, and all faults."""
    split = split_front_matter(text)
    if split is None:
        message = "a file must start with front matter: a line ---, its values, a line ---"
        return None, None, None, [Fault(path, 1, "FRONT-MATTER", message)]
    try:
        document = read_yaml(split.yaml, first_line=2)
    except YamlFault as error:
        return None, split, None, [Fault(path, error.line, "FRONT-MATTER", error.message)]
    try:
        return schema.model_validate(document.data), split, document, []
    except ValidationError as error:
        faults = [
            Fault(path, document.line_of(detail["loc"]), "FRONT-MATTER", schema_words(detail))
            for detail in error.errors()
        ]
        return None, split, document, faults


def schema_words(detail: Any) -> str:
    """One pydantic error in words for authors: which value, and what is wrong with it."""
    where: Where = detail["loc"]
    name = re.sub(r"\.(\d+)", lambda m: f" {int(m[1]) + 1}", ".".join(map(str, where)))
    return f"{name} {_sentence(detail)}".strip()


def _sentence(detail: Any) -> str:
    if detail["type"] == "string_pattern_mismatch":
        names = [part for part in detail["loc"] if isinstance(part, str)]
        return _PATTERNS.get(names[-1], "has a form that is not allowed")
    if detail["type"] == "int_type" and isinstance(detail["input"], str):
        return "must be a whole number, without quotes"
    if detail["type"] in _WORDS:
        return _WORDS[detail["type"]]
    what = detail["msg"].removeprefix("Input ").removeprefix("String ").removeprefix("List ")
    return what[0].lower() + what[1:]
