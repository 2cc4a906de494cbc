"""The page on keys, whose list the script also shows in a dialog."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from quizzes.web.kept_pages import send_public


@require_safe
def keyboard(request: HttpRequest) -> HttpResponse:
    return send_public(request, "quizzes/site/keyboard.html", dict)
