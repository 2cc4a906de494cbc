"""Puts a plain Markdown text into the form of the bank, with one pass for each oddity."""

import re
from collections.abc import Iterator

from ..text.front_matter import Source
from ..text.spans import headings_in
from .code import code
from .emphasis import emphasis
from .formulas import formulas
from .headings import bare_words, headings
from .html import html
from .lines import Line, Notes, Pass
from .lists import lists
from .names import name_key
from .quotes import quotes
from .spacing import rules, spacing
from .tables import tables
from .titles import Titled, title_of

_CITATIONS = re.compile(r"\b(?:citations?|references?|sources|papers)\b", re.I)
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\((https?://[^\s()]+(?:\([^\s()]*\))?)\)")
_TARGET = re.compile(r"\]\(\s*<?([^)>#]+)")
_FIRST: tuple[Pass, ...] = (code, formulas, tables, html)
_LAST: tuple[Pass, ...] = (rules, lists, emphasis, spacing)


def shape_question(titled: Titled, key: str, notes: Notes) -> list[Line]:
    """The lines below the title in our form. Links between files are unchanged: see links.py.

    `key` is the file's `name_key`.
    """
    lines = list(_without_promotion(titled.lines, f"{key}_context", notes))
    return _shaped(lines, notes, {titled.heading, titled.title})


def shape_context(lines: list[Line], notes: Notes) -> list[Line]:
    """An extended context in our form, without its own title if it has one."""
    found = title_of(lines, of_context=True)
    if found is None:
        return _shaped(lines, notes, set())
    lines = lines[: found.start] + lines[found.end :]
    return _shaped(lines, notes, {bare_words(found.words)})


def sources_of(body: str) -> Iterator[Source]:
    """The links under a heading that mentions citations, references, sources or papers."""
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


def _without_promotion(lines: list[Line], key: str, notes: Notes) -> Iterator[Line]:
    """Drops the line that points to the file's context page: our pages have such a link."""
    for line in lines:
        if key in {name_key(target) for target in _TARGET.findall(line.text)}:
            notes.did(line.number, "the link to the context page was removed")
        else:
            yield line
