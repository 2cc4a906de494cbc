"""The workbench's page. Everything typed is in the URL; nothing is stored."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.numbers.limits import AddressTooLong, first_texts, read_query
from quizzes.pictures import named
from quizzes.templatetags.addresses import address_for
from quizzes.web.origin import address_asked_from
from quizzes.web.picture_files import picture_response

from .page import Workbench, export_text, short_address
from .page import workbench as prepare
from .presets import PRESETS
from .tools import use_tool

RESULT = "workbench-result"
TOOLS = "bench-tools"
ENDINGS = {"python": "py", "latex": "tex", "csv": "csv", "markdown": "md"}


# Nothing is stored or changed, so a form may come from any site. The form uses POST only because
# a pasted matrix can be too long for a URL.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def workbench(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _answer(request)
    bench = _prepared(request)
    response = _page(request, bench)
    if request.htmx and address_asked_from(request) == bench.address:
        # Repeating the same request must not add a step to the browser's history.
        response.headers["HX-Push-Url"] = "false"
    return response


@require_safe
def picture_file(request: HttpRequest, name: str, form: str) -> HttpResponse:
    bench = _prepared(request)
    return picture_response(named([*bench.pictures, *bench.compared], name), form)


@require_safe
def export_file(request: HttpRequest, form: str) -> HttpResponse:
    try:
        typed = read_query(request.META.get("QUERY_STRING", ""))
    except AddressTooLong as error:
        raise Http404(str(error)) from error
    text = export_text(typed, form) if form in ENDINGS else None
    if text is None:
        raise Http404("These numbers have no such file.")
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="steps.{ENDINGS[form]}"'
    return response


def _prepared(request: HttpRequest) -> Workbench:
    try:
        return prepare(read_query(request.META.get("QUERY_STRING", "")))
    except AddressTooLong as error:
        return prepare({}, fault=str(error))


def _answer(request: HttpRequest) -> HttpResponse:
    """Redirects to the URL with everything typed, or answers with the page if it is too long."""
    typed = first_texts(request.POST)
    tool = typed.pop("tool", "")
    if tool and typed.get("computation") in PRESETS:
        typed = use_tool(tool, typed["computation"], typed)
    # The page behind the address computes; here that would be done twice.
    if address := short_address(typed):
        place = "" if request.htmx else f"#{TOOLS if tool else RESULT}"
        return HttpResponse(status=303, headers={"Location": address + place})
    response = _page(request, prepare(typed))
    response.headers["HX-Push-Url"] = "false"
    return response


def _page(request: HttpRequest, bench: Workbench) -> HttpResponse:
    only_result = request.htmx and request.htmx.target == RESULT
    template = "quizzes/workbench/_live.html" if only_result else "quizzes/workbench/workbench.html"
    context = {"bench": bench, "link": address_for(request) + bench.address}
    response = render(request, template, context, status=200 if bench.is_readable else 422)
    patch_vary_headers(response, ["HX-Request", "HX-Target", "HX-Current-URL"])
    return response
