"""The OpenAPI document for programs, and the API's documentation page for people."""

import json
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from quizzes.pages.question import Entry
from quizzes.templatetags.addresses import address_for

from .document import STATUSES, document, limits
from .problems import Refused, problem_of
from .reading import worked_out
from .reference import Section, pretty, sections
from .schemas.computing import Calculation

FIRST = "compute"


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(_document_text(), "application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    found = sections(address_for(request))
    context: dict[str, Any] = {
        "sections": found,
        "contents": _contents(found),
        "first": next(op for section in found for op in section.operations if op.id == FIRST),
        "limits": limits(),
        "statuses": STATUSES,
        "problem": _example_problem(),
    }
    return render(request, "quizzes/api/docs.html", context)


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """404 at the root of a version, whatever the method."""
    raise Http404


def _contents(found: list[Section]) -> list[Entry]:
    entries = [
        Entry("start", "Getting started", 2),
        Entry("arrays", "How arrays are written", 2),
        Entry("limits", "Limits", 2),
    ]
    for section in found:
        entries.append(Entry(section.id, section.title, 2))
        entries += [Entry(op.id, op.summary, 3) for op in section.operations]
    return [*entries, Entry("errors", "When something is wrong", 2)]


@cache
def _document_text() -> str:
    return json.dumps(document(), ensure_ascii=False, indent=1)


@cache
def _example_problem() -> str:
    """The response to a text with one comma too many."""
    try:
        worked_out(Calculation(computation="softmax", inputs={"x": "2, 1,, 0"}))
    except Refused as refused:
        return pretty(problem_of(refused.status, refused.detail, refused.errors).model_dump())
    raise AssertionError("the example request was accepted; it must fail")
