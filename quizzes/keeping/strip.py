"""The strip with the bookmark button and the link to the note, on the pages of questions and
tasks: the same for everybody, but for who has kept or noted something."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.urls import reverse

from quizzes.learners.visitor import Visitor
from quizzes.models import Bookmark, Item, Learner, Note, Question, Report

from .bookmarks import Subject, is_kept, post_address
from .notes import note_of

PLACE = "keeping"
TEMPLATE = "quizzes/keeping/_strip.html"
_BOOKMARK, _NOTE, _REPORT = (model._meta.db_table for model in (Bookmark, Note, Report))
_OF_QUESTION = f"""
    SELECT 'bookmark' FROM {_BOOKMARK}
    WHERE learner_id = {{learner}} AND question_id = %(question)s
    UNION ALL
    SELECT 'note' FROM {_NOTE}
    WHERE learner_id = {{learner}} AND question_id = %(question)s AND text <> ''
"""  # noqa: S608 - table names of our own models
# Rows of four texts, for the query that every view of a task asks: whether the task has a bookmark,
# and the status of each report on it.
ROWS_OF_TASK = f"""
    SELECT 'bookmark', '', '', '' FROM {_BOOKMARK}
    WHERE learner_id = {{learner}} AND item_id = %(item)s
    UNION ALL
    SELECT 'report', CAST(report.id AS varchar(20)), report.status, ''
    FROM {_REPORT} report WHERE report.learner_id = {{learner}} AND report.item_id = %(item)s
"""  # noqa: S608 - table names of our own models


@dataclass(frozen=True)
class Strip:
    """`id` makes the button's id unique in a page. `note` is the address of the note, empty on the
    page of a task."""

    id: str
    post: str
    note: str = ""
    is_kept: bool = False
    has_note: bool = False


def strip_of(subject: Subject) -> Strip:
    """As everybody sees it."""
    if isinstance(subject, Item):
        return Strip(f"task-{subject.pk}", post_address(subject))
    note = reverse("note", args=[subject.slug])
    return Strip(f"question-{subject.pk}", post_address(subject), note)


def strip_of_learner(subject: Subject, learner: Learner | None) -> Strip:
    """As this learner sees it."""
    note = note_of(learner, subject) if isinstance(subject, Question) else None
    has_note = note is not None and bool(note.text)
    return replace(strip_of(subject), is_kept=is_kept(learner, subject), has_note=has_note)


def own_strip(
    visitor: Visitor, question: int, slug: str, places: Iterable[str]
) -> dict[str, bytes]:
    """What stands in the place of a question's strip for a visitor who kept it or has a note.
    One query; none for a stranger."""
    if PLACE not in places:
        return {}
    rows = [what for (what,) in visitor.rows(_OF_QUESTION, question=question)]
    if not rows:
        return {}
    usual = strip_of(Question(pk=question, slug=slug))
    strip = replace(usual, is_kept="bookmark" in rows, has_note="note" in rows)
    return {PLACE: rendered(strip)}


def rendered(strip: Strip) -> bytes:
    return render_to_string(TEMPLATE, {"strip": strip}).encode()
