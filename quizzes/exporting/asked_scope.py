"""Which tasks a request asks for, and who asks."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from quizzes.learners.cookie import learner_of
from quizzes.models import Learner
from quizzes.sittings.own_quizzes import close_overdue_of
from quizzes.web.address import client_address
from quizzes.web.counting import HOUR, in_minutes, seconds_to_wait
from quizzes.web.refusals import refuse
from quizzes.web.staff import may_see_questions

from .scopes import Scope, scope_of_mistakes, scope_of_question, scope_of_quiz, scope_of_topic

# A class of forty behind one address may take several decks each.
MOST_AN_HOUR = 200

_MISSING = {
    "question": (
        "There is no such question, or it has been withdrawn.",
        "/questions/",
        "All questions",
    ),
    "topic": ("There is no such topic, or it has no questions.", "/topics/", "All topics"),
    "quiz": ("There is no such quiz, or it has been withdrawn.", "/quizzes/", "All quizzes"),
}


@dataclass(frozen=True)
class Asked:
    """`sees_all`: a member of the staff who may see every answer, and of whom nothing is kept."""

    scope: Scope
    learner: Learner | None
    sees_all: bool


def asked_of(request: HttpRequest, kind: str, slug: str, now: datetime) -> Asked | None:
    """None if there is no such thing for this visitor."""
    sees_all, learner = may_see_questions(request), learner_of(request)
    if kind == "mistakes":
        scope = scope_of_mistakes(learner)
    elif kind == "question":
        scope = scope_of_question(slug, with_drafts=sees_all)
    else:
        scope = scope_of_topic(slug) if kind == "topic" else scope_of_quiz(slug)
    if scope is None:
        return None
    close_overdue_of(learner, now)
    return Asked(scope, learner, sees_all)


def missing(request: HttpRequest, kind: str) -> HttpResponse:
    message, link, words = _MISSING[kind]
    return refuse(request, 404, message, link, words)


def too_many(request: HttpRequest, scope: Scope, now: datetime) -> HttpResponse | None:
    """The refusal of a network that takes too much along within an hour; None if it may go on."""
    address = client_address(request.META)
    wait = seconds_to_wait("decks", address, now.timestamp(), most=MOST_AN_HOUR, window=HOUR)
    if not wait:
        return None
    message = (
        f"We write {MOST_AN_HOUR} decks and sheets an hour for one network, and yours has reached "
        f"that limit. Nothing was saved. Try again in {in_minutes(wait)}."
    )
    response = refuse(request, 429, message, scope.address, "Back")
    response.headers["Retry-After"] = str(wait)
    return response
