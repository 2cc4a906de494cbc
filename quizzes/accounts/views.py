"""The first page of an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from quizzes.learners.cookie import learner_of
from quizzes.learners.visitor import user_of

from .overview import overview_of


@require_safe
@cache_control(private=True, no_cache=True)
def account(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if user is None:
        context = {"learner": learner_of(request)}
        return render(request, "quizzes/accounts/no_account.html", context)
    return render(request, "quizzes/accounts/account.html", {"own": overview_of(user)})
