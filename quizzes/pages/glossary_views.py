"""The glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .glossary import letters


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "quizzes/pages/glossary.html", {"letters": letters()})
