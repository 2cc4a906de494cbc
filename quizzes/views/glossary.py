"""The glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quizzes.services.glossary import letters


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "quizzes/glossary.html", {"letters": letters()})
