"""The site's URLs, plus the peers, which do the least that a view can do."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as pages
from quizzes.models import Attempt, ItemVersion, Learner, Mark, Question


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("bare")


def bare_read(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Question.objects.values_list("title", flat=True)[0])


@csrf_exempt
def bare_insert(request: HttpRequest) -> HttpResponse:
    item, version = ItemVersion.objects.values_list("item", "pk")[0]
    attempt = Attempt.objects.create(
        learner=Learner.objects.get_or_create(browser_id="bare")[0],
        item_id=item,
        item_version_id=version,
        seed=1,
        token=secrets.token_hex(16),
    )
    Mark.objects.create(attempt=attempt, verdict="right", score=1)
    return HttpResponse("stored")


urlpatterns = [
    path("bare/", bare),
    path("bare-read/", bare_read),
    path("bare-insert/", bare_insert),
    *pages,
]
