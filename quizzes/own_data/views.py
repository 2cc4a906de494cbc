"""What is stored about whoever asks, and the same to take along."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from quizzes.learners.cookie import learner_of

from .export import export
from .person import person_of
from .table import table


@require_safe
@cache_control(private=True, no_store=True)
def own_data(request: HttpRequest) -> HttpResponse:
    return render(request, "quizzes/own_data/own_data.html", {"person": person_of(request)})


@require_safe
@cache_control(private=True, no_store=True)
def as_json(request: HttpRequest) -> StreamingHttpResponse:
    person = person_of(request)
    pieces = export(person.learner, person.user, timezone.now())
    return _file(pieces, "application/json", "attention-by-hand.json")


@require_safe
@cache_control(private=True, no_store=True)
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    return _file(table(learner_of(request)), "text/csv; charset=utf-8", "attempts.csv")


def _file(pieces: Iterable[str], kind: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
