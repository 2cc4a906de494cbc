"""Finds code and formulas in a Markdown text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})(.*)")
_LIST = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_BACKTICKS = re.compile(r"`+")
_FORMULA = re.compile(
    r"""
    \\\$                                                              # an escaped dollar
    | \$\$ (?P<block>   (?:\\.|(?!\n[ \t]*\n)[^$\\]){1,4000}? ) \$\$
    | \\\[ (?P<bracket> (?:(?!\n[ \t]*\n|\\\]).){1,4000} ) \\\]
    | \\\( (?P<paren>   (?:(?!\n[ \t]*\n|\\\)).){1,2000} ) \\\)
    | \$(?![\s$]) (?P<inline> (?:\\.|(?!\n[ \t]*\n)[^$\\]){1,2000}? ) (?<!\s)\$(?!\d)
    """,
    re.VERBOSE | re.DOTALL,
)


class Region(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True)
class Formula:
    """A formula between `start` and `end` of its text, delimiters included."""

    start: int
    end: int
    tex: str
    display: bool


class Fence(NamedTuple):
    mark: str
    info: str

    def is_closed_by(self, line: str) -> bool:
        other = fence_of(line)
        return (
            other is not None
            and other.mark[0] == self.mark[0]
            and len(other.mark) >= len(self.mark)
            and not other.info
        )


def fence_of(line: str) -> Fence | None:
    """The code fence on a line, or None. It may be indented, as in a list."""
    match = _FENCE.fullmatch(line)
    if match is None or (match[1][0] == "`" and "`" in match[2]):
        return None
    return Fence(match[1], match[2].strip())


def without_quote(line: str) -> str:
    match = _QUOTE.match(line)
    return line[match.end() :] if match else line


def code_regions(text: str) -> list[Region]:
    """Fenced, indented and inline code, in order of position."""
    return list(_code_regions(text))


# Cached, since rendering and several rules need the code and formulas of the same text.
@lru_cache(maxsize=512)
def _code_regions(text: str) -> tuple[Region, ...]:
    regions: list[Region] = []
    paragraph: Region | None = None
    for start, end, is_code in _classified_lines(text):
        if is_code:
            regions.append(Region(start, end))
        if is_code or not text[start:end].strip():
            paragraph = _finish(text, paragraph, regions)
        else:
            paragraph = Region(paragraph.start if paragraph else start, end)
    _finish(text, paragraph, regions)
    return tuple(sorted(regions))


def is_in(regions: list[Region], place: int) -> bool:
    index = bisect_right(regions, (place, float("inf"))) - 1
    return index >= 0 and regions[index].start <= place < regions[index].end


def formulas(text: str) -> list[Formula]:
    """Every formula outside code: `$..$`, `$$..$$`, `\\(..\\)`, `\\[..\\]`."""
    return list(_formulas(text))


@lru_cache(maxsize=512)
def _formulas(text: str) -> tuple[Formula, ...]:
    code = code_regions(text)
    found = []
    place = 0
    while match := _FORMULA.search(text, place):
        if is_in(code, match.start()):
            place = code[bisect_right(code, (match.start(), float("inf"))) - 1].end
            continue
        place = match.end()
        kind = match.lastgroup
        # A match that runs into code is not a formula, and its opening sign is a plain character.
        if kind and is_in(code, match.end() - 1):
            place = match.start() + 1
        elif kind:
            tex = re.sub(r"\n[ \t]*>[ \t]?", "\n", match[kind]).strip()
            display = kind in ("block", "bracket")
            found.append(Formula(match.start(), match.end(), tex, display))
    return tuple(found)


def headings_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yields the `#` headings of a text: (line from 1, level, words)."""
    for number, (start, end, is_code) in enumerate(_classified_lines(text), start=1):
        match = re.fullmatch(r"(#{1,6})[ \t]*(\S.*?)[ \t]*#*", text[start:end].rstrip("\n"))
        if match and not is_code:
            yield number, len(match[1]), match[2]


def lines_of_code(text: str) -> list[bool]:
    """Whether each line is fenced or indented code."""
    return [is_code for _start, _end, is_code in _classified_lines(text)]


def _classified_lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is fenced or indented code) of each line."""
    fence: Fence | None = None
    after_blank, in_list, indented = True, False, False
    place = 0
    for line in text.splitlines(keepends=True) if "\n" in text else [text]:
        start, place = place, place + len(line)
        bare = without_quote(line.rstrip("\n"))
        if fence is not None:
            yield start, place, True
            fence = None if fence.is_closed_by(bare) else fence
            continue
        fence = fence_of(bare)
        if fence is not None:
            after_blank = indented = False
            yield start, place, True
            continue
        blank = not bare.strip()
        is_deep = bare.startswith(("    ", "\t"))
        if not blank and not is_deep:
            in_list = bool(_LIST.match(bare)) or (in_list and bare.startswith((" ", "\t")))
        indented = is_deep and not in_list and (after_blank or indented) and not blank
        after_blank = blank
        yield start, place, indented


def _finish(text: str, paragraph: Region | None, regions: list[Region]) -> None:
    if paragraph is not None:
        regions.extend(_inline_code(text, paragraph))


def _inline_code(text: str, paragraph: Region) -> Iterator[Region]:
    """Yields each run of backticks with everything up to the next run of the same length."""
    runs = [
        (match.start(), match.end())
        for match in _BACKTICKS.finditer(text, paragraph.start, paragraph.end)
    ]
    # Finding the next run of each length from the back keeps this linear.
    following: list[int | None] = [None] * len(runs)
    latest: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        following[index] = latest.get(length)
        latest[length] = index
    index = 0
    while index < len(runs):
        closing = following[index]
        if closing is None or text[runs[index][0] - 1 : runs[index][0]] == "\\":
            index += 1
            continue
        yield Region(runs[index][0], runs[closing][1])
        index = closing + 1
