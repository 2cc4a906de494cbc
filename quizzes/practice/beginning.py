"""A session begins: the posted form is checked, and the first task opened."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac

from quizzes.answering.form_tokens import (
    GOOD_FOR_DAYS,
    BadToken,
    FormExpired,
    read_practice_token,
)
from quizzes.learners.cookie import learner_or_new, remember_learner
from quizzes.sittings.own_quizzes import close_overdue_of
from quizzes.web import counting
from quizzes.web.address import client_address
from quizzes.web.refusals import refuse

from .focus import Focus
from .session import NothingToPractice, start

# From one address within an hour, as many as quizzes.
MOST_STARTS = 300
EXPIRED = (
    f"This page was more than {GOOD_FOR_DAYS} days old, so nothing was started. Start again here."
)
FOREIGN = "We could not verify this form. Nothing was started; open the page again."
NOTHING = "There are no tasks to practice at the moment."

# Shows the page again with a sentence and a status.
Show = Callable[[str, int], HttpResponse]


def begin(request: HttpRequest, length: int, unit: str, focus: Focus, show: Show) -> HttpResponse:
    """Leads to the first task of a new session, or shows the page again with what is wrong."""
    now = timezone.now()
    try:
        nonce = read_practice_token(request.POST.get("token", ""), now.timestamp())
    except BadToken:
        return refuse_foreign(request)
    except FormExpired:
        return show(EXPIRED, 409)
    wait = counting.seconds_to_wait(
        "practice",
        client_address(request.META),
        now.timestamp(),
        most=MOST_STARTS,
        window=counting.HOUR,
    )
    if wait:
        response = show(_too_many(wait), 429)
        response.headers["Retry-After"] = str(wait)
        return response
    learner = learner_or_new(request, nonce)
    close_overdue_of(learner, now)
    token = _token(nonce, str(length), unit, *vars(focus).values())
    try:
        started = start(learner, token, length, unit, now, focus)
    except NothingToPractice:
        return show(NOTHING, 409)
    response = redirect(started)
    remember_learner(request, response, learner)
    return response


def refuse_foreign(request: HttpRequest) -> HttpResponse:
    return refuse(request, 400, FOREIGN, "/practice/", "Practice")


def _too_many(wait: int) -> str:
    return (
        f"We allow {MOST_STARTS} practice sessions an hour from one network, and yours has reached "
        f"that limit. Nothing was started. Try again in {counting.in_minutes(wait)}."
    )


def _token(nonce: str, *chosen: str) -> str:
    """One page has several forms: what was chosen belongs to what makes a form the same."""
    return salted_hmac("quizzes.practice", " ".join([nonce, *chosen])).hexdigest()[:32]
