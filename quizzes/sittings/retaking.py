"""The same quiz again: starts at once, with new numbers and the same clock."""

from dataclasses import dataclass
from datetime import datetime

from quizzes.answering.form_tokens import issue_quiz_token
from quizzes.models import Quiz, Sitting

from .clock import minutes_of


@dataclass(frozen=True)
class Retake:
    """The form that starts it: where it goes, its token, and the minutes of the clock, if any."""

    address: str
    token: str
    minutes: int | None


def retake_of(sitting: Sitting, now: datetime) -> Retake | None:
    """None if the quiz is not public any more."""
    quiz = Quiz.published.filter(pk=sitting.quiz_id).first()
    if quiz is None:
        return None
    token = issue_quiz_token(quiz.pk, now.timestamp())
    return Retake(quiz.get_absolute_url(), token, minutes_of(sitting))
