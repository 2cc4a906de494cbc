"""Stores the topics of `topics.yaml`, and the order of questions that follows from them."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef

from quizzes.models import UNPLACED, Question, Topic, reading_order

from ..text.topics import TopicEntry


def write_topics(entries: Iterable[TopicEntry]) -> None:
    """Makes the stored topics those of the list, in order, inside the caller's transaction.

    An unlisted topic keeps its title while a question uses it, and is placed after the others.
    """
    entries = list(entries)
    rows = Topic.objects.in_bulk(field_name="slug")
    used = Exists(Question.objects.filter(topic=OuterRef("pk")))
    gone = Topic.objects.exclude(slug__in=[entry.slug for entry in entries])
    gone.filter(~used, position__lt=UNPLACED).delete()
    for topic in gone.filter(position__lt=UNPLACED):
        topic.read_first.clear()
        _place(topic, UNPLACED)
        Topic.objects.filter(pk=topic.pk).update(summary="", asked={})
    for position, entry in enumerate(entries, start=1):
        topic = rows.get(entry.slug) or Topic(slug=entry.slug)
        topic.title, topic.summary = entry.title, entry.summary
        topic.asked = dict(entry.asked)
        was = topic.position if topic.pk else position
        topic.position = position
        topic.save()
        rows[entry.slug] = topic
        if was != position:
            _place(topic, position)
    for entry in entries:
        rows[entry.slug].read_first.set(rows[slug] for slug in entry.read_first)


def _place(topic: Topic, position: int) -> None:
    Topic.objects.filter(pk=topic.pk).update(position=position)
    Question.objects.filter(topic=topic).update(
        reading_order=reading_order(position, 0) + F("number")
    )
