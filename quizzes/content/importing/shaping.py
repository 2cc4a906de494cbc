"""A plain Markdown text in the form of the bank: each oddity has a pass of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attention_engine.plain_tex import plain_tex

from ..front_matter import Source
from ..spans import fence_of, headings_in
from .code import code
from .emphasis import emphasis
from .finding import name_key
from .formulas import formulas
from .headings import EMOJI, bare_words, headings
from .html import html
from .lines import Line, Notes, Pass, numbered
from .lists import lists
from .quotes import quotes
from .spacing import rules, spacing
from .tables import tables

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
_CITATIONS = re.compile(r"\b(?:citations?|references?|sources|papers)\b", re.I)
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\((https?://[^\s()]+(?:\([^\s()]*\))?)\)")
_TARGET = re.compile(r"\]\(\s*<?([^)>#]+)")
_FIRST: tuple[Pass, ...] = (code, formulas, tables, html)
_LAST: tuple[Pass, ...] = (rules, lists, emphasis, spacing)


@dataclass(frozen=True)
class Titled:
    """A repaired text and its title. `number` is None where the heading gives none."""

    title: str
    number: int | None
    heading: str
    lines: list[Line]


def read_title(text: str) -> Titled | None:
    """The title of a text and the lines without it; None where it has no heading for one."""
    lines = numbered(text)
    found = _title_of(lines)
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


def shape_question(titled: Titled, key: str, notes: Notes) -> list[Line]:
    """The lines below the title in our form. Links between files are as they were: see links.py.

    `key` is what the names of this file share (see name_key).
    """
    lines = list(_without_promotion(titled.lines, f"{key}_context", notes))
    return _shaped(lines, notes, {titled.heading, titled.title})


def shape_context(text: str, notes: Notes) -> list[Line]:
    """An extended context in our form: its own title, if it has one, goes."""
    lines = numbered(text)
    found = _title_of(lines, of_context=True)
    if found is None:
        return _shaped(lines, notes, set())
    (start, end), words = found
    return _shaped(lines[:start] + lines[end:], notes, {bare_words(words)})


def sources_of(body: str) -> Iterator[Source]:
    """The links under a heading that speaks of citations or references."""
    under = False
    titles = {line: words for line, _level, words in headings_in(body)}
    for number, line in enumerate(body.split("\n"), start=1):
        if number in titles:
            under = bool(_CITATIONS.search(titles[number]))
        elif under:
            for words, url in _LINK.findall(line):
                words = re.sub(r"[*`]", "", words).strip()
                if words and len(url) <= 500:
                    yield Source(title=words[:200], url=url)


def _shaped(lines: list[Line], notes: Notes, titles: set[str]) -> list[Line]:
    lines = quotes(lines, notes, _without_headings)
    for each in _FIRST:
        lines = each(lines, notes)
    lines = headings(lines, notes, titles)
    for each in _LAST:
        lines = each(lines, notes)
    return lines


def _without_headings(lines: list[Line], notes: Notes) -> list[Line]:
    for each in (*_FIRST, *_LAST):
        lines = each(lines, notes)
    return lines


def _title_of(lines: list[Line], *, of_context: bool = False) -> tuple[tuple[int, int], str] | None:
    """The lines (from, to) of the heading that is the title, and its words: the first with a
    number of a question, else the first of the highest level."""
    plain = None
    for place, words, is_first_level in _headings(lines):
        if _NUMBERED.match(words) and not of_context:
            return place, words
        if is_first_level and plain is None:
            plain = place, words
    return plain


def _headings(lines: list[Line]) -> Iterator[tuple[tuple[int, int], str, bool]]:
    """What may be a title: headings outside code, and bold lines that number a question."""
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
    """A title holds no marks of Markdown and no formulas."""
    words = re.sub(r"\$([^$]+)\$", lambda match: plain_tex(match[1]), words)
    words = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", words)
    words = re.sub(r"</?[A-Za-z][^<>]*>|[`]", "", words)
    return bare_words(re.sub(r"(?<!\w)[*_](\S.*?)[*_](?!\w)", r"\1", bare_words(words)))


def _without_promotion(lines: list[Line], key: str, notes: Notes) -> Iterator[Line]:
    """Without the line that points to the own context page: a page of ours has such a link."""
    for line in lines:
        if key in {name_key(target) for target in _TARGET.findall(line.text)}:
            notes.did(line.number, "the pointer to the context page was left out")
        else:
            yield line
