"""The list of labs, the page of one, and its pictures as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from quizzes.labs import LABS, Lab, lab_of
from quizzes.services.lab_pages import SKIPPED, lab_page, picture_of


@require_safe
def lab_list(request: HttpRequest) -> HttpResponse:
    return render(request, "quizzes/lab_list.html", {"labs": LABS})


@require_safe
def lab(request: HttpRequest, slug: str) -> HttpResponse:
    page = lab_page(_lab(slug), request.GET)
    context = {"page": page, "lab": page.lab, "form": page.form, "skipped": SKIPPED}
    return render(request, "quizzes/lab.html", context, status=200 if page.is_readable else 422)


@require_safe
@cache_control(max_age=3600)
def picture_file(request: HttpRequest, slug: str, name: str, form: str) -> HttpResponse:
    picture = picture_of(_lab(slug), request.GET, name)
    if picture is None:
        raise Http404("There is no such picture of this lab.")
    if form == "csv":
        response = HttpResponse(picture.table.csv(), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(picture.file(), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{name}.{form}"'
    return response


def _lab(slug: str) -> Lab:
    found = lab_of(slug)
    if found is None:
        raise Http404("There is no such lab.")
    return found
