"""The whole import: find, repair, shape, check, and only then store everything at once."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from quizzes.models import Question

from ..bank import known_pages, linked_files
from ..check import check_question_texts
from ..document import parse_question
from ..faults import ContentFaults, Fault
from ..known import Known, known_question
from ..paths import context_file, question_file
from ..render import render_question
from ..rules import RULES
from ..store import save_question
from .compose import compose
from .finding import Found, find_questions, number_of, slug_of
from .repair import Repair, repaired
from .shaping import Shaped, shape_context, shape_question

# Rules that a draft need not keep: no text of another collection was written for them.
OWED_BY_AUTHORS = {rule.name for rule in RULES if rule.of_drafts != "must hold"}


@dataclass(frozen=True)
class Entry:
    """One question ready to be stored: its texts as a draft and as a published question."""

    path: str
    slug: str
    number: int
    draft: str
    published: str
    context: str

    @property
    def name(self) -> str:
        return question_file(self.number, self.slug)


@dataclass
class ImportReport:
    """What was, or would be, imported. `todo` are rules that a person still has to see to; with
    `faults` nothing was imported."""

    imported: list[tuple[str, str]] = field(default_factory=list)
    unchanged: list[tuple[str, str]] = field(default_factory=list)
    repairs: list[tuple[str, Repair]] = field(default_factory=list)
    notes: list[tuple[str, int, str]] = field(default_factory=list)
    todo: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def import_paths(
    paths: list[Path], *, publish: bool = False, dry_run: bool = False
) -> ImportReport:
    """Imports question files and folders of them: all, or with any fault none."""
    report = ImportReport()
    found, report.faults = find_questions(paths)
    names = {file.path.name: _new_name(file) for file in found}
    entries = [entry for file in found if (entry := _entry(file, names, report))]
    report.faults += _doubles(entries)
    _judge(entries, report, publish)
    plan = _plan(entries, report, publish)
    if not report.faults and not dry_run:
        try:
            with transaction.atomic():
                for question, entry in plan:
                    save_question(question, _text(entry, publish), entry.context)
        except ContentFaults as error:
            report.faults += error.faults
    if report.faults:
        report.imported = []
    return report


def _entry(file: Found, names: dict[str, str], report: ImportReport) -> Entry | None:
    path = str(file.path)
    text, repairs = repaired(file.text)
    report.repairs += [(path, repair) for repair in repairs]
    new_name = names[file.path.name]
    context = ""
    if file.context_path:
        context_text, repairs = repaired(file.context)
        report.repairs += [(str(file.context_path), repair) for repair in repairs]
        context = shape_context(context_text, names.get)
    shaped = shape_question(text, context_file(new_name) if context else "", names.get)
    if shaped is None:
        message = "has no heading to take its title from, as in `# Question 24: How ...?`"
        report.faults.append(Fault(path, 1, "TITLE", message))
        return None
    report.notes += [(path, line, note) for line, note in shaped.notes]
    return _composed(file, shaped, context, report)


def _composed(file: Found, shaped: Shaped, context: str, report: ImportReport) -> Entry | None:
    path = str(file.path)
    in_name = number_of(file.path)
    number = shaped.number if shaped.number is not None else in_name
    if number is None or not 0 < number < 1_000_000:
        message = "has no number; write it into the heading, as in `# Question 24: How ...?`"
        report.faults.append(Fault(path, 1, "TITLE", message))
        return None
    if in_name is not None and in_name != number:
        message = f"is question {number} by its heading but {in_name} by its file name"
        report.faults.append(Fault(path, 1, "TITLE", message))
        return None
    if len(shaped.title) > 200:
        message = "has a title of more than 200 characters; shorten its first heading"
        report.faults.append(Fault(path, 1, "TITLE", message))
        return None
    parts = (shaped.sources[:50], shaped.body)
    draft = compose(number, shaped.title, "draft", *parts)
    published = compose(number, shaped.title, "published", *parts)
    return Entry(path, _slug(file, shaped.title), number, draft, published, context)


def _new_name(file: Found) -> str:
    """The name that a found file gets, as far as its own name tells."""
    return question_file(number_of(file.path) or 0, slug_of(file.path) or "question")


def _slug(file: Found, title: str) -> str:
    return slug_of(file.path) or slug_of(Path(f"{title}.md")) or "question"


def _doubles(entries: list[Entry]) -> list[Fault]:
    faults = []
    seen: dict[object, str] = {}
    for entry in entries:
        for what, value in (("number", entry.number), ("address", entry.slug)):
            if value in seen:
                message = f"has the same {what} {value} as {seen[value]}"
                faults.append(Fault(entry.path, 1, "UNIQUE", message))
                break
            seen[value] = entry.path
    return faults


def _judge(entries: list[Entry], report: ImportReport, publish: bool) -> None:
    """Faults of reading stop the import, and broken pages their publication; what an author
    owes is left to a person."""
    known = Known()
    texts = []
    for entry in entries:
        parsed, faults = parse_question(entry.name, entry.draft, entry.context)
        report.faults += faults
        if parsed is not None:
            texts += [entry.draft, entry.context]
            known = known.joined(known_question(parsed, render_question(parsed)))
    known = known_pages(linked_files(*texts)).joined(known)
    for entry in entries:
        faults = check_question_texts(
            entry.name, _text(entry, publish), entry.context, known, as_published=True
        )
        # Who asks to publish a text as it is gets it; what the author still owes is told.
        owed = [fault for fault in faults if fault.rule in OWED_BY_AUTHORS]
        report.todo += owed if publish else faults
        report.faults += [fault for fault in faults if publish and fault not in owed]
    if report.faults:
        report.todo = []


def _plan(
    entries: list[Entry], report: ImportReport, publish: bool
) -> list[tuple[Question, Entry]]:
    """Which entries are new. The same text again is unchanged; another text is a fault."""
    plan = []
    for entry in entries:
        rows = list(Question.objects.filter(Q(number=entry.number) | Q(slug=entry.slug)))
        if not rows:
            plan.append((Question(slug=entry.slug), entry))
            report.imported.append((entry.path, entry.name))
            continue
        row = rows[0]
        is_same = len(rows) == 1 and row.slug == entry.slug and row.context_source == entry.context
        if is_same and row.source in (entry.published, _text(entry, publish)):
            report.unchanged.append((entry.path, entry.name))
        elif is_same and row.source == entry.draft:
            plan.append((row, entry))
            report.imported.append((entry.path, entry.name))
        else:
            message = (
                f"question {row.number} (“{row.title}”, {row.slug}) is there already with another "
                "text; edit that one, or give this file another number and name"
            )
            report.faults.append(Fault(entry.path, 1, "UNIQUE", message))
    return plan


def _text(entry: Entry, publish: bool) -> str:
    return entry.published if publish else entry.draft
