"""The home page: what this site is, and for a returning learner the plan and the next step."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from quizzes.learners.visitor import Visitor, visitor_of
from quizzes.practice.diagnosing import expected
from quizzes.practice.open_work import open_work
from quizzes.web.kept_pages import page_of_this_edition, send_own

from .demonstration import demonstration
from .starting_points import starting_points
from .today import own_places, rendered


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
    """What stands in the places of the page for this visitor. Two queries; none for a stranger."""
    # First, because it judges quizzes whose time is out.
    begun = open_work(visitor, now)
    own = own_places(visitor, now)
    if not begun.is_any:
        return own
    return {**own, "unfinished": rendered("_unfinished", {"begun": begun})}
