"""The page that shows how to type and paste numbers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from attention_engine.reading.arrays.forms import TYPED_FORMS

from .typing_help import refusals


@require_safe
def typing_help(request: HttpRequest) -> HttpResponse:
    context = {"groups": TYPED_FORMS, "refusals": refusals()}
    return render(request, "quizzes/site/typing.html", context)
