"""The list of quizzes, and the page for starting one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.answering.form_tokens import (
    GOOD_FOR_DAYS,
    BadToken,
    FormExpired,
    issue_quiz_token,
    read_quiz_token,
)
from quizzes.learners.cookie import learner_of, learner_or_new, remember_learner
from quizzes.models import Quiz, Sitting
from quizzes.web.address import client_address
from quizzes.web.kept_pages import send_public
from quizzes.web.refusals import refuse

from . import lifecycle, starts
from .expectations import expectation_of
from .expiry import KEPT_DAYS
from .quiz_list import quiz_groups

EXPIRED = (
    f"This page was opened more than {GOOD_FOR_DAYS} days ago, so nothing was started. Start from "
    "here."
)


@require_safe
def quiz_list(request: HttpRequest) -> HttpResponse:
    return send_public(
        request, "quizzes/sittings/quiz_list.html", lambda: {"groups": quiz_groups()}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def quiz(request: HttpRequest, slug: str) -> HttpResponse:
    found = Quiz.published.filter(slug=slug).first()
    if found is None:
        message = "There is no such quiz, or it has been withdrawn."
        return refuse(request, 404, message, "/quizzes/", "All quizzes")
    return _start(request, found) if request.method == "POST" else _show(request, found)


def _show(request: HttpRequest, found: Quiz, notice: str = "", status: int = 200) -> HttpResponse:
    learner = learner_of(request)
    mine = Sitting.objects.filter(quiz=found, learner=learner)
    context = {
        "quiz": found,
        "expectation": expectation_of(lifecycle.items_of(found)),
        "token": issue_quiz_token(found.pk, timezone.now().timestamp()),
        "notice": notice,
        "kept_days": KEPT_DAYS,
        "running": lifecycle.running(found, learner),
        "finished": mine.exclude(finished_at=None)[:5],
    }
    return render(request, "quizzes/sittings/quiz.html", context, status=status)


def _start(request: HttpRequest, quiz: Quiz) -> HttpResponse:
    now = timezone.now().timestamp()
    try:
        nonce = read_quiz_token(request.POST.get("token", ""), quiz.pk, now)
    except BadToken:
        message = "This form belongs to a different quiz. Nothing was started; open the quiz again."
        return refuse(request, 400, message, quiz.get_absolute_url(), "Open the quiz")
    except FormExpired:
        return _show(request, quiz, EXPIRED, status=409)
    wait = starts.seconds_to_wait(client_address(request.META), now)
    if wait:
        told = starts.refusal(wait)
        response = refuse(request, 429, told, quiz.get_absolute_url(), "Back to the quiz")
        response.headers["Retry-After"] = str(wait)
        return response
    learner = learner_or_new(request, nonce)
    try:
        sitting = lifecycle.start(quiz, learner, nonce)
    except lifecycle.NothingToAnswer as error:
        return refuse(request, 409, str(error), "/quizzes/", "All quizzes")
    except lifecycle.TooManyRunning as error:
        latest = error.latest.get_absolute_url()
        return refuse(request, 409, str(error), latest, "Go on with the latest")
    response = redirect(sitting)
    remember_learner(request, response, learner)
    return response
