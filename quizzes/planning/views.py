"""The plan and its set-up, the rules of the levels, and the answers behind one level."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.learners.cookie import learner_of, learner_or_new, remember_learner, today_of
from quizzes.learners.days import day_of
from quizzes.web import counting
from quizzes.web.address import client_address
from quizzes.web.kept_pages import send_public
from quizzes.web.refusals import refuse

from . import goals
from .behind_a_level import behind_a_level
from .goals import GoalForm, aim_of
from .own_plan import own_plan
from .rules import rules
from .saying import to_say_again

# From one address within an hour: a newcomer's goal makes a row.
MOST_GOALS = 300


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def plan(request: HttpRequest) -> HttpResponse:
    learner = learner_of(request)
    today, aim = today_of(request, learner, timezone.now()), aim_of(learner)
    form = GoalForm(
        request.POST if request.method == "POST" else None, initial=vars(aim), today=today
    )
    if request.method == "POST" and form.is_valid():
        return _store(request, form)
    context = {
        "own": own_plan(learner, aim, today),
        "to_say": to_say_again(learner),
        "form": form,
        "saved": "saved" in request.GET,
    }
    return render(
        request, "quizzes/planning/plan.html", context, status=422 if form.errors else 200
    )


@require_safe
def levels(request: HttpRequest) -> HttpResponse:
    return send_public(request, "quizzes/planning/levels.html", rules)


@require_safe
@cache_control(private=True, no_cache=True)
def skill(request: HttpRequest, skill: str) -> HttpResponse:
    now, learner = timezone.now(), learner_of(request)
    behind = behind_a_level(learner, skill, day_of(learner, now))
    if behind is None:
        return refuse(request, 404, "There is no such skill.", "/levels/", "How levels work")
    return render(request, "quizzes/planning/skill.html", {"behind": behind})


def _store(request: HttpRequest, form: GoalForm) -> HttpResponse:
    address, now = client_address(request.META), timezone.now().timestamp()
    wait = counting.seconds_to_wait("goals", address, now, most=MOST_GOALS, window=counting.HOUR)
    if wait:
        told = (
            f"We allow {MOST_GOALS} saved plans an hour from one network, and yours has reached "
            f"that limit. Nothing was saved. Try again in {counting.in_minutes(wait)}."
        )
        response = refuse(request, 429, told, "/plan/", "Back to the plan")
        response.headers["Retry-After"] = str(wait)
        return response
    learner = learner_or_new(request, secrets.token_hex(16))
    goals.store(learner, form.aim)
    response = redirect("/plan/?saved=1")
    remember_learner(request, response, learner)
    return response
