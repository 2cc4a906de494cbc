"""What to do next: for everybody, and for a returning learner."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from quizzes.learners.visitor import Visitor
from quizzes.models import Attempt, Item, Question, Quiz, QuizItem, Status
from quizzes.models.attempt import TAKEN_ALONG

FIRST_NUMBER = 24


@dataclass(frozen=True)
class StartingPoints:
    """A `question` to begin with, and a `quiz` to take."""

    question: Question | None
    quiz: Quiz | None


def starting_points() -> StartingPoints:
    """The first question is number 24, around which the bank is built, or else the lowest."""
    questions = Question.published.only("number", "slug", "title", "topic__title")
    first = questions.filter(number=FIRST_NUMBER).first() or questions.first()
    quizzes = Quiz.published.only("slug", "title")
    # In one query: quizzes with items of the first question come before all others.
    about_first = Exists(QuizItem.objects.filter(quiz=OuterRef("pk"), item__question=first))
    quiz = quizzes.order_by(about_first.desc(), "title").first()
    return StartingPoints(first, quiz)


@dataclass(frozen=True)
class LastQuestion:
    slug: str
    title: str


_ATTEMPT = Attempt._meta.db_table
_ITEM, _QUESTION = Item._meta.db_table, Question._meta.db_table
_LAST = f"""
    SELECT question.slug, question.title
    FROM {_ITEM} item JOIN {_QUESTION} question ON question.id = item.question_id
    WHERE item.id = (
        SELECT item_id FROM {_ATTEMPT}
        WHERE learner_id = {{learner}} AND token NOT LIKE '{TAKEN_ALONG}%%'
        ORDER BY id DESC LIMIT 1)
    AND question.status = '{Status.PUBLISHED.value}' AND question.file_missing_since IS NULL
"""  # noqa: S608 - table names of our own models


def last_worked_on(visitor: Visitor) -> LastQuestion | None:
    """The question of the visitor's latest attempt, if it is still published. One query, written
    by hand because it runs at every view of the home page."""
    return next((LastQuestion(*row) for row in visitor.rows(_LAST)), None)
