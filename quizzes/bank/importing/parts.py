"""Cuts a file with several questions into its questions, and says what went where."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..text.faults import shortened
from .lines import Line, Notes
from .marks import Mark, is_answer, marks_in
from .splitting import Pattern
from .titles import Titled, plain_title

LONGEST_TITLE = 200
_CLOSES = re.compile(r"</details\s*>", re.IGNORECASE)
_OPENS = re.compile(r"<details\b[^<>]*>", re.IGNORECASE)
# The words that introduce a group of questions have at most so many lines.
_LONGEST_INTRODUCTION = 6
_LEAD = re.compile(
    r"[ \t]*(?:\*\*|__)?(?:a|ans|answer)[ \t]*\d*[ \t]*[:.)](?:\*\*|__)?[ \t]*(?P<rest>.*)", re.I
)
_NOTHING = re.compile(r"[\s*_=-]*|</?(?:details|div|p|center|br|hr)\b[^<>]*>", re.IGNORECASE)


def parts_of(lines: list[Line], pattern: Pattern) -> list[tuple[Titled, Notes]]:
    """Each question of a file with notes about its cut. Every line is in a question, or a note of
    the first one says that it was left out."""
    marks = pattern.marks
    groups = _groups(lines, marks)
    ends = _ends(lines, marks, groups)
    parts: list[tuple[Titled, Notes]] = []
    for mark, end in zip(marks, ends, strict=True):
        notes = Notes()
        above = [each for each in groups if mark.start < each.start < end]
        parts.append((_part(lines, mark, end, above, notes), notes))
    first = parts[0][1]
    starts = [mark.start for mark in marks]
    for start, end in zip([0, *ends], [*starts, len(lines)], strict=True):
        _leave_out(lines[start:end], first)
    _ask_about_gaps(marks, lines, parts)
    rule = f"one of {pattern.words}"
    return [(replace(titled, rule=rule), notes) for titled, notes in parts]


def _groups(lines: list[Line], marks: list[Mark]) -> list[Mark]:
    """The other headings that are as high in rank as the questions, or above them."""
    headings = [mark for mark in marks_in(lines) if mark.kind == "heading"]
    if marks[0].kind == "heading":
        limit = max(mark.level for mark in marks)
    else:
        above = [mark.level for mark in headings if mark.start < marks[0].start]
        limit = above[-1] if above else 0
    questions = set(marks)
    return [mark for mark in headings if mark.level <= limit and mark not in questions]


def _ends(lines: list[Line], marks: list[Mark], groups: list[Mark]) -> list[int]:
    """Where each question ends: at the next one, or at the heading of a new group of questions."""
    ends = []
    for mark, end in pairwise([*marks, None]):
        stop = end.start if end else len(lines)
        # A heading with much text below it is none of a group: the text is the question's.
        short = (
            group.start
            for group in groups
            if mark
            and mark.start < group.start < stop
            and (group.level < mark.level or mark.kind != "heading")
            and _is_introduction(lines[group.start : stop])
        )
        ends.append(min(short, default=stop))
    return ends


def _is_introduction(lines: list[Line]) -> bool:
    return sum(not line.is_blank for line in lines) <= _LONGEST_INTRODUCTION


def _part(lines: list[Line], mark: Mark, end: int, above: list[Mark], notes: Notes) -> Titled:
    """One question. `above` are headings in it that look like the beginning of something else."""
    number = lines[mark.start].number
    title = plain_title(mark.words)
    body = lines[mark.end : end]
    if len(title) > LONGEST_TITLE:
        notes.ask(number, "a title of more than 200 characters was cut; all of it is in the text")
        body = [Line(number, mark.words), Line(number, ""), *body]
        title = f"{title[: LONGEST_TITLE - 1]}…"
    if mark.kind == "summary":
        body = _opened(body)
    elif mark.kind in ("item", "bold", "plain"):
        body = _dedented(list(_without_lead(body, notes)))
    for other in above:
        words = shortened(other.words, 40)
        notes.ask(
            lines[other.start].number,
            f"{words!r} does not look like a question; it went with the one before it",
        )
    return Titled(title, mark.number, False, title, body, "")


def _opened(body: list[Line]) -> list[Line]:
    """The lines inside `<details>`, and those after it, without the tag that closes it."""
    depth, opened = 1, []
    for line in body:
        depth += len(_OPENS.findall(line.text))
        for _ in _CLOSES.findall(line.text):
            depth -= 1
            if depth == 0:
                line = line.with_text(_CLOSES.sub("", line.text, count=1))
        opened.append(line)
    return opened


def _without_lead(body: list[Line], notes: Notes) -> Iterator[Line]:
    """Leaves out `A:` at the beginning of an answer."""
    is_first = True
    for line in body:
        match = _LEAD.fullmatch(line.text) if is_first and is_answer(line) else None
        is_first = is_first and line.is_blank
        if match:
            notes.did(line.number, "the mark of an answer was removed")
        yield line.with_text(match["rest"]) if match else line


def _dedented(body: list[Line]) -> list[Line]:
    """The answer to a question that is an item of a list, without the indent of the item."""
    indent = min((line.indent for line in body if not line.is_blank), default=0)
    return [line.with_text(line.text[indent:]) for line in body]


def _leave_out(lines: list[Line], notes: Notes) -> None:
    told = [line for line in lines if not _NOTHING.fullmatch(line.text.strip())]
    if told:
        last = f" to {told[-1].number}" if len(told) > 1 else ""
        words = shortened(" ".join(line.text for line in told))
        notes.ask(
            told[0].number,
            f"the lines {told[0].number}{last} are in no question and were left out: {words}"
            if last
            else f"the line is in no question and was left out: {words}",
        )


def _ask_about_gaps(
    marks: list[Mark], lines: list[Line], parts: list[tuple[Titled, Notes]]
) -> None:
    for place, (mark, other) in enumerate(pairwise(marks)):
        missing = range((mark.number or 0) + 1, other.number or 0)
        if mark.number is not None and other.number is not None and missing:
            numbers = ", ".join(map(str, missing[:6]))
            parts[place][1].ask(
                lines[mark.start].number,
                f"no question {numbers} was found after this one; look whether it is in its text",
            )
