"""Several questions in one file: finds where each begins, and how sure that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .lines import Line
from .marks import Mark, is_answer, marks_in
from .titles import title_of

# This share of the marks must ask something: one section may be called otherwise.
_MOST = 0.8
_WORDS = {
    "heading": "heading",
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
    title = title_of(lines)
    headings = [mark for mark in marks if mark.kind == "heading"]
    first = headings[0] if headings else None
    is_titled = first is not None and first.level == 1 and [m.level for m in headings].count(1) == 1
    # The title of one guide: what is below it are its parts.
    is_guide = bool(title and first and is_titled and first.asks)
    is_numbered_guide = is_guide and first is not None and first.is_named
    if is_titled and first is not None:
        marks = [mark for mark in marks if mark != first]
    for kind in ("heading", "bold", "plain", "summary"):
        for group in _groups([mark for mark in marks if mark.kind == kind]):
            named = [mark for mark in group if mark.is_named]
            if len(named) > 1:
                is_clear = not is_numbered_guide and _are_distinct(named)
                answers = sum(_is_answered(mark, lines) for mark in named)
                is_clear = is_clear and (named[0].number is not None or answers > 1)
                yield Pattern(named, is_clear)
    for kind in ("heading", "bold", "summary"):
        for group in _groups([mark for mark in marks if mark.kind == kind]):
            asking = sum(mark.asks for mark in group)
            numbered = [mark for mark in group if mark.number is not None]
            if len(numbered) > 2 and sum(m.asks for m in numbered) >= _MOST * len(numbered):
                yield Pattern(numbered, not is_guide and _ascend(numbered))
            elif len(group) > 1 and asking >= _MOST * len(group) and (kind != "bold" or asking > 2):
                yield Pattern(group, kind == "summary" and not is_guide)


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
