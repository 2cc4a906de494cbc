"""Several questions in one file: finds where each begins, and how sure that is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .lines import Line
from .marks import Mark, is_answer, marks_in

# This share of the marks must ask something: one section may be called otherwise.
_MOST = 0.8
# As many lines that ask are not the sections of one guide.
_MANY = 10
_COLLECTION = re.compile(r"\b(?:questions|interviews?|faqs?|q ?& ?a|flash ?cards)\b", re.IGNORECASE)
_WORDS = {
    "heading": "heading",
    "item": "heading in a list",
    "bold": "bold line",
    "plain": "line that begins with Q",
    "summary": "summary of <details>",
}


@dataclass(frozen=True)
class Pattern:
    """The marks that begin the questions of a file, in order of position. `is_clear` if they can
    be nothing else."""

    marks: list[Mark]
    is_clear: bool

    @property
    def words(self) -> str:
        """`12 questions in one file, each with a heading`."""
        kind = _WORDS[self.marks[0].kind]
        return f"{len(self.marks)} questions in one file, each with a {kind}"


def pattern_of(lines: list[Line]) -> Pattern | None:
    """How the questions of a file are marked. None if it has one question, or none is marked."""
    found = list(_patterns(lines))
    clear = [pattern for pattern in found if pattern.is_clear]
    return next(iter(clear or found), None)


def _patterns(lines: list[Line]) -> Iterator[Pattern]:
    """Patterns, likeliest first."""
    marks = marks_in(lines)
    title = next((mark for mark in marks if mark.kind == "heading"), None)
    if title and sum(mark.kind == "heading" and mark.level == 1 for mark in marks) == 1:
        is_guide = title.level == 1 and title.asks
        is_collection = title.level == 1 and _COLLECTION.search(title.words) is not None
        marks.remove(title)
    else:
        title, is_guide, is_collection = None, False, False
    groups = [
        group
        for kind in _WORDS
        for group in _groups([mark for mark in marks if mark.kind == kind])
        if len(group) > 1
    ]
    for group in groups:
        if len(named := [mark for mark in group if mark.is_named]) > 1:
            answers = sum(_is_answered(mark, lines) for mark in named)
            is_clear = _are_distinct(named) and (named[0].number is not None or answers > 1)
            # The title of one guide: the questions below it belong to it.
            yield Pattern(named, is_clear and not (is_guide and title and title.is_named))
    for group in groups:
        numbered = [mark for mark in group if mark.number is not None and mark.kind != "plain"]
        if len(numbered) > 2 and _ascend(numbered):
            asking = sum(mark.asks for mark in numbered) >= _MOST * len(numbered)
            if asking or is_collection:
                yield Pattern(numbered, asking and not is_guide)
    for group in groups:
        if sum(mark.asks for mark in group) >= _MOST * len(group):
            is_many = len(group) >= _MANY or is_collection or group[0].kind == "summary"
            if len(group) > 2 or is_many:
                yield Pattern(group, is_many and not is_guide)


def _groups(marks: list[Mark]) -> Iterator[list[Mark]]:
    """Marks that look alike. Named ones with different numbers are alike at any level."""
    named = [mark for mark in marks if mark.is_named and mark.number is not None]
    if len(named) > 1 and _are_distinct(named):
        yield named
    for level in sorted({mark.level for mark in marks}):
        yield [mark for mark in marks if mark.level == level]


def _are_distinct(marks: list[Mark]) -> bool:
    """True if no number stands twice, unless counting begins anew in each section."""
    numbers = [mark.number for mark in marks if mark.number is not None]
    return len(numbers) == len(set(numbers)) or _ascend(marks)


def _ascend(marks: list[Mark]) -> bool:
    """True if each number follows the one before it, or begins anew at 1."""
    numbers = [mark.number for mark in marks if mark.number is not None]
    return all(b > a or b == 1 for a, b in pairwise(numbers))


def _is_answered(mark: Mark, lines: list[Line]) -> bool:
    below = (line for line in lines[mark.end :] if not line.is_blank)
    return is_answer(next(below, Line(0, "")))
