"""The echo while you type: how one box is parsed. It judges nothing and stores nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quizzes.items.number_box import BOX_FORMS
from quizzes.web.refusals import refuse

from .boxes import FIELD
from .echo import reading_of


@require_POST
@never_cache
def reading(request: HttpRequest) -> HttpResponse:
    form = request.POST.get("form", "")
    typed = [str(raw) for name, raw in request.POST.items() if name.split("-", 1)[0] == FIELD]
    if form not in BOX_FORMS or len(typed) != 1:
        message = "A reading needs one answer box and its form: number, array or masked."
        return refuse(request, 400, message, "/questions/", "All questions")
    if not typed[0].strip():
        return HttpResponse()
    return render(
        request, "quizzes/answering/_reading.html", {"reading": reading_of(typed[0], form)}
    )
