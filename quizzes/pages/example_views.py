"""A worked example with the numbers from its URL."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from quizzes.models import Question
from quizzes.numbers.limits import AddressTooLong, read_query
from quizzes.pictures import named
from quizzes.web.origin import asks_from
from quizzes.web.picture_files import picture_response

from .examples import example_panel, find_example
from .question_views import readable_question


@require_safe
def example(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    question = readable_question(request, slug)
    panel = _panel(request, question, key)
    context = {
        "question": question,
        "panel": panel,
        "own_page": _is_own_page(request, panel),
        "just_opened": bool(request.htmx) and request.htmx.trigger == f"open-{key}",
    }
    response = render(
        request, _template(request, panel), context, status=200 if panel["worked"] else 422
    )
    if request.htmx and context["own_page"] and request.META.get("QUERY_STRING"):
        response.headers["HX-Replace-Url"] = panel["address"]
    # One URL, three responses: the page, the panel within a page, and the steps alone. A panel
    # that was opened just now takes the focus, because the link that opened it is gone.
    patch_vary_headers(response, ["HX-Request", "HX-Target", "HX-Trigger"])
    return response


@require_safe
def picture_file(request: HttpRequest, slug: str, key: str, name: str, form: str) -> HttpResponse:
    panel = _panel(request, readable_question(request, slug), key)
    return picture_response(named(panel["pictures"], name), form, f"{slug}-")


def _panel(request: HttpRequest, question: Question, key: str) -> dict[str, Any]:
    """The panel of an example with the numbers from the URL."""
    block = find_example(question, key)
    if block is None:
        raise Http404("This question has no such example.")
    try:
        return example_panel(block, question, read_query(request.META.get("QUERY_STRING", "")))
    except AddressTooLong as error:
        return example_panel(block, question, fault=str(error))


def _template(request: HttpRequest, panel: dict[str, Any]) -> str:
    if not request.htmx:
        return "quizzes/pages/example.html"
    if request.htmx.target == f"example-{panel['key']}":
        return "quizzes/pages/_example.html"
    return "quizzes/numbers/_steps_live.html"


def _is_own_page(request: HttpRequest, panel: dict[str, Any]) -> bool:
    """Whether the example has a page to itself; False for the panel in a question's page."""
    return not request.htmx or asks_from(request, panel["action"])
