"""Pages on how far a learner has come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from quizzes.answering.form_tokens import issue_practice_token
from quizzes.learners.cookie import learner_of
from quizzes.learners.days import day_of
from quizzes.learners.visitor import visitor_of
from quizzes.planning.goals import aim_of

from .mistakes import own_mistakes
from .pictures import pictures_of
from .progress import progress_of
from .wrong_tasks import wrong_tasks


@require_safe
@cache_control(private=True, no_cache=True)
def progress(request: HttpRequest) -> HttpResponse:
    learner = learner_of(request)
    today = day_of(learner, timezone.now())
    found = progress_of(visitor_of(request), learner, aim_of(learner), today)
    context = {"progress": found, "pictures": pictures_of(found) if found else []}
    return render(request, "quizzes/progress/progress.html", context)


@require_safe
@cache_control(private=True, no_cache=True)
def mistakes(request: HttpRequest) -> HttpResponse:
    now, learner = timezone.now(), learner_of(request)
    wrong, more = wrong_tasks(learner)
    context = {
        "mistakes": own_mistakes(learner),
        "wrong": wrong,
        "more": more,
        "today": day_of(learner, now),
        "token": issue_practice_token(now.timestamp()),
    }
    return render(request, "quizzes/progress/mistakes.html", context)
