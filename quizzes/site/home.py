"""The home page: what this site is, and what to do next."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from quizzes.learners.visitor import Visitor, visitor_of
from quizzes.web.kept_pages import page_of_this_edition, send_own

from .demonstration import demonstration
from .starting_points import last_worked_on, starting_points


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    page = page_of_this_edition(request, "quizzes/site/home.html", _context)
    return send_own(request, page, _own(visitor_of(request)))


def _context() -> dict[str, Any]:
    return {"start": starting_points(), "demonstration": demonstration()}


def _own(visitor: Visitor) -> Mapping[str, bytes]:
    """The question to continue, which then is not offered as the first one too."""
    question = last_worked_on(visitor)
    if question is None:
        return {}
    card = render_to_string("quizzes/site/_continue.html", {"question": question})
    greeting = b"Welcome back"
    return {"greeting": greeting, "continue": card.encode(), f"first-{question.slug}": b""}
