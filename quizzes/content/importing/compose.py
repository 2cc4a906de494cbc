"""A question file in our form, put together from its parts."""

import json

from ..front_matter import Source

TOPIC = "imported"
DIFFICULTY = 3


def compose(number: int, title: str, status: str, sources: list[Source], body: str) -> str:
    """The whole text of a question file. Texts are quoted as JSON, which YAML reads as it is."""
    lines = [
        "---",
        f"number: {number}",
        f"title: {_quoted(title)}",
        f"topic: {TOPIC}",
        f"difficulty: {DIFFICULTY}",
        f"status: {status}",
    ]
    if sources:
        lines.append("sources:")
        for source in sources:
            lines.append(f"  - title: {_quoted(source.title)}")
            lines.append(f"    url: {_quoted(source.url)}")
    else:
        lines.append("sources: []")
    return "\n".join([*lines, "---", "", body])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
