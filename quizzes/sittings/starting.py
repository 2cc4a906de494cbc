"""Starting a sitting from a form: what all pages with a Start button share."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac

from quizzes.answering.form_tokens import GOOD_FOR_DAYS
from quizzes.learners.cookie import remember_learner
from quizzes.learners.days import UTC, known_zone
from quizzes.models import CustomQuiz, Learner, Quiz
from quizzes.web.address import client_address
from quizzes.web.refusals import refuse

from . import lifecycle, starts
from .clock import clock_of, end_of
from .expiry import KEPT_DAYS
from .own_quizzes import close_overdue_of
from .scores import latest_scores

EXPIRED = (
    f"This page was more than {GOOD_FOR_DAYS} days old, so nothing was started. Start again here."
)


def begun_before(quiz: Quiz | CustomQuiz, learner: Learner | None, now: datetime) -> dict[str, Any]:
    """What the page on which a quiz starts says of the learner's earlier and running sittings."""
    running = lifecycle.running(quiz, learner)
    return {
        "kept_days": KEPT_DAYS,
        "running": running,
        "clock": clock_of(running, now) if running else None,
        "scores": latest_scores(quiz, learner),
        "time_zone": known_zone(learner.time_zone) if learner else UTC,
    }


def too_many_starts(
    request: HttpRequest, now: datetime, link: str, words: str
) -> HttpResponse | None:
    """Counts one start; the refusal if there were too many from this address."""
    wait = starts.seconds_to_wait(client_address(request.META), now.timestamp())
    if not wait:
        return None
    response = refuse(request, 429, starts.refusal(wait), link, words)
    response.headers["Retry-After"] = str(wait)
    return response


def started(
    request: HttpRequest,
    quiz: Quiz | CustomQuiz,
    learner: Learner,
    nonce: str,
    minutes: int | None,
    now: datetime,
) -> HttpResponse:
    """Leads to the new sitting, or says why there is none."""
    close_overdue_of(learner, now)
    try:
        sitting = lifecycle.start(quiz, learner, _token(nonce, minutes), end_of(now, minutes))
    except lifecycle.NothingToAnswer as error:
        return refuse(request, 409, str(error), "/quizzes/", "All quizzes")
    except lifecycle.TooManyRunning as error:
        latest = error.latest.get_absolute_url()
        return refuse(request, 409, str(error), latest, "Continue the latest")
    response = redirect(sitting)
    remember_learner(request, response, learner)
    return response


def _token(nonce: str, minutes: int | None) -> str:
    """Whoever goes back to the same page and chooses another clock starts another sitting."""
    if minutes is None:
        return nonce
    return salted_hmac("quizzes.clock", f"{nonce} {minutes}").hexdigest()[:32]
