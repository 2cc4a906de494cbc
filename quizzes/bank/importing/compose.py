"""Composes a question file in our form from its parts, with the mark of the import."""

import hashlib
import json
import re

from ..text.front_matter import Source

TOPIC = "imported"
DIFFICULTY = 3

_MARK = re.compile(r"^# Imported as ([0-9a-f]{16}):[^\n]*\n", re.MULTILINE)
_WORDS = "another import replaces this text only while nobody has edited it."


def compose(
    number: int,
    title: str,
    topic: str,
    status: str,
    sources: list[Source],
    body: str,
    context: str,
) -> str:
    """The whole text of a question file. Strings are quoted as JSON, which is valid YAML."""
    lines = [
        f"number: {number}",
        f"title: {_quoted(title)}",
        f"topic: {topic}",
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
    rest = "\n".join([*lines, "---", "", body])
    fingerprint = _fingerprint("\n".join(["---", rest]), context)
    return f"---\n# Imported as {fingerprint}: {_WORDS}\n{rest}"


def is_imported(source: str) -> bool:
    """True if a question's text came from an import, edited since or not."""
    return _MARK.search(source) is not None


def is_untouched(source: str, context: str) -> bool:
    """True if a question's texts are exactly those that an import wrote."""
    mark = _MARK.search(source)
    return mark is not None and mark[1] == _fingerprint(_MARK.sub("", source, count=1), context)


def _fingerprint(source: str, context: str) -> str:
    return hashlib.sha256(f"{source}\0{context}".encode()).hexdigest()[:16]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
