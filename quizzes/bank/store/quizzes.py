"""A quiz in the database: its text, its page and its items in order."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from quizzes.models import Item, Quiz, QuizItem

from ..page.fingerprint import render_hash
from ..page.render import Rendered, render_quiz
from ..text.document import ParsedQuiz, parse_quiz
from ..text.faults import ContentFaults, Fault
from ..text.paths import quiz_file
from .lookup import items_by_identity
from .questions import EditConflict
from .revisions import IN_BROWSER, Change, keep_quiz


def save_quiz(
    quiz: Quiz, source: str, *, change: Change = IN_BROWSER, synced: bool = False
) -> Quiz:
    """Stores a quiz's text and everything derived from it, in one transaction.

    `quiz` is a row as it was loaded, or a new `Quiz(slug=...)`. Raises ContentFaults for a text
    that cannot be read or an item that does not exist, and EditConflict as save_question does.
    """
    parsed, faults = parse_quiz(quiz_file(quiz.slug), source)
    if parsed is None:
        raise ContentFaults(faults)
    return write_quiz(quiz, parsed, render_quiz(parsed), source, change, synced=synced)


def write_quiz(
    quiz: Quiz,
    parsed: ParsedQuiz,
    rendered: Rendered,
    source: str,
    change: Change,
    *,
    synced: bool,
) -> Quiz:
    """Writes a quiz, and records its text if it is new; see save_quiz."""
    is_new_text = quiz.pk is None or quiz.source != source
    values = rendered.fields | {
        "slug": parsed.slug,
        "source": source,
        "render_hash": render_hash(source),
    }
    if synced:
        values |= {"synced_source": source, "file_missing_since": None}
    with transaction.atomic():
        items = _items(parsed)
        if quiz.pk is None:
            quiz = Quiz.objects.create(**values)
        else:
            rows = Quiz.objects.filter(pk=quiz.pk, version=quiz.version)
            step = int(is_new_text)
            if not rows.update(version=F("version") + step, updated_at=timezone.now(), **values):
                raise EditConflict(f"somebody else changed {parsed.name} in the meantime")
            quiz = Quiz.objects.get(pk=quiz.pk)
        if is_new_text:
            keep_quiz(quiz, change)
        _write_entries(quiz, items)
    return quiz


def _items(parsed: ParsedQuiz) -> list[Item]:
    """The items of a quiz in order. Raises ContentFaults for one that does not exist."""
    found = items_by_identity(parsed.meta.items)
    faults = [
        Fault(
            parsed.name,
            parsed.document.line_of(("items", index)),
            "QUIZ",
            f"there is no item {identity}",
        )
        for index, identity in enumerate(parsed.meta.items)
        if identity not in found
    ]
    if faults:
        raise ContentFaults(faults)
    return [found[identity] for identity in parsed.meta.items]


def _write_entries(quiz: Quiz, items: list[Item]) -> None:
    now = list(quiz.entries.order_by("position").values_list("item_id", flat=True))
    if now == [item.pk for item in items]:
        return
    quiz.entries.all().delete()
    QuizItem.objects.bulk_create(
        QuizItem(quiz=quiz, item=item, position=position)
        for position, item in enumerate(items, start=1)
    )
