"""Keeps and removes bookmarks, and lists those of a learner by topic."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from quizzes.bank.page.plain_words import plain_words
from quizzes.items import KINDS
from quizzes.models import Bookmark, Item, Learner, Question, Topic
from quizzes.models.item import LONG_TEXTS

# What a bookmark may point to.
Subject = Question | Item
WITHDRAWN = "A question that was withdrawn"
_LONG = [*LONG_TEXTS, *(f"item__{name}" for name in LONG_TEXTS), "item__spec"]


@dataclass(frozen=True)
class Entry:
    """One bookmark in the list. `task` says which kind of task it is and `ask` what it asks, both
    empty for a question; `question` is None where it was withdrawn."""

    subject: Subject
    question: Question | None
    task: str
    ask: str
    address: str
    post: str

    @property
    def title(self) -> str:
        if self.question is None:
            return WITHDRAWN
        return f"Task: {self.task.lower()}" if self.task else self.question.title

    @property
    def name(self) -> str:
        """Names it in the address of the page from which it was just removed."""
        return f"{'task' if self.task else 'question'}-{self.subject.pk}"


@dataclass(frozen=True)
class Group:
    topic: Topic
    entries: list[Entry]


def keep(learner: Learner, subject: Subject, now: datetime) -> None:
    """Gives a newcomer a row. Keeping what is kept already changes nothing."""
    learner.keep()
    Bookmark.objects.get_or_create(
        learner=learner, **_column(subject), defaults={"created_at": now}
    )


def remove(learner: Learner | None, subject: Subject) -> bool:
    """Whether there was one to remove."""
    if learner is None:
        return False
    removed, _rows = Bookmark.objects.filter(learner=learner, **_column(subject)).delete()
    return bool(removed)


def is_kept(learner: Learner | None, subject: Subject) -> bool:
    if learner is None or learner.is_new:
        return False
    return Bookmark.objects.filter(learner=learner, **_column(subject)).exists()


def bookmarks_by_topic(learner: Learner | None) -> list[Group]:
    """In the order of reading; the tasks of a question follow it. One query."""
    if learner is None:
        return []
    rows = Bookmark.objects.filter(learner=learner).defer(*_LONG)
    rows = rows.select_related("question__topic", "item__question__topic")
    subjects = [row.item or row.question for row in rows]
    return [
        Group(topic, [entry_of(subject) for subject in its])
        for topic, its in groupby(sorted(_known(subjects), key=_order), key=_topic)
    ]


def entry_of(subject: Subject) -> Entry:
    question = question_of(subject)
    is_task = isinstance(subject, Item)
    return Entry(
        subject,
        question if is_open(subject) else None,
        KINDS[subject.kind].words if is_task else "",
        plain_words(subject.ask_html) if is_task else "",
        subject.get_absolute_url(),
        post_address(subject),
    )


def post_address(subject: Subject) -> str:
    if isinstance(subject, Item):
        return reverse("bookmark-item", args=[subject.question.slug, subject.key])
    return reverse("bookmark-question", args=[subject.slug])


def question_of(subject: Subject) -> Question:
    return subject.question if isinstance(subject, Item) else subject


def is_open(subject: Subject) -> bool:
    """Whether everybody can read it."""
    retired = isinstance(subject, Item) and subject.retired
    return question_of(subject).is_public and not retired


def _column(subject: Subject) -> dict[str, Subject]:
    return {"item" if isinstance(subject, Item) else "question": subject}


def _known(subjects: Iterable[Subject | None]) -> list[Subject]:
    return [subject for subject in subjects if subject is not None]


def _topic(subject: Subject) -> Topic:
    return question_of(subject).topic


def _order(subject: Subject) -> tuple[int, int, int, int]:
    question = question_of(subject)
    place = subject.position if isinstance(subject, Item) else -1
    return question.topic.position, question.topic_id, question.reading_order, place
