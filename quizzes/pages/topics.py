"""The topics of the bank: their questions, what to read first, and a learner's progress."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Sum

from quizzes.models import Attempt, Item, Learner, Question, Quiz, Topic, Verdict

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
    right: int = 0

    @property
    def is_done(self) -> bool:
        return 0 < self.items <= self.right


def topic_rows(learner: Learner | None = None) -> list[TopicRow]:
    """All topics in reading order. Three queries, plus two for a learner, for any size of bank."""
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
    if learner:
        _add_answers(rows, learner)
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


def _add_answers(rows: list[TopicRow], learner: Learner) -> None:
    """Counts the items of each topic, and those that the learner has ever answered right."""
    items = Item.published.select_related(None).order_by().values_list("question__topic")
    there = dict(items.annotate(count=Count("pk")))
    attempts = Attempt.marked.that_count().filter(
        learner=learner, mark__verdict=Verdict.RIGHT, item__in=Item.published.select_related(None)
    )
    pairs = attempts.order_by().values_list("item", "item__question__topic").distinct()
    right = Counter(topic for _item, topic in pairs)
    for row in rows:
        row.items = there.get(row.topic.pk, 0)
        row.right = right[row.topic.pk]
