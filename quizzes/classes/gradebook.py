"""The gradebook of a class as CSV: one row a person, one column an assignment.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises.
The file begins with a byte order mark: Excel reads it as UTF-8 then.
"""

import csv
from collections.abc import Iterable
from datetime import datetime
from io import StringIO

from quizzes.learners.days import day_at
from quizzes.models import Assignment, Classroom, Membership

from .tries import Try, best_of, tries_of

# Of a try whose time has just run out, where the score may still change.
BEING_SCORED = "being scored"
BYTE_ORDER_MARK = "\ufeff"
# The full-width forms begin a formula in some spreadsheets, too.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def gradebook(classroom: Classroom, now: datetime, zone: str) -> str:
    """The best score of each in percent; empty without a finished try. Three queries, and more
    only where a time has run out since."""
    assignments = list(Assignment.objects.filter(classroom=classroom))
    tries = tries_of(assignments, now)
    rows = [["Name", "Joined", *(f"{each.title} (%)" for each in assignments)]]
    for member in Membership.objects.filter(classroom=classroom):
        scores = [_score(tries.get((member.learner_id, each.pk), [])) for each in assignments]
        rows.append([member.name, day_at(member.joined_at, zone).isoformat(), *scores])
    return BYTE_ORDER_MARK + _written(rows)


def _score(tries: Iterable[Try]) -> str:
    found = list(tries)
    if any(each.waits for each in found):
        return BEING_SCORED
    best = best_of(found)
    return "" if best is None or best.percent is None else str(best.percent)


def safe_cell(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_BEGINS_A_FORMULA) else text


def _written(rows: Iterable[Iterable[str]]) -> str:
    file = StringIO()
    csv.writer(file).writerows([safe_cell(cell) for cell in row] for row in rows)
    return file.getvalue()
