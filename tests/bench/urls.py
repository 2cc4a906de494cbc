"""The site's addresses and beside them the peers: the least that a view can do."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as pages
from quizzes.models import Attempt, Item, Question


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("bare")


def bare_read(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Question.objects.values_list("title", flat=True)[0])


@csrf_exempt
def bare_insert(request: HttpRequest) -> HttpResponse:
    Attempt.objects.create(
        learner="bare",
        item_id=Item.objects.values_list("pk", flat=True)[0],
        item_version=1,
        seed=1,
        verdict="right",
        score=1,
        token=secrets.token_hex(16),
    )
    return HttpResponse("stored")


urlpatterns = [
    path("bare/", bare),
    path("bare-read/", bare_read),
    path("bare-insert/", bare_insert),
    *pages,
]
