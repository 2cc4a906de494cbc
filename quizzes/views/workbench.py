"""Own numbers, every step, own results judged. Everything is in the address, nothing is stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from quizzes.services.limits import AddressTooLong, read_query
from quizzes.services.workbench import workbench as prepare

RESULT = "workbench-result"


@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    try:
        bench = prepare(read_query(request.META.get("QUERY_STRING", "")))
    except AddressTooLong as error:
        bench = prepare({}, fault=str(error))
    only_result = request.htmx and request.htmx.target == RESULT
    template = "quizzes/_workbench_live.html" if only_result else "quizzes/workbench.html"
    response = render(request, template, {"bench": bench}, status=200 if bench.is_readable else 422)
    if only_result:
        response.headers["HX-Replace-Url"] = bench.address
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
