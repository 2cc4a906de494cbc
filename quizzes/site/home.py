"""The home page: what this site is, and for a returning learner the plan and the next step."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from quizzes.learners.visitor import Visitor, visitor_of
from quizzes.practice.diagnosing import expected
from quizzes.web.kept_pages import page_of_this_edition, send_own

from .demonstration import demonstration
from .starting_points import last_worked_on, starting_points
from .today import returning, shown_plan, unfinished


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    page = page_of_this_edition(request, "quizzes/site/home.html", _context)
    return send_own(request, page, _own(visitor_of(request), timezone.now()))


def _context() -> dict[str, Any]:
    return {
        "start": starting_points(),
        "expected": expected(),
        "demonstration": demonstration(),
    }


def _own(visitor: Visitor, now: datetime) -> Mapping[str, bytes]:
    """The plan of a returning learner in place of what a newcomer reads, what they have not
    finished, and the question of their last answer. Five queries; none for a stranger."""
    found = returning(visitor, now)
    if found is None:
        return {}
    own = {}
    if open_ones := unfinished(visitor, now):
        own["unfinished"] = _rendered("_unfinished", open_ones)
    if plan := shown_plan(visitor, found):
        own |= {"plan": plan, "newcomer": b"", "demonstration": b"", "more": b"More to do"}
    question = last_worked_on(visitor)
    if question is not None:
        own |= {
            "continue": _rendered("_continue", {"question": question}),
            f"first-{question.slug}": b"",
        }
    return own


def _rendered(name: str, context: Mapping[str, Any]) -> bytes:
    return render_to_string(f"quizzes/site/{name}.html", dict(context)).encode()
