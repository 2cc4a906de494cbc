"""The HTML of our texts as Markdown, or as plain text with formulas in TeX."""

import re
from html.parser import HTMLParser

_PARAGRAPHS = {
    "p",
    "div",
    "ul",
    "ol",
    "table",
    "pre",
    "blockquote",
    *(f"h{n}" for n in range(1, 7)),
}
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~])")
# At the start of a line these would begin a list or a heading.
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def as_text(html: str) -> str:
    """Plain text: paragraphs apart, formulas as `$TeX$`."""
    return _read(html, is_markdown=False)


def as_markdown(html: str) -> str:
    """Markdown that gives the same text again: its signs are escaped where they are only signs."""
    return _read(html, is_markdown=True)


def escaped(text: str) -> str:
    """A text in which nothing means anything to Markdown."""
    return _STARTS.sub(_escaped_start, _SPECIAL.sub(r"\\\1", text))


def _escaped_start(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign[:-1]}\\{sign[-1]}"


def _read(html: str, *, is_markdown: bool) -> str:
    writer = _Writer(is_markdown)
    writer.feed(html)
    writer.close()
    lines = [line.rstrip() for line in "".join(writer.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Writer(HTMLParser):
    def __init__(self, is_markdown: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.is_markdown = is_markdown
        self.parts: list[str] = []
        self.in_formula = self.in_code = self.in_lines = False
        self.columns = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "math":
            self.in_formula = True
            sign = "$$" if facts.get("display") == "block" else "$"
            self.parts.append(f"{sign}{facts.get('data-tex') or ''}{sign}")
        elif tag == "pre":
            self.in_lines = True
            self.parts.append("\n\n```\n" if self.is_markdown else "\n\n")
        elif tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "tr":
            self.columns = 0
            self.parts.append("\n|")
        elif tag in ("td", "th"):
            self.columns += 1
            self.parts.append(" ")
        else:
            self._mark(tag, is_start=True)

    def handle_endtag(self, tag: str) -> None:
        if tag == "math":
            self.in_formula = False
        elif tag == "pre":
            self.in_lines = False
            self.parts.append("\n```\n\n" if self.is_markdown else "\n\n")
        elif tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag in ("td", "th"):
            self.parts.append(" |")
        elif tag == "thead" and self.is_markdown:
            self.parts.append("\n|" + "---|" * self.columns)
        else:
            self._mark(tag, is_start=False)

    def handle_data(self, data: str) -> None:
        if self.in_formula:
            return
        if self.in_lines:
            self.parts.append(data)
            return
        text = re.sub(r"\s+", " ", data)
        at_start = not self.parts or self.parts[-1].endswith("\n")
        if at_start:
            text = text.lstrip()
        if self.is_markdown and not self.in_code:
            text = escaped(text) if at_start else _SPECIAL.sub(r"\\\1", text)
        if text:
            self.parts.append(text)

    def _mark(self, tag: str, *, is_start: bool) -> None:
        if tag == "code":
            self.in_code = is_start
            if self.is_markdown and not self.in_lines:
                self.parts.append("`")
        elif self.is_markdown:
            self.parts.append(_MARKS.get(tag, ""))
