"""The home page: what this site is, and what to do next."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from quizzes.learners.visitor import Visitor, visitor_of
from quizzes.web.kept_pages import page_of_this_edition, send_own

from .demonstration import demonstration
from .starting_points import last_worked_on, starting_points
from .today import due_today, unfinished_quiz


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    page = page_of_this_edition(request, "quizzes/site/home.html", _context)
    return send_own(request, page, _own(visitor_of(request), timezone.now()))


def _context() -> dict[str, Any]:
    return {"start": starting_points(), "demonstration": demonstration()}


def _own(visitor: Visitor, now: datetime) -> Mapping[str, bytes]:
    """What waits for a returning learner, and the question to continue, which then is not offered
    as the first one too. Three queries; none for a stranger."""
    due = due_today(visitor, now)
    if due is None:
        return {}
    context = {"due": due, "unfinished": unfinished_quiz(visitor)}
    own = {
        "greeting": b"Welcome back",
        "today": render_to_string("quizzes/site/_today.html", context).encode(),
    }
    question = last_worked_on(visitor)
    if question is None:
        return own
    card = render_to_string("quizzes/site/_continue.html", {"question": question})
    return own | {"continue": card.encode(), f"first-{question.slug}": b""}
