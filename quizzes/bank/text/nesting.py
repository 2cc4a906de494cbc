"""Which list items a line belongs to, as CommonMark reads it, and what our pages need to see it."""

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

_ITEM = re.compile(
    r"(?P<indent> *)(?P<marker>[-*+•‣▪●◦–]|\d{1,9}[.)])(?P<gap>[ \t]+)"
    r"(?:\[[ xX]\][ \t]+)?(?P<text>\S.*)"
)
_RULE = re.compile(r" *(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})")
_ENDS_PARAGRAPH = re.compile(r" {0,3}(?:#{1,6}(?:[ \t]|$)|`{3}|~{3}|>)")
# The columns that make code of a paragraph.
_CODE = 4
# The columns of one level of a list on our pages.
WIDTH = 4

# text: a paragraph or its next line. item: the first line of an item. code: an indented one.
Role = Literal["blank", "text", "item", "code"]


class _Open(NamedTuple):
    """An open item: the columns of its marker and of its text."""

    marker: int
    content: int


class Place(NamedTuple):
    """`depth` counts the items that a line is in, itself included. `column` is where text of the
    innermost one begins. `is_new` is False of the next line of a paragraph. `match` is that of
    an item."""

    role: Role
    depth: int
    column: int
    is_new: bool = True
    match: re.Match[str] | None = None


@dataclass
class Nesting:
    """Reads a text line by line and keeps the items that are open."""

    items: list[_Open] = field(default_factory=list)
    is_paragraph: bool = False

    def text(self, line: str) -> Place:
        """The place of a line outside blocks. It must not contain tabs before its text."""
        line = line.rstrip()
        if not line:
            self.is_paragraph = False
            return self._place("blank")
        indent = _indent(line)
        matched = self._matched(indent)
        if match := self._item(line, indent, matched):
            del self.items[matched:]
            gap = len(match["gap"]) if len(match["gap"]) <= _CODE else 1
            self.items.append(_Open(indent, indent + len(match["marker"]) + gap))
            self.is_paragraph = True
            return self._place("item", match=match)
        ends = _ENDS_PARAGRAPH.match(line[self._column(matched) :])
        if self.is_paragraph and not ends:
            # The next line of a paragraph belongs to its item, however far it is indented.
            return self._place("text", is_new=False)
        del self.items[matched:]
        if indent - self._column(matched) >= _CODE:
            return self._place("code")
        self.is_paragraph = not ends
        return self._place("text")

    def block(self, line: str) -> Place:
        """The place of a block (code, a formula, a table, a quote) that begins with this line. One
        that is indented deeper than an item's marker is in the item."""
        while self.items and _indent(line) <= self.items[-1].marker:
            self.items.pop()
        self.is_paragraph = False
        return self._place("text")

    def may_begin(self, line: str, deepest: int) -> bool:
        """True if a block may begin on this line: it is at most `deepest` columns deeper than the
        text of the item that it is in."""
        indent = _indent(line)
        return indent - self._column(self._matched(indent)) <= deepest

    def close(self) -> None:
        self.items.clear()
        self.is_paragraph = False

    def _place(self, role: Role, is_new: bool = True, match: re.Match[str] | None = None) -> Place:
        return Place(role, len(self.items), self._column(len(self.items)), is_new, match)

    def _column(self, depth: int) -> int:
        return self.items[depth - 1].content if depth else 0

    def _matched(self, indent: int) -> int:
        """How many of the open items a line with this indent can be in."""
        outside = (depth for depth, item in enumerate(self.items) if indent < item.content)
        return next(outside, len(self.items))

    def _item(self, line: str, indent: int, matched: int) -> re.Match[str] | None:
        match = _ITEM.fullmatch(line)
        if match is None or _RULE.fullmatch(line):
            return None
        is_deep = indent - self._column(matched) >= _CODE
        if not self.is_paragraph:
            return None if is_deep else match
        # In a paragraph only a bullet or a first item begins a list. CommonMark reads no list
        # where it is indented by four, though its author meant one.
        is_inside = is_deep or matched == len(self.items)
        is_first = not match["marker"][0].isdigit() or match["marker"][:-1] == "1"
        return match if is_first or not is_inside else None


@dataclass
class Chunk:
    """The lines since the last blank one. Our pages see a list in them only where they begin with
    an item, and then only items of its kind that are as deep, or deeper."""

    is_empty: bool = True
    first: int = 0
    is_numbered: list[bool] = field(default_factory=list)

    def blank(self) -> None:
        self.is_empty = True

    def other(self) -> None:
        """A line that is no item began the chunk or goes on."""
        self.first = 0 if self.is_empty else self.first
        self.is_empty = False

    def is_seen(self, item: Place) -> bool:
        """True if our pages see the item; False if it needs a blank line before it. The next
        lines are read as if it had one."""
        is_numbered = item.match is not None and item.match["marker"][0].isdigit()
        is_other = self.is_numbered[item.depth - 1 : item.depth] == [not is_numbered]
        seen = self.is_empty or (0 < self.first <= item.depth and not is_other)
        if self.is_empty or not seen:
            self.first = item.depth
        self.is_numbered[item.depth - 1 :] = [is_numbered]
        self.is_empty = False
        return seen


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
