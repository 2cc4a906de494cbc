"""The same quiz again: starts at once, with new numbers and the same clock."""

from dataclasses import dataclass
from datetime import datetime

from quizzes.answering.form_tokens import issue_custom_quiz_token, issue_quiz_token
from quizzes.models import Quiz, Sitting

from .clock import minutes_of


@dataclass(frozen=True)
class Retake:
    """The form that starts it: where it goes, its token, and the minutes of the clock, if any. A
    custom quiz knows its own clock, and has to be told that new numbers are wanted."""

    address: str
    token: str
    minutes: int | None
    is_custom: bool = False


def retake_of(sitting: Sitting, now: datetime) -> Retake | None:
    """None if the quiz is not public any more, and for an assignment, which says itself how often
    it may be taken."""
    if sitting.assignment_id is not None:
        return None
    if sitting.custom is not None:
        token = issue_custom_quiz_token(sitting.custom.pk, now.timestamp())
        address = sitting.custom.get_absolute_url()
        return Retake(address, token, sitting.custom.minutes, is_custom=True)
    quiz = Quiz.published.filter(pk=sitting.quiz_id).first()
    if quiz is None:
        return None
    token = issue_quiz_token(quiz.pk, now.timestamp())
    return Retake(quiz.get_absolute_url(), token, minutes_of(sitting))
