"""The topics of the bank: their questions, and what to read first."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Sum

from quizzes.models import Item, Question, Quiz, Topic

# Everything a list shows of a question; its texts and page are many times as long.
_LISTED = ("number", "slug", "title", "difficulty", "summary", "minutes", "context_minutes")


@dataclass
class TopicRow:
    """A topic with public questions, and its neighbors among such topics."""

    topic: Topic
    questions: int
    minutes: int
    read_first: list[Topic] = field(default_factory=list)
    leads_to: list[Topic] = field(default_factory=list)
    items: int = 0


def topic_rows() -> list[TopicRow]:
    """All topics in reading order. Four queries for any size of bank."""
    counts = (
        Question.published.select_related(None)
        .order_by()
        .values("topic")
        .annotate(questions=Count("pk"), minutes=Sum(F("minutes") + F("context_minutes")))
    )
    of_topic = {row["topic"]: (row["questions"], row["minutes"]) for row in counts}
    topics = Topic.objects.in_bulk(list(of_topic))
    rows = [TopicRow(topic, *of_topic[topic.pk]) for topic in sorted(topics.values(), key=_place)]
    _join(rows)
    _count_items(rows)
    return rows


def _place(topic: Topic) -> tuple[int, str, str]:
    return topic.place


def questions_of(topic: Topic) -> QuerySet[Question]:
    """The public questions of a topic in reading order, with only the fields for a list."""
    questions = Question.published.select_related(None).filter(topic=topic)
    return questions.only(*_LISTED).order_by("reading_order")


def quizzes_of(topic: Topic) -> QuerySet[Quiz]:
    """The public quizzes whose items all belong to this topic."""
    entries = Quiz.items.through.objects.filter(quiz=OuterRef("pk"))
    of_others = entries.exclude(item__question__topic=topic)
    quizzes = Quiz.published.only("slug", "title")
    return quizzes.filter(Exists(entries), ~Exists(of_others))


def _join(rows: list[TopicRow]) -> None:
    by_id = {row.topic.pk: row for row in rows}
    links = Topic.read_first.through.objects.values_list("from_topic_id", "to_topic_id")
    for later, first in links:
        if later in by_id and first in by_id:
            by_id[later].read_first.append(by_id[first].topic)
            by_id[first].leads_to.append(by_id[later].topic)
    for row in rows:
        for topics in (row.read_first, row.leads_to):
            topics.sort(key=_place)


def _count_items(rows: list[TopicRow]) -> None:
    items = Item.published.select_related(None).order_by().values_list("question__topic")
    there = dict(items.annotate(count=Count("pk")))
    for row in rows:
        row.items = there.get(row.topic.pk, 0)
