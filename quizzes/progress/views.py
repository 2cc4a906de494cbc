"""Pages on how far a learner has come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from quizzes.answering.form_tokens import issue_practice_token
from quizzes.learners.cookie import learner_of
from quizzes.learners.days import day_of

from .mistakes import own_mistakes


@require_safe
@cache_control(private=True, no_cache=True)
def mistakes(request: HttpRequest) -> HttpResponse:
    now, learner = timezone.now(), learner_of(request)
    context = {
        "mistakes": own_mistakes(learner),
        "today": day_of(learner, now),
        "token": issue_practice_token(now.timestamp()),
    }
    return render(request, "quizzes/progress/mistakes.html", context)
