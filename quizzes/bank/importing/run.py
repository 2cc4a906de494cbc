"""Runs the import: find, repair, shape, check, and only then store everything at once."""

from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction
from tqdm import tqdm

from ..page.known_pages import Known, known_question
from ..page.render import render_question
from ..rules import RULES, Subject, judge
from ..store.lookup import known_pages, known_topics, linked_files, stored_terms
from ..store.questions import EditConflict, PreparedQuestion, prepare_question, write_question
from ..store.revisions import FROM_IMPORT
from ..text.blocks import slug_of
from ..text.document import parse_question
from ..text.faults import ContentFaults, Fault
from .compose import TOPIC
from .entries import Entry, finder
from .finding import find_questions
from .making import entries_of
from .numbering import number_all
from .outcome import row_for
from .report import ImportReport

# Rules that a draft may break: texts from other collections were not written for them.
OWED_BY_AUTHORS = {rule.name for rule in RULES if rule.of_drafts != "must hold"}


@dataclass(frozen=True)
class _Ready:
    """A question whose page is rendered, with everything that will be written."""

    entry: Entry
    prepared: PreparedQuestion

    @property
    def subject(self) -> Subject:
        made = self.prepared
        return Subject(made.parsed, made.rendered, Known(), made.source, made.context_source)


def import_paths(
    paths: list[Path],
    *,
    publish: bool = False,
    dry_run: bool = False,
    topic: str = "",
    split: bool | None = None,
    progress: bool = False,
) -> ImportReport:
    """Imports question files and folders of them: all, or none if there is any fault.

    `topic` is the slug of the topic that all of them get; ``""`` means the topic `imported`.
    `split` says whether several questions in one file become several; None: if that is clear.
    """
    report = ImportReport(faults=_topic_faults(topic))
    if report.faults:
        return report
    finds = find_questions(paths)
    report.faults, report.notes = finds.faults, finds.left_out
    entries: list[Entry] = []
    bar = tqdm(total=3 * len(finds.found), desc="Importing", leave=False, disable=not progress)
    with bar:
        for file in finds.found:
            made = entries_of(file, split)
            if isinstance(made, Fault):
                report.faults.append(made)
            else:
                entries += made
            bar.update()
        bar.total = len(finds.found) + 2 * len(entries)
        report.faults += number_all(entries)
        report.files = [entry.report for entry in entries]
        find = finder(entries)
        for entry in entries:
            entry.compose(find, topic or TOPIC)
        ready = _made(entries, report, publish, bar)
        if not report.faults and not dry_run:
            _store(ready, report, bar)
    if not topic and entries:
        report.notes.append(_topic_note())
    if report.faults:
        report.files = []
    return report


def _topic_faults(topic: str) -> list[Fault]:
    if topic and topic != slug_of(topic):
        message = f"a topic must be lowercase letters, digits and hyphens, as in {slug_of(topic)}"
        return [Fault("--topic", 1, "TOPIC", message)]
    topics = known_topics()
    if not topic or topics is None or topic in topics:
        return []
    message = f"there is no topic {topic}; the bank has {', '.join(sorted(topics))}"
    return [Fault("--topic", 1, "TOPIC", message)]


def _topic_note() -> str:
    note = f"A plain guide names no topic: the topic is {TOPIC!r}. Change it in each question"
    return f"{note}, or import into one with --topic."


def _made(entries: list[Entry], report: ImportReport, publish: bool, bar: tqdm) -> list[_Ready]:
    """Renders and judges each question, and decides what happens to it.

    Faults of reading stop the import. Broken pages stop it with `publish`. Faults that an author
    has to fix are only reported.
    """
    known, ready, terms = Known(), [], stored_terms()
    for entry in entries:
        source = entry.published if publish else entry.draft
        parsed, faults = parse_question(entry.name, source, entry.context)
        report.faults += faults
        if parsed is not None:
            rendered = render_question(parsed, terms=terms)
            known = known.joined(known_question(parsed, rendered))
            row = row_for(entry, source, publish, report)
            try:
                prepared = prepare_question(row, parsed, rendered, source, entry.context)
                ready.append(_Ready(entry, prepared))
            except ContentFaults as error:
                report.faults += error.faults
        bar.update()
    texts = [text for each in ready for text in (each.prepared.source, each.entry.context)]
    known = known_pages(linked_files(*texts)).joined(known)
    for each in ready:
        faults = judge(replace(each.subject, known=known), as_published=True)
        each.entry.report.todo = faults
        if publish:
            # `publish` publishes a text as it is; what an author has to fix is only reported.
            each.entry.report.todo = [f for f in faults if f.rule in OWED_BY_AUTHORS]
            report.faults += [f for f in faults if f.rule not in OWED_BY_AUTHORS]
            report.faults += _broken(each.entry)
    return ready


def _broken(entry: Entry) -> list[Fault]:
    return [
        Fault(str(path), note.line, "FORMULA", note.words)
        for path, note in entry.report.notes
        if note.breaks
    ]


def _store(ready: list[_Ready], report: ImportReport, bar: tqdm) -> None:
    try:
        with transaction.atomic():
            for each in ready:
                if each.entry.report.outcome in ("new", "updated"):
                    write_question(each.prepared, FROM_IMPORT, synced=False)
                bar.update()
    except ContentFaults as error:
        report.faults += error.faults
    except EditConflict as error:
        report.faults.append(Fault("import", 1, "CONFLICT", f"{error}; run it again"))
