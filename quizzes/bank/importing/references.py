"""Addresses that a text names once, `[name]: https://...`, in a list or a quote too."""

import re

from .lines import Line

# What stands before the words of a line: its indent, and the marks of quotes.
EDGE = re.compile(r" *(?:> ?)* *")
_DEFINITION = re.compile(
    r" {0,3}\[(?P<name>[^\]^][^\]]*)\]:\s*<?(?P<target>\S+?)>?(?:\s+[\"'(](?P<tip>.*)[\"')])?"
)


def references_in(lines: list[Line]) -> dict[str, str]:
    """The addresses of a file by their names: `[name]: https://...`."""
    found = [match for line in lines if (match := definition(line))]
    return {match["name"].lower(): match["target"] for match in found}


def definition(line: Line) -> re.Match[str] | None:
    """The `name`, `target` and `tip` that a line gives, or None."""
    if line.kind not in ("text", "quote") or "]:" not in line.text:
        return None
    return _DEFINITION.fullmatch(EDGE.sub("", line.text.rstrip(), count=1))
