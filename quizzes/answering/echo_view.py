"""The echo while you type: how one box is parsed. It judges nothing and stores nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quizzes.items.number_box import NumberBox
from quizzes.web.refusals import refuse

from .boxes import FIELD
from .echo import reading_of


@require_POST
@never_cache
def reading(request: HttpRequest) -> HttpResponse:
    typed = [str(raw) for name, raw in request.POST.items() if name.split("-", 1)[0] == FIELD]
    try:
        box = NumberBox.of(request.POST.get("form", ""), request.POST.get("shape", ""))
        (raw,) = typed
    except ValueError:
        message = (
            "A reading needs one answer box, its form (number, array or masked) and its shape."
        )
        return refuse(request, 400, message, "/questions/", "All questions")
    if not raw.strip():
        return HttpResponse()
    return render(request, "quizzes/answering/_reading.html", {"reading": reading_of(raw, box)})
