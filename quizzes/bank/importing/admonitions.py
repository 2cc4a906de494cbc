"""Boxes of other programs become quotes: `!!! note`, `:::tip`, `{% hint %}`, fences of MyST."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from ..text.names import names
from ..text.spans import Fence, fence_of
from .lines import Line, Notes
from .titles import plain_title

# MkDocs: the lines inside are indented.
_MKDOCS = re.compile(
    r"(?P<edge> *)(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[A-Za-z][\w-]*)(?: +[\w-]+)*"
    r"(?:[ \t]+(?P<quote>[\"'])(?P<title>.*)(?P=quote))?[ \t]*"
)
# Docusaurus, VuePress, MyST and Pandoc: colons before and after.
_COLONS = re.compile(
    r"(?P<edge> *)(?P<mark>:{3,})[ \t]*(?:\{\.?(?P<braced>[\w-]+)[^{}]*\}|(?P<kind>[A-Za-z][\w-]*))"
    r"(?:\[(?P<bracket>.*)\])?(?:\{[^{}]*\})?[ \t]*(?P<title>.*?)[ \t]*:*"
)
_FENCE_KIND = re.compile(r"\{(?P<kind>[A-Za-z][\w-]*)\}[ \t]*(?P<title>.*)")
# GitBook and Hugo: a tag before and after.
_TAG = re.compile(
    r"(?P<edge> *)\{[%{][<%]?\s*(?P<kind>hint|callout|alert|notice|admonition|note|tip|warning)\b"
    r"(?P<rest>[^{}]*?)[>%]?[%}]\}[ \t]*"
)
_TAG_ENDS = r" *\{{[%{{][<%]?\s*(?:/\s*|end){kind}\s*[>%]?[%}}]\}}[ \t]*"
_NAMED = re.compile(r"(?P<name>\w+)\s*=\s*[\"'](?P<value>[^\"']*)[\"']|[\"'](?P<bare>[^\"']*)[\"']")
_KINDS = ("style", "type", "kind", "class")
_OPTION = re.compile(r" *:[\w-]+:.*")
# Fences and divs of MyST and Pandoc that are boxes; others hold code, figures, columns.
_BOXES = names(
    """
    note tip info warning danger caution important attention hint seealso admonition error success
    question example quote abstract summary failure bug todo topic
    """
)
_INDENT = 4


class _Box(NamedTuple):
    """A box of the lines `first` to `end` (not included), `after` is the next line below it."""

    edge: str
    title: str
    first: int
    end: int
    after: int


@dataclass
class _Reader:
    """Finds boxes. `unclosed` has the closing marks that stand nowhere below: looking for each of
    many boxes to the end of the text would take long."""

    lines: list[Line]
    unclosed: set[str] = field(default_factory=set)

    def box(self, start: int) -> _Box | None:
        text = self.lines[start].text.expandtabs(_INDENT)
        if match := _MKDOCS.fullmatch(text):
            title = "" if match["title"] is None else match["title"]
            end = _end_of_indented(self.lines, start, len(match["edge"]) + _INDENT)
            return _Box(match["edge"], titled(match["kind"], title), start + 1, end, end)
        if match := _COLONS.fullmatch(text):
            return self._between_colons(start, match)
        if match := _TAG.fullmatch(text):
            end = self._closing(start, _TAG_ENDS.format(kind=match["kind"]))
            title = titled(*_named(match["kind"], match["rest"]))
            return None if end is None else _Box(match["edge"], title, start + 1, end, end + 1)
        return self._fenced(start)

    def _between_colons(self, start: int, match: re.Match[str]) -> _Box | None:
        kind = (match["braced"] or match["kind"]).removeprefix("callout-")
        if match["braced"] and kind not in _BOXES:
            return None
        end = self._closing(start, rf" *{match['mark']}[ \t]*")
        title = titled(kind, match["bracket"] or match["title"])
        return None if end is None else _Box(match["edge"], title, start + 1, end, end + 1)

    def _fenced(self, start: int) -> _Box | None:
        """A fence of MyST, such as ```` ```{note} ````."""
        fence = fence_of(self.lines[start].text)
        match = _FENCE_KIND.fullmatch(fence.info) if fence else None
        if fence is None or match is None or match["kind"] not in _BOXES:
            return None
        below = range(start + 1, len(self.lines))
        end = next((i for i in below if fence.is_closed_by(self.lines[i].text)), None)
        if end is None:
            return None
        first = start + 1
        while first < end and _OPTION.fullmatch(self.lines[first].text):
            first += 1
        edge = " " * self.lines[start].indent
        return _Box(edge, titled(match["kind"], match["title"]), first, end, end + 1)

    def _closing(self, start: int, closes: str) -> int | None:
        if closes in self.unclosed:
            return None
        pattern = re.compile(closes)
        fence: Fence | None = None
        for index in range(start + 1, len(self.lines)):
            if fence is None and pattern.fullmatch(self.lines[index].text):
                return index
            fence = _fence_after(self.lines[index], fence)
        self.unclosed.add(closes)
        return None


def admonitions(lines: list[Line], notes: Notes) -> list[Line]:
    """Writes each box as a quote that begins with its title in bold."""
    out: list[Line] = []
    fence: Fence | None = None
    reader = _Reader(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        box = reader.box(index) if fence is None else None
        if box is None:
            fence = _fence_after(line, fence)
            out.append(line)
            index += 1
            continue
        notes.did(line.number, "a box became a quote")
        out += _quote(line, lines[box.first : box.end], box)
        index = box.after
    return out


def titled(kind: str, title: str) -> str:
    """The first line of a box: its title, or else its kind."""
    words = plain_title(title)
    return f"**{words}**" if words else f"**{kind.replace('-', ' ').capitalize()}.**"


def _fence_after(line: Line, fence: Fence | None) -> Fence | None:
    if fence is not None:
        return None if fence.is_closed_by(line.text) else fence
    return fence_of(line.text)


def _quote(head: Line, body: list[Line], box: _Box) -> list[Line]:
    body = [line.with_text(line.text.expandtabs(_INDENT)) for line in body]
    shown = [line for line in body if not line.is_blank]
    indent = min((line.indent for line in shown), default=0)
    inside = [Line(head.number, box.title), Line(head.number, "")]
    inside += [line.with_text(line.text[indent:]) for line in body]
    quoted = [line.with_text(f"{box.edge}> {line.text}".rstrip()) for line in inside]
    return [Line(head.number, ""), *quoted, Line(body[-1].number if body else head.number, "")]


def _named(kind: str, rest: str) -> tuple[str, str]:
    """The kind and title in the values of a tag: `style="info"`, `title="Costs"`."""
    values = {
        match["name"] or "title": match["value"] or match["bare"] for match in _NAMED.finditer(rest)
    }
    bare = re.fullmatch(r"\s*([A-Za-z]+)\s*", rest)
    kinds = [values[name] for name in _KINDS if values.get(name)]
    return (bare[1] if bare else next(iter(kinds), kind)), values.get("title") or ""


def _end_of_indented(lines: list[Line], start: int, indent: int) -> int:
    end = start + 1
    for index in range(start + 1, len(lines)):
        text = lines[index].text.expandtabs(_INDENT)
        if text.strip():
            if len(text) - len(text.lstrip(" ")) < indent:
                break
            end = index + 1
    return end
