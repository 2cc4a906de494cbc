"""What to read after a quiz: the sections with the missed tasks, weakest topic first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from quizzes.models import Question, Topic, public_topics
from quizzes.pages.question import SHOWN_LEVELS, Entry

from .results import TaskResult


@dataclass
class Section:
    """A heading of a question (None for the whole page) and the missed tasks under it."""

    heading: Entry | None
    tasks: list[int] = field(default_factory=list)


@dataclass
class ToRead:
    question: Question
    sections: list[Section] = field(default_factory=list)


@dataclass
class TopicScore:
    topic: Topic
    right: int = 0
    total: int = 0
    to_read: list[ToRead] = field(default_factory=list)


@dataclass(frozen=True)
class FirstRead:
    """What to read first: a section `within` a question, or a whole question."""

    address: str
    words: str
    within: str = ""


@dataclass(frozen=True)
class ReadingNext:
    """The topics, weakest first; if nothing was missed, a harder question and the next topic."""

    scores: list[TopicScore]
    missed: int
    harder: Question | None = None
    next_topic: Topic | None = None

    @property
    def weak(self) -> list[TopicScore]:
        return [score for score in self.scores if score.to_read or score.right < score.total]

    @property
    def first(self) -> FirstRead | None:
        """The first section to read in the weakest topic; without a miss, the harder question."""
        for read in (read for score in self.weak for read in score.to_read):
            address, heading = read.question.get_absolute_url(), read.sections[0].heading
            if heading is None:
                return FirstRead(address, read.question.title)
            return FirstRead(f"{address}#{heading.id}", heading.words, read.question.title)
        if self.harder is None:
            return None
        return FirstRead(self.harder.get_absolute_url(), self.harder.title)


def reading_next(results: Iterable[TaskResult]) -> ReadingNext | None:
    """What to read next; None if no task counted. At most three queries for any quiz."""
    judged = [result for result in results if result.attempt is not None]
    if not judged:
        return None
    questions = _questions({result.item.question_id for result in judged})
    scores: dict[int, TopicScore] = {}
    for result in judged:
        # A question that has been withdrawn since cannot be read.
        if question := questions.get(result.item.question_id):
            score = scores.setdefault(question.topic_id, TopicScore(question.topic))
            score.total += 1
            if result.is_right:
                score.right += 1
            else:
                _note(score, question, result)
    ordered = sorted(scores.values(), key=lambda s: (s.right / s.total, s.topic.place))
    missed = sum(not result.is_right for result in judged)
    if missed or not ordered:
        return ReadingNext(ordered, missed)
    return ReadingNext(ordered, 0, _harder(questions.values()), _next_topic(ordered))


def _questions(ids: set[int]) -> dict[int, Question]:
    fields = ("number", "slug", "title", "difficulty", "blocks", "reading_order")
    topic = ("topic__slug", "topic__title", "topic__position")
    return Question.published.only(*fields, *topic).in_bulk(ids)


def _note(score: TopicScore, question: Question, result: TaskResult) -> None:
    entry = next((each for each in score.to_read if each.question == question), None)
    if entry is None:
        entry = ToRead(question)
        score.to_read.append(entry)
    heading = heading_of(question.blocks, result.item.key)
    section = next((each for each in entry.sections if each.heading == heading), None)
    if section is None:
        section = Section(heading)
        entry.sections.append(section)
    section.tasks.append(result.number)


def heading_of(blocks: Iterable[dict[str, Any]], key: str) -> Entry | None:
    """The heading above an item on its question's page."""
    last = None
    for block in blocks:
        if block["type"] == "html":
            shown = [Entry(*words) for words in block["headings"] if words[2] in SHOWN_LEVELS]
            last = shown[-1] if shown else last
        elif block["type"] == "item" and block["key"] == key:
            return last
    return None


def _harder(questions: Iterable[Question]) -> Question | None:
    """The easiest question of these topics that is harder than every one in the quiz."""
    asked = list(questions)
    return (
        Question.published.filter(
            topic__in={question.topic_id for question in asked},
            difficulty__gt=max(question.difficulty for question in asked),
        )
        .only("number", "slug", "title", "topic__title")
        .order_by("difficulty", "reading_order")
        .first()
    )


def _next_topic(scores: Iterable[TopicScore]) -> Topic | None:
    """The topic to read after the last of these."""
    last = max(score.topic.position for score in scores)
    return public_topics().filter(position__gt=last).first()
