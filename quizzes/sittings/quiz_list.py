"""The list of quizzes: first those across topics, then those of each topic."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from quizzes.models import Item, Quiz, Topic

from .expectations import Expectation, expectation_of

ACROSS_TOPICS = "Mock interviews and mixed quizzes"
BY_TOPIC = "By topic"


@dataclass(frozen=True)
class QuizRow:
    """`topic` is the topic of all its items; None if they belong to several."""

    quiz: Quiz
    topic: Topic | None
    expectation: Expectation


@dataclass
class QuizGroup:
    title: str
    rows: list[QuizRow] = field(default_factory=list)


def quiz_groups() -> list[QuizGroup]:
    """The public quizzes in non-empty groups. Two queries, however many quizzes there are."""
    items = Item.published.select_related("question__topic").only(
        "kind",
        "seeds",
        *("question__topic__title", "question__topic__slug", "question__topic__position"),
    )
    quizzes = Quiz.published.prefetch_related(Prefetch("items", items, to_attr="open_items"))
    rows = [_row(quiz) for quiz in quizzes]
    across = QuizGroup(ACROSS_TOPICS, [row for row in rows if row.topic is None])
    of_topics = QuizGroup(BY_TOPIC, sorted(_of_one_topic(rows), key=_place))
    return [group for group in (across, of_topics) if group.rows]


def _row(quiz: Quiz) -> QuizRow:
    items = [item for item in getattr(quiz, "open_items") if item.seeds]  # noqa: B009 - prefetched
    topics = {item.question.topic for item in items}
    return QuizRow(quiz, topics.pop() if len(topics) == 1 else None, expectation_of(items))


def _of_one_topic(rows: Iterable[QuizRow]) -> list[QuizRow]:
    return [row for row in rows if row.topic is not None]


def _place(row: QuizRow) -> tuple[tuple[int, str, str], str, str]:
    assert row.topic is not None  # noqa: S101 - only such rows are sorted
    return row.topic.place, row.quiz.title, row.quiz.slug
