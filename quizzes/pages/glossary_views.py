"""The glossary."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from quizzes.web.kept_pages import send_public

from .glossary import letters


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return send_public(request, "quizzes/pages/glossary.html", lambda: {"letters": letters()})
