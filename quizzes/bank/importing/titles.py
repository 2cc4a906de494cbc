"""Finds the title of a plain guide: in a heading, in its front matter, or in its file's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from attention_engine.plain_tex import plain_tex

from ..text.spans import fence_of
from .front import Front
from .headings import EMOJI, bare_words
from .lines import Line
from .names import title_words

_TITLE = re.compile(
    rf"""
    (?:{EMOJI}|[\s*_\[])*
    (?: (?:question|q)[ \t.#]*(?P<named>\d{{1,6}})(?:[ \t*\]]*[:.)–—-]|(?=[\s*\]]))[ \t*\]]*
      | (?P<bare>\d{{1,6}})(?:[ \t*]*[:.)]|[ \t]+[–—-])[ \t*]* )?
    (?P<words>\S.*?)[\s*_]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*?)[ \t#]*")
_NUMBERED = re.compile(rf"(?:{EMOJI}|[\s*_])*(?:question|q)[ \t.#]*\d{{1,6}}\b", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*|__)(?P<words>.+)\1")
_BOLD_TITLE = re.compile(r"(?:question|q)[ \t]*\d{1,6}[ \t]*[:.)–—-].*", re.I)
_TAG_BEGINS = re.compile(r"(?P<before>(?:\s|<[^<>]*>)*?)<h1\b[^<>]*>(?P<words>.*)", re.IGNORECASE)
_TAG_ENDS = re.compile(r"(?P<words>.*?)</h1\s*>(?P<after>.*)", re.IGNORECASE)
_LONGEST_TAG = 10


class Heading(NamedTuple):
    """What may be a title: lines `start` to `end` (not included), and its level. `rest` are words
    on these lines that do not belong to it."""

    start: int
    end: int
    level: int
    words: str
    rule: str
    rest: str = ""


@dataclass(frozen=True)
class Titled:
    """The title of a text and its other lines. `number` is the one in the heading, or None;
    `is_named` if the heading calls it the number of a question. `rule` says where the title
    was found."""

    title: str
    number: int | None
    is_named: bool
    heading: str
    lines: list[Line]
    rule: str


def read_title(lines: list[Line], front: Front | None = None, name: str = "") -> Titled | None:
    """The title of a text and the lines without it. None if neither its headings nor its front
    matter nor its name has words for a title."""
    found = title_of(lines)
    if found is None or (front and front.title and not _NUMBERED.match(found.words)):
        title, rule = (front.title, "its front matter") if front else ("", "")
        if not title:
            found = _first_words(lines)
            title, rule = ("", "") if found else (title_words(name), "its name")
        if title:
            return Titled(plain_title(title), None, False, bare_words(title), lines, rule)
    if found is None:
        return None
    match = _TITLE.fullmatch(found.words)
    title = plain_title(match["words"]) if match else ""
    if match is None or not title:
        return None
    rest = [*lines[: found.start], *lines[found.end :]]
    if found.rest:
        rest.insert(found.start, lines[found.start].with_text(found.rest))
    number = match["named"] or match["bare"]
    return Titled(
        *(title, int(number) if number else None, bool(match["named"])),
        *(bare_words(found.words), rest, found.rule),
    )


def title_of(lines: list[Line], *, of_context: bool = False) -> Heading | None:
    """The heading that is the title: the first with a question's number, or else the first of
    level 1."""
    plain = None
    for heading in headings_of(lines):
        if heading.level <= 3 and _NUMBERED.match(heading.words) and not of_context:
            return heading._replace(rule="the heading of the question")
        if heading.level == 1 and plain is None:
            plain = heading
    return plain


def _first_words(lines: list[Line]) -> Heading | None:
    """What a text begins with, if that is a heading or a bold line that asks."""
    first = next((index for index, line in enumerate(lines) if not line.is_blank), 0)
    for heading in headings_of(lines):
        is_alone = sum(other.level == heading.level for other in headings_of(lines)) == 1
        asks = heading.words.rstrip("*_ ").endswith("?")
        is_title = heading.start == first and (asks or (is_alone and heading.level > 0))
        return heading._replace(rule="its first line") if is_title else None
    match = _BOLD.fullmatch(lines[first].text.strip())
    if match and match["words"].rstrip().endswith("?"):
        return Heading(first, first + 1, 0, match["words"], "its first line")
    return None


def headings_of(lines: list[Line]) -> Iterator[Heading]:
    """Yields what may be a title: headings outside code, and bold lines with a question number
    (level 0)."""
    fence, index = None, 0
    while index < len(lines):
        line, start = lines[index], index
        index += 1
        if fence is not None:
            fence = None if fence.is_closed_by(line.text) else fence
            continue
        fence = fence_of(line.text)
        text = line.text.strip()
        below = lines[index].text.strip() if index < len(lines) else ""
        if fence is not None or not text:
            continue
        bold = _BOLD.fullmatch(text)
        if match := _HEADING.fullmatch(text):
            yield Heading(start, index, len(match[1]), match[2], "its first heading")
        elif re.fullmatch(r"={3,}", below):
            index += 1
            yield Heading(start, index, 1, text, "its first heading")
        elif bold and _BOLD_TITLE.fullmatch(bold["words"]):
            yield Heading(start, index, 0, bold["words"], "its first heading")
        elif found := _tag(lines, start):
            index = found.end
            yield found


def _tag(lines: list[Line], start: int) -> Heading | None:
    """The `<h1>` that begins on a line."""
    begins = _TAG_BEGINS.fullmatch(lines[start].text)
    if begins is None:
        return None
    words = begins["words"]
    for index in range(start, min(start + _LONGEST_TAG, len(lines))):
        words = words if index == start else f"{words} {lines[index].text}"
        if ends := _TAG_ENDS.fullmatch(words):
            rest = f"{begins['before']} {ends['after']}".strip()
            inside = re.sub(r"<br\s*/?>", " ", ends["words"]).strip()
            return Heading(start, index + 1, 1, inside, "its <h1>", rest) if inside else None
    return None


def plain_title(words: str) -> str:
    """The words of a title without Markdown marks, with formulas as plain text."""
    words = re.sub(r"\$([^$]+)\$", lambda match: plain_tex(match[1]), words)
    words = re.sub(r"<img\b[^<>]*?\balt\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>", r"\1 ", words)
    words = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", words)
    words = re.sub(r"</?[A-Za-z][^<>]*>|[`]", "", words)
    return bare_words(re.sub(r"(?<!\w)[*_](\S.*?)[*_](?!\w)", r"\1", bare_words(words)))
