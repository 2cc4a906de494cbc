"""The list of labs, the page of one lab, and its pictures as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from quizzes.web.picture_files import picture_response

from . import LABS, Lab, lab_of
from .complexity.live_run import live_part
from .page import SKIPPED, lab_page, picture_of


@require_safe
def lab_list(request: HttpRequest) -> HttpResponse:
    return render(request, "quizzes/labs/lab_list.html", {"labs": LABS})


@require_safe
def lab(request: HttpRequest, slug: str) -> HttpResponse:
    page = lab_page(_lab(slug), request.GET)
    live = live_part(page.lab.live, request.GET) if page.lab.live and page.outcome else None
    context = {"page": page, "lab": page.lab, "form": page.form, "skipped": SKIPPED, "live": live}
    is_readable = page.is_readable and (live is None or live.is_readable)
    response = render(request, "quizzes/labs/lab.html", context, status=200 if is_readable else 422)
    if live and live.is_asked_for:
        add_never_cache_headers(response)
    return response


@require_safe
@cache_control(max_age=3600)
def picture_file(request: HttpRequest, slug: str, name: str, form: str) -> HttpResponse:
    return picture_response(picture_of(_lab(slug), request.GET, name), form, f"{slug}-")


def _lab(slug: str) -> Lab:
    found = lab_of(slug)
    if found is None:
        raise Http404("There is no such lab.")
    return found
