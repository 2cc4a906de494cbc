"""No raw HTML that the allow-list drops: what the author sees is what the reader gets."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from ..page.render import Piece
from .base import Finding, Subject, rule

_INSTEAD = {
    "img": "pages cannot have images",
    "a": "write a link as [words](address)",
    "math": "write a formula as $...$",
    "h1": "start headings at ##",
}


@rule("RAW-HTML")
def raw_html_is_kept(subject: Subject) -> Iterator[Finding]:
    for piece in subject.rendered.pieces:
        if "<" not in piece.text and "![" not in piece.text:
            continue
        converted = piece.converted
        before, after = _parts(converted.unclean), _parts(converted.html)
        dropped = before - after
        for tag, name in sorted(dropped):
            if name and (tag, "") in dropped:
                continue
            yield piece.path, _line(piece, tag, name), _message(tag, name)
        links = sum(count for (tag, name), count in after.items() if (tag, name) == ("a", ""))
        if links > len(converted.links):
            yield piece.path, _line(piece, "a", ""), f"raw <a>: {_INSTEAD['a']}"


def _message(tag: str, name: str) -> str:
    if tag == "!--":
        return "an HTML comment is not kept; delete it"
    if name:
        return f"the attribute {name} of <{tag}> is not allowed, or its value is not"
    return f"<{tag}> is not allowed; {_INSTEAD.get(tag, 'write it in Markdown or in code')}"


def _line(piece: Piece, tag: str, name: str) -> int:
    pattern = re.escape(name or f"<{tag}") if tag != "img" or "<img" in piece.text else r"!\["
    match = re.search(pattern, piece.text, re.IGNORECASE)
    return piece.line + piece.text.count("\n", 0, match.start()) if match else piece.line


def _parts(html: str) -> Counter[tuple[str, str]]:
    reader = _Tags()
    reader.feed(html)
    reader.close()
    return reader.found


class _Tags(HTMLParser):
    """Counts tags as (tag, "") and attributes as (tag, name)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[tuple[str, str]] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag, ""] += 1
        for name, _value in attrs:
            self.found[tag, name] += 1

    def handle_comment(self, data: str) -> None:
        self.found["!--", ""] += 1

    def handle_decl(self, decl: str) -> None:
        self.found["!", ""] += 1

    def unknown_decl(self, data: str) -> None:
        self.found["!", ""] += 1

    def handle_pi(self, data: str) -> None:
        self.found["?", ""] += 1
