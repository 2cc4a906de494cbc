"""Turns a found file into the questions that it has: front matter, title, number, and parts."""

from pathlib import Path

from ..text.faults import Fault
from .decoding import Decoded
from .entries import Entry
from .finding import Found
from .front import Front, split_front
from .lines import Line, Notes, numbered
from .names import name_key, name_of, number_in, slug_of, stable_slug
from .parts import LONGEST_TITLE, parts_of
from .references import references_in
from .repair import repaired
from .report import FileReport
from .shaping import shape_context, shape_question
from .splitting import pattern_of
from .titles import Titled, read_title

LARGEST = 999_999


def entries_of(found: Found, split: bool | None) -> list[Entry] | Fault:
    """The questions of a file in our form with their links still unresolved, or the fault why it
    has none.

    `split` says whether a file with several questions becomes several; None: if that is clear.
    """
    report = FileReport(found.path)
    text = _repaired(found.path, found.text, report)
    front, lines = _without_front(numbered(text), found.notes)
    pattern = pattern_of(lines)
    if pattern and split is None:
        split = pattern.is_clear and not found.context_path
        if not split:
            found.notes.ask(
                lines[pattern.marks[0].start].number,
                f"this looks like {pattern.words}; --split makes them separate questions",
            )
    elif split and pattern is None:
        found.notes.did(1, "no pattern of several questions was found, so the file is one question")
    if split and pattern:
        entries = _entries_of_parts(found, report, parts_of(lines, pattern))
        references = references_in(lines)
        for entry in entries:
            entry.references = references
        return entries
    return _one_entry(found, report, front, lines)


def _one_entry(
    found: Found, report: FileReport, front: Front | None, lines: list[Line]
) -> list[Entry] | Fault:
    path, name = found.path, name_of(found.path)
    titled = read_title(lines, front, name)
    if titled is None:
        message = "has no words for a title; write a heading such as `# Question 24: How ...?`"
        return Fault(str(path), 1, "TITLE", message)
    number, rule, is_firm = _number_of(titled, front, name)
    in_name = number_in(name)
    if titled.is_named and in_name is not None and in_name != titled.number:
        message = f"is question {titled.number} in its heading but {in_name} in its file name"
        return Fault(str(path), 1, "TITLE", message)
    if len(titled.title) > LONGEST_TITLE:
        message = "has a title of more than 200 characters; shorten its first heading"
        return Fault(str(path), 1, "TITLE", message)
    if not titled.is_named and titled.number is not None and number != titled.number:
        found.notes.did(1, f"the number {titled.number} of its heading was left out")
    slug = slug_of(name) or slug_of(titled.title)
    slug = slug or (f"question-{number}" if number else stable_slug(name))
    report.title = titled.rule
    lines = shape_question(titled, name_key(name), found.notes)
    entry = Entry(found, report, found.notes, titled.title, slug, lines, number, rule, is_firm)
    _add_context(entry)
    return [entry]


def _number_of(titled: Titled, front: Front | None, name: str) -> tuple[int | None, str, bool]:
    """The number of a guide, the rule that found it, and whether its author named it as one."""
    in_front = front.number if front else None
    for number, rule, is_firm in (
        (titled.number if titled.is_named else None, "in its heading", True),
        (in_front, "in its front matter", True),
        (number_in(name), "in its name", False),
        (titled.number, "in its heading", False),
    ):
        if number is not None and 0 < number <= LARGEST:
            return number, rule, is_firm
    return None, "", False


def _entries_of_parts(
    found: Found, report: FileReport, parts: list[tuple[Titled, Notes]]
) -> list[Entry]:
    entries = []
    starts = [titled.lines[0].number if titled.lines else 0 for titled, _notes in parts]
    for place, (titled, notes) in enumerate(parts):
        own = FileReport(found.path, title=titled.rule)
        last = starts[place + 1] if place + 1 < len(parts) else None
        # What was said of the file itself stands in the report of its first question.
        first = starts[place] if place else 0
        own.repairs = [each for each in report.repairs if _is_between(first, each[1].line, last)]
        notes.found += [each for each in found.notes.found if _is_between(first, each.line, last)]
        lines = shape_question(titled, name_key(name_of(found.path)), notes)
        number = titled.number if titled.number and titled.number <= LARGEST else None
        slug = slug_of(titled.title) or stable_slug(titled.title)
        entry = Entry(
            found, own, notes, titled.title, slug, lines, number, "its number in the file", False
        )
        entry.is_part = True
        entries.append(entry)
    if found.context_path:
        found.notes.ask(1, "the context went with the first question of the file")
        _add_context(entries[0])
    return entries


def _is_between(first: int, line: int, last: int | None) -> bool:
    return first <= line and (last is None or line < last)


def _add_context(entry: Entry) -> None:
    found = entry.found
    if found.context_path is None:
        return
    text = _repaired(found.context_path, found.context, entry.report)
    _front, lines = _without_front(numbered(text), found.context_notes)
    entry.context_lines = shape_context(lines, found.context_notes)
    entry.report.context = f"{found.context_path} ({found.context_rule})"


def _without_front(lines: list[Line], notes: Notes) -> tuple[Front | None, list[Line]]:
    front, below = split_front(lines)
    if front and front.left_out:
        fields = ", ".join(front.left_out)
        notes.did(1, f"fields of the front matter were left out: {fields}")
    if front and not front.is_read:
        notes.ask(1, "the front matter could not be read whole; look at the title")
    return front, below


def _repaired(path: Path, decoded: Decoded, report: FileReport) -> str:
    text, repairs = repaired(decoded.text, decoded.guessed)
    report.repairs += [(path, repair) for repair in repairs]
    return text
