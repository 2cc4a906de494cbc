"""Where a mock interview is set up, and earlier ones are found again."""

import numpy as np
from django.core.validators import slug_re
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from quizzes.answering.form_tokens import (
    GOOD_FOR_DAYS,
    BadToken,
    FormExpired,
    issue_interview_token,
    read_interview_token,
)
from quizzes.learners.cookie import learner_of, learner_or_new, remember_learner
from quizzes.models import Question, Script
from quizzes.web import counting
from quizzes.web.address import client_address
from quizzes.web.refusals import refuse

from .choosing import Wanted
from .earlier import earlier_interviews
from .setting_up import Complete, CompleteForm, SetUpForm, complete_interviews, initial_of
from .starting import NothingToAsk, OneIsOpen, open_interview, start

# From one address within an hour, as many as quizzes.
MOST_STARTS = 300
EXPIRED = (
    f"This page was more than {GOOD_FOR_DAYS} days old, so nothing was started. Start again here."
)
FOREIGN = "We could not verify this form. Nothing was started; open the page again."
NOTHING = "There is no interview script at the moment, so nothing was started."
GONE = "That interview is not available any more, so nothing was started. Choose another one."
ONE_IS_OPEN = "You have not finished another interview. Continue it, or end it there first."


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def interviews(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _start(request)
    question = _question(request.GET.get("question", ""))
    form = SetUpForm(initial=initial_of(learner_of(request), question.slug if question else ""))
    return _page(request, form)


def _start(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = SetUpForm(request.POST)
    try:
        nonce = read_interview_token(request.POST.get("token", ""), now.timestamp())
    except BadToken:
        return refuse(request, 400, FOREIGN, "/interview/", "Mock interview")
    except FormExpired:
        return _page(request, form, EXPIRED, 409)
    wanted = _wanted(request, form)
    if wanted is None:
        gone = GONE if "complete" in request.POST else ""
        return _page(request, form, gone, 409 if gone else 422)
    wait = counting.seconds_to_wait(
        "interviews",
        client_address(request.META),
        now.timestamp(),
        most=MOST_STARTS,
        window=counting.HOUR,
    )
    if wait:
        response = _page(request, form, _too_many(wait), 429)
        response.headers["Retry-After"] = str(wait)
        return response
    learner = learner_or_new(request, nonce)
    try:
        interview = start(learner, nonce, wanted, now, np.random.default_rng())
    except NothingToAsk:
        return _page(request, form, NOTHING, 409)
    except OneIsOpen as error:
        link = error.interview.get_absolute_url()
        return refuse(request, 409, ONE_IS_OPEN, link, "Continue the interview")
    response = redirect(interview)
    remember_learner(request, response, learner)
    return response


def _wanted(request: HttpRequest, form: SetUpForm) -> Wanted | None:
    """What was chosen: a complete interview, or the fields of the form. None if it is not valid."""
    if "complete" not in request.POST:
        return form.wanted if form.is_valid() else None
    complete = CompleteForm(request.POST)
    return complete.wanted if complete.is_valid() else None


def _page(
    request: HttpRequest, form: SetUpForm, notice: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    learner = learner_of(request)
    context = {
        "form": form,
        "notice": notice,
        "token": issue_interview_token(now.timestamp()),
        "question": _question(form["question"].value() or ""),
        "count": Script.published.count(),
        "open": open_interview(learner),
        "earlier": earlier_interviews(learner),
        "complete": [Complete(quiz) for quiz in complete_interviews()],
    }
    return render(request, "quizzes/interviewing/interviews.html", context, status=status)


def _question(slug: str) -> Question | None:
    """The public question of this address."""
    return Question.published.filter(slug=slug).first() if slug_re.fullmatch(slug) else None


def _too_many(wait: int) -> str:
    return (
        f"We allow {MOST_STARTS} interviews an hour from one network, and yours has reached that "
        f"limit. Nothing was started. Try again in {counting.in_minutes(wait)}."
    )
