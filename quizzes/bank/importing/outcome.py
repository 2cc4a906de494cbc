"""Decides what happens to an imported question that the bank may already have."""

from django.db.models import Q

from quizzes.models import Question

from ..text.faults import Fault, shortened
from .compose import is_imported, is_untouched
from .entries import Entry
from .report import ImportReport


def row_for(entry: Entry, source: str, publish: bool, report: ImportReport) -> Question:
    """The row to write an entry to. Sets the entry's outcome; adds a fault if the row has another
    text."""
    rows = list(Question.objects.filter(Q(number=entry.number) | Q(slug=entry.slug)))
    if not rows:
        entry.report.outcome = "new"
        return Question(slug=entry.slug)
    row = rows[0]
    is_same = len(rows) == 1 and (row.slug, row.number) == (entry.slug, entry.number)
    if not is_same or not is_imported(row.source):
        message = (
            f"question {row.number} (“{shortened(row.title)}”, {row.slug}) already exists with "
            "another text; edit that one, or give this file another number and name"
        )
        report.faults.append(Fault(str(entry.found.path), 1, "UNIQUE", message))
    entry.report.outcome = _outcome(entry, row, source, publish)
    return row


def _outcome(entry: Entry, row: Question, source: str, publish: bool) -> str:
    now = (row.source, row.context_source)
    if now in ((entry.published, entry.context), (source, entry.context)):
        return "unchanged"
    if not is_untouched(*now):
        return "kept"
    return "updated" if publish or row.status == "draft" else "public"
