"""The home page: what this site is, and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quizzes.learners.cookie import learner_of

from .demonstration import demonstration
from .starting_points import starting_points


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "start": starting_points(learner_of(request)),
        "demonstration": demonstration(),
    }
    return render(request, "quizzes/site/home.html", context)
