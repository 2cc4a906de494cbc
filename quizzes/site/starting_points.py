"""What to do next, for a newcomer and for a returning learner."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from quizzes.models import Attempt, Learner, Question, Quiz, QuizItem

FIRST_NUMBER = 24


@dataclass(frozen=True)
class StartingPoints:
    """A `question` to begin with, a `quiz` to take, and the question last worked on."""

    question: Question | None
    quiz: Quiz | None
    continued: Question | None


def starting_points(learner: Learner | None) -> StartingPoints:
    """The first question is number 24, around which the bank is built, or else the lowest."""
    questions = Question.published.only("number", "slug", "title", "topic__title")
    first = questions.filter(number=FIRST_NUMBER).first() or questions.first()
    quizzes = Quiz.published.only("slug", "title")
    # In one query: quizzes with items of the first question come before all others.
    about_first = Exists(QuizItem.objects.filter(quiz=OuterRef("pk"), item__question=first))
    quiz = quizzes.order_by(about_first.desc(), "title").first()
    return StartingPoints(first, quiz, _last_worked_on(learner) if learner else None)


def _last_worked_on(learner: Learner) -> Question | None:
    """The question of the learner's latest attempt, if it is still published."""
    attempts = Attempt.objects.filter(learner=learner).order_by("-created_at", "-pk")
    latest = attempts.values_list("item__question_id", flat=True).first()
    questions = Question.published.only("number", "slug", "title", "topic__title")
    return questions.filter(pk=latest).first() if latest else None
