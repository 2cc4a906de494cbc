"""Keeps every text that was ever stored, with its author and its origin."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from quizzes.models import Origin, Question, Quiz, Revision, digest_of

from ..text.paths import question_file, quiz_file


@dataclass(frozen=True)
class Change:
    """Where a text comes from, who wrote it, and why."""

    origin: Origin
    author: User | None = None
    note: str = ""


FROM_FILE = Change(Origin.FILE)
FROM_IMPORT = Change(Origin.IMPORT)
IN_BROWSER = Change(Origin.BROWSER)


def keep_question(question: Question, change: Change) -> None:
    """Adds a question's current texts to its revisions."""
    _keep(
        change,
        question=question,
        name=question_file(question.number, question.slug),
        source=question.source,
        context_source=question.context_source,
    )


def keep_quiz(quiz: Quiz, change: Change) -> None:
    """Adds a quiz's current text to its revisions."""
    _keep(change, quiz=quiz, name=quiz_file(quiz.slug), source=quiz.source, context_source="")


def _keep(change: Change, *, source: str, context_source: str, **of: object) -> None:
    Revision.objects.create(
        **of,
        source=source,
        context_source=context_source,
        digest=digest_of(source, context_source),
        origin=change.origin,
        author=change.author,
        note=change.note,
    )
