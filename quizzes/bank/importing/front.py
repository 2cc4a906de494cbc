"""The front matter of other programs: Jekyll, Docusaurus and Obsidian write YAML, Hugo TOML."""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import yaml

from .lines import Line

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_FIELD = re.compile(r"(?P<name>[A-Za-z_][\w-]*)[ \t]*[:=](?P<value>.*)")
_NUMBERS = ("number", "question_number", "question-number")
_TITLES = ("title", "question")


@dataclass(frozen=True)
class Front:
    """`title` (``""``: none) and `number` of a guide. `left_out` names the other fields; `is_read`
    is False if they could not be read as YAML or TOML."""

    title: str = ""
    number: int | None = None
    left_out: list[str] = field(default_factory=list)
    is_read: bool = True


def split_front(lines: list[Line]) -> tuple[Front | None, list[Line]]:
    """The front matter of a text and the lines below it. None if the text has none."""
    ends = _FENCES.get(lines[0].text.rstrip(), ())
    end = next((i for i, line in enumerate(lines[1:], 1) if line.text.rstrip() in ends), None)
    if end is None:
        return None, lines
    inside = lines[1:end]
    front = _front("\n".join(line.text for line in inside), is_toml=ends == ("+++",))
    # Two horizontal rules with words between them are no front matter.
    return (None, lines) if front is None else (front, lines[end + 1 :])


def _front(text: str, *, is_toml: bool) -> Front | None:
    fields: Any
    is_read = True
    try:
        fields = tomllib.loads(text) if is_toml else yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError):
        # A title with a colon in it, and no quotes.
        found = [match for line in text.split("\n") if (match := _FIELD.fullmatch(line))]
        fields = {match["name"]: match["value"].strip().strip("\"'") for match in found}
        is_read = False
    if fields is None and not text.strip():
        return Front()
    if not isinstance(fields, dict) or not fields:
        return None
    titles = [name for name in _TITLES if isinstance(fields.get(name), str | int | float)]
    title = " ".join(str(fields[titles[0]]).split()) if titles else ""
    number = next((n for name in _NUMBERS if isinstance(n := fields.get(name), int)), None)
    used = {*titles[:1], *(name for name in _NUMBERS if number is not None)}
    return Front(title, number, [str(name) for name in fields if name not in used], is_read)
