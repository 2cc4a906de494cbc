"""Many published questions, as a sync would have stored them."""

import random
from collections.abc import Sequence
from itertools import cycle, islice, pairwise

from django.db import connection, transaction
from django.utils import timezone

from quizzes.bank.store.items import version_of
from quizzes.bank.text.paths import question_file
from quizzes.items.skills import skill_of
from quizzes.models import (
    Item,
    ItemVersion,
    Origin,
    PageLink,
    Question,
    Revision,
    Status,
    Topic,
    digest_of,
    reading_order,
)
from quizzes.search import index

from .words import sections, word

FIRST_NUMBER = 100_000
BATCH = 200


def make_questions(count: int, first: int = FIRST_NUMBER, seed: int = 20_240_607) -> int:
    """Adds `count` published questions, numbered from `first`; returns how many.

    Each has a page of about 500 words, a link to the one before it, a revision, a search entry and
    copies of the items of one of the bank's own questions, with their versions. The questions
    belong to the topics of the bank in turn. In an empty bank there are no items to copy, and one
    topic is made. The same seed gives the same texts.
    """
    draw = random.Random(seed)  # noqa: S311 - not for secrets
    patterns, topics = cycle(_patterns()), cycle(_topics())
    with transaction.atomic():
        for start in range(first, first + count, BATCH):
            numbers = range(start, min(start + BATCH, first + count))
            rows = [
                _question(number, topic, draw)
                for number, topic in zip(numbers, topics, strict=False)
            ]
            _store(rows, list(islice(patterns, len(rows))))
    analyze()
    return count


def analyze() -> None:
    """Tells PostgreSQL's planner of the new rows at once, as it would notice later by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _patterns() -> Sequence[list[Item]]:
    """The items of each published question that has some."""
    of_question: dict[int, list[Item]] = {}
    for item in Item.published.order_by("question__number", "position"):
        of_question.setdefault(item.question_id, []).append(item)
    return list(of_question.values()) or [[]]


def _topics() -> Sequence[Topic]:
    return list(Topic.objects.all()) or [Topic.objects.create(slug="bench", title="Bench")]


def _question(number: int, topic: Topic, draw: random.Random) -> Question:
    html = sections(draw)
    words = " ".join(html.replace("<", " <").split())
    title = f"What is the {word(draw)} of a {word(draw)} {number}?"
    source = f"# {title}\n\n{words}\n"
    now = timezone.now()
    return Question(
        number=number,
        slug=f"searched-{number}",
        title=title,
        topic=topic,
        difficulty=2,
        status=Status.PUBLISHED,
        source=source,
        synced_source=source,
        blocks=[{"type": "html", "html": html, "headings": []}],
        search_text=words,
        reading_order=reading_order(topic.position, number),
        first_public_at=now,
        text_changed_at=now,
    )


def _store(questions: list[Question], patterns: list[list[Item]]) -> None:
    for question, items in zip(questions, patterns, strict=True):
        question.blocks += [{"type": "item", "key": item.key} for item in items]
    Question.objects.bulk_create(questions)
    items = Item.objects.bulk_create(
        _copy(item, question)
        for question, pattern in zip(questions, patterns, strict=True)
        for item in pattern
    )
    ItemVersion.objects.bulk_create(version_of(item.question, item) for item in items)
    Revision.objects.bulk_create(map(_revision, questions))
    PageLink.objects.bulk_create(
        PageLink(question=later, target=earlier.slug) for earlier, later in pairwise(questions)
    )
    index.put(map(index.entry_of, questions))


def _copy(item: Item, question: Question) -> Item:
    return Item(
        question=question,
        key=item.key,
        kind=item.kind,
        position=item.position,
        spec=item.spec,
        skill=skill_of(item.spec, question.slug),
        ask_html=item.ask_html,
        seeds=item.seeds,
    )


def _revision(question: Question) -> Revision:
    return Revision(
        question=question,
        name=question_file(question.number, question.slug),
        source=question.source,
        digest=digest_of(question.source),
        origin=Origin.FILE,
    )
