"""Whose interview an address is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from quizzes.learners.cookie import learner_of
from quizzes.models import Interview
from quizzes.web.refusals import refuse

NOT_YOURS = "We could not find this interview. Open it in the browser where you started it."


def own_interview(request: HttpRequest, pk: UUID) -> Interview | None:
    learner = learner_of(request)
    if learner is None:
        return None
    rows = Interview.objects.filter(pk=pk, learner=learner)
    return rows.select_related("learner__user").first()


def not_yours(request: HttpRequest) -> HttpResponse:
    return refuse(request, 404, NOT_YOURS, "/interview/", "Mock interview")
