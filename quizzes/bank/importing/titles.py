"""Reads the title of a plain guide: its first heading, in whatever form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attention_engine.plain_tex import plain_tex

from ..text.spans import fence_of
from .headings import EMOJI, bare_words
from .lines import Line, numbered

_TITLE = re.compile(
    rf"""
    (?:{EMOJI}|[\s*_])*
    (?: (?:question|q)[ \t.#]*(?P<named>\d{{1,6}})(?:[ \t*]*[:.)–—-]|(?=[\s*]))[ \t*]*
      | (?P<bare>\d{{1,6}})(?:[ \t*]*[:.)]|[ \t]+[–—-])[ \t*]* )?
    (?P<words>\S.*?)[\s*_]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HEADING = re.compile(r"(#{1,3})[ \t]+(\S.*?)[ \t#]*")
_NUMBERED = re.compile(rf"(?:{EMOJI}|[\s*_])*(?:question|q)[ \t.#]*\d{{1,6}}\b", re.IGNORECASE)
_BOLD_TITLE = re.compile(
    r"(?:\*\*|__)((?:question|q)[ \t]*\d{1,6}[ \t]*[:.)–—-].*?)(?:\*\*|__)", re.I
)


@dataclass(frozen=True)
class Titled:
    """The title of a repaired text and its other lines. `number` is the one in the heading, or
    None."""

    title: str
    number: int | None
    heading: str
    lines: list[Line]


def read_title(text: str) -> Titled | None:
    """The title of a text and the lines without it, or None if no heading can be the title."""
    lines = numbered(text)
    found = title_of(lines)
    if found is None:
        return None
    taken, words = found
    match = _TITLE.fullmatch(words)
    if match is None:
        return None
    number = match["named"] or match["bare"]
    title = _plain_title(match["words"])
    if not title:
        return None
    rest = lines[: taken[0]] + lines[taken[1] :]
    return Titled(title, int(number) if number else None, bare_words(words), rest)


def title_of(lines: list[Line], *, of_context: bool = False) -> tuple[tuple[int, int], str] | None:
    """The lines (from, to) and the words of the heading that is the title: the first with a
    question's number, or else the first of level 1."""
    plain = None
    for place, words, is_first_level in _headings(lines):
        if _NUMBERED.match(words) and not of_context:
            return place, words
        if is_first_level and plain is None:
            plain = place, words
    return plain


def _headings(lines: list[Line]) -> Iterator[tuple[tuple[int, int], str, bool]]:
    """Yields what may be a title: headings outside code, and bold lines with a question number."""
    fence = None
    for index, line in enumerate(lines):
        if fence is not None:
            fence = None if fence.is_closed_by(line.text) else fence
            continue
        fence = fence_of(line.text)
        text = line.text.strip()
        below = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
        if fence is not None or not text:
            continue
        if match := _HEADING.fullmatch(text):
            yield (index, index + 1), match[2], len(match[1]) == 1
        elif re.fullmatch(r"={3,}", below):
            yield (index, index + 2), text, True
        elif match := _BOLD_TITLE.fullmatch(text):
            yield (index, index + 1), match[1], False


def _plain_title(words: str) -> str:
    """The words of a title without Markdown marks, with formulas as plain text."""
    words = re.sub(r"\$([^$]+)\$", lambda match: plain_tex(match[1]), words)
    words = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", words)
    words = re.sub(r"</?[A-Za-z][^<>]*>|[`]", "", words)
    return bare_words(re.sub(r"(?<!\w)[*_](\S.*?)[*_](?!\w)", r"\1", bare_words(words)))
