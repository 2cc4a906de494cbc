"""The list of quizzes, and the page for starting one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.answering.form_tokens import (
    BadToken,
    FormExpired,
    issue_quiz_token,
    read_quiz_token,
)
from quizzes.learners.cookie import learner_of, learner_or_new
from quizzes.learners.visitor import visitor_of
from quizzes.models import Quiz
from quizzes.web.kept_pages import page_of_this_edition, send_own
from quizzes.web.refusals import refuse

from . import lifecycle
from .clock import NoSuchClock, clock_choices, minutes_from
from .expectations import expectation_of
from .own_quizzes import close_overdue_of, own_cards
from .quiz_list import quiz_groups
from .starting import EXPIRED, begun_before, started, too_many_starts


@require_safe
def quiz_list(request: HttpRequest) -> HttpResponse:
    page = page_of_this_edition(
        request, "quizzes/sittings/quiz_list.html", lambda: {"groups": quiz_groups()}
    )
    return send_own(request, page, own_cards(visitor_of(request), timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def quiz(request: HttpRequest, slug: str) -> HttpResponse:
    found = Quiz.published.filter(slug=slug).first()
    if found is None:
        message = "There is no such quiz, or it has been withdrawn."
        return refuse(request, 404, message, "/quizzes/", "All quizzes")
    return _start(request, found) if request.method == "POST" else _show(request, found)


def _show(request: HttpRequest, found: Quiz, notice: str = "", status: int = 200) -> HttpResponse:
    now, learner = timezone.now(), learner_of(request)
    close_overdue_of(learner, now)
    expectation = expectation_of(lifecycle.items_of(found))
    context = {
        "quiz": found,
        "expectation": expectation,
        "clocks": clock_choices(expectation.minutes),
        "token": issue_quiz_token(found.pk, now.timestamp()),
        "notice": notice,
    } | begun_before(found, learner, now)
    return render(request, "quizzes/sittings/quiz.html", context, status=status)


def _start(request: HttpRequest, quiz: Quiz) -> HttpResponse:
    now = timezone.now()
    try:
        minutes = minutes_from(request.POST.get("clock", ""))
        nonce = read_quiz_token(request.POST.get("token", ""), quiz.pk, now.timestamp())
    except BadToken:
        message = "This form belongs to a different quiz. Nothing was started; open the quiz again."
        return refuse(request, 400, message, quiz.get_absolute_url(), "Open the quiz")
    except FormExpired:
        return _show(request, quiz, EXPIRED, status=409)
    except NoSuchClock as error:
        message = f"{error} Nothing was started."
        return refuse(request, 400, message, quiz.get_absolute_url(), "Open the quiz")
    address = quiz.get_absolute_url()
    if refused := too_many_starts(request, now, address, "Back to the quiz"):
        return refused
    return started(request, quiz, learner_or_new(request, nonce), nonce, minutes, now)
