"""The three-way merge of one text: base (last synced), database, file."""

from enum import Enum

from django.contrib.auth.models import User
from django.db import transaction

from quizzes.models import ContentConflict, Origin, Question

from .questions import EditConflict, save_question
from .revisions import Change

TOOK_FILE = "The file's text was chosen where file and browser had both changed"


class Merge(Enum):
    SAME = "file and database agree"
    TAKE_FILE = "only the file changed"
    KEEP = "only the database changed"
    CONFLICT = "both changed"


def merge(base: tuple[str, ...], database: tuple[str, ...], file: tuple[str, ...]) -> Merge:
    """Decides what happens to a text. Each argument is the tuple of its files."""
    if file == database:
        return Merge.SAME
    if database == base:
        return Merge.TAKE_FILE
    if file == base:
        return Merge.KEEP
    return Merge.CONFLICT


def resolve_conflict(
    question: Question,
    conflict: ContentConflict,
    *,
    take_file: bool,
    author: User | None = None,
) -> Question:
    """Ends a conflict. Either way, the file's text becomes the base of the next merge.

    Both rows are as they were shown to the author. Without `take_file` the database's text stays,
    and the next export writes it to the file. Raises what save_question raises, and EditConflict
    if either text has changed since or somebody else has ended the conflict.
    """
    file = (conflict.file_source, conflict.file_context_source)
    with transaction.atomic():
        rows = ContentConflict.objects.select_for_update().filter(pk=conflict.pk)
        if rows.values_list("file_source", "file_context_source").first() != file:
            raise EditConflict("somebody else ended this conflict, or its file changed again")
        if take_file:
            change = Change(Origin.FILE, author, TOOK_FILE)
            question = save_question(question, *file, change=change, synced=True)
        else:
            kept = Question.objects.filter(pk=question.pk, version=question.version)
            if not kept.update(synced_source=file[0], synced_context_source=file[1]):
                raise EditConflict("somebody else changed this question in the meantime")
            question.refresh_from_db()
        conflict.delete()
    return question
