"""Private notes: saved only over the text that their writer has seen."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from quizzes.bank.page.markdown import Converter
from quizzes.models import Learner, Note, Question

MOST_BYTES = 20_000
# The version of a note that is not written yet.
NO_NOTE = 0


class NoteTooLarge(ValueError):
    """A text over MOST_BYTES."""

    def __init__(self, size: int) -> None:
        super().__init__(
            f"This note has {size:,} bytes, and a note holds up to {MOST_BYTES:,}. Nothing was "
            "saved. Shorten it, then save again."
        )


class NoteChanged(Exception):
    """The note was saved somewhere else since the form was opened."""


@dataclass(frozen=True)
class Summary:
    """A note in the list. `title` is empty for a question that was withdrawn."""

    note: Note
    title: str
    first_words: str


def cleaned(text: str) -> str:
    """With plain newlines, without the characters that no database of ours stores."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def note_of(learner: Learner | None, question: Question) -> Note | None:
    if learner is None or learner.is_new:
        return None
    return Note.objects.filter(learner=learner, question=question).first()


def save_note(
    learner: Learner, question: Question, text: str, seen: int, now: datetime
) -> Note | None:
    """Saves the text if the note's version is still the one that was `seen`. The same text posted
    twice is saved once. Raises NoteTooLarge and NoteChanged."""
    size = len(text.encode())
    if size > MOST_BYTES:
        raise NoteTooLarge(size)
    stored = note_of(learner, question)
    if (stored.text if stored else "") == text:
        return stored
    if seen == NO_NOTE:
        return _create(learner, question, text, now)
    mine = Note.objects.filter(learner=learner, question=question, version=seen)
    if not mine.update(text=text, version=seen + 1, updated_at=now):
        raise NoteChanged
    return note_of(learner, question)


def _create(learner: Learner, question: Question, text: str, now: datetime) -> Note:
    learner.keep()
    try:
        with transaction.atomic():
            return Note.objects.create(
                learner=learner, question=question, text=text, updated_at=now
            )
    except IntegrityError:
        raise NoteChanged from None


def note_html(text: str) -> str:
    """Safe HTML of a note. Unlike in the bank's texts, expressions in braces are not worked out."""
    return Converter().convert(text).html


def notes_of(learner: Learner | None) -> list[Summary]:
    """The learner's notes, the newest first. One query."""
    if learner is None:
        return []
    rows = Note.objects.filter(learner=learner).exclude(text="").order_by("-updated_at", "-pk")
    rows = rows.select_related("question").only(
        *("text", "version", "updated_at", "learner_id", "question__slug", "question__title"),
        *("question__status", "question__file_missing_since"),
    )
    return [
        Summary(note, note.question.title if note.question.is_public else "", _first(note.text))
        for note in rows
    ]


def _first(text: str) -> str:
    return " ".join(text.split())[:200]
