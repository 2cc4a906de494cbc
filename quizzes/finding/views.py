"""The question list, and the search page with excerpts around the matches."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quizzes.items.words import DIFFICULTIES
from quizzes.learners.cookie import learner_of
from quizzes.learners.visitor import visitor_of
from quizzes.models import Learner, Question, bank_edition, public_topics
from quizzes.web.finished_pages import finished_page
from quizzes.web.kept_pages import send_own

from .question_list import (
    STATES,
    Filters,
    find_questions,
    kept_page_number,
    page_of,
)
from .search import search as search_for
from .standing import own_standing, set_standing

LIST = "quizzes/finding/question_list.html"


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    filters = Filters.of(request.GET)
    wanted = request.GET.get("page")
    if filters.narrow:
        # There are more combinations of filters than pages worth keeping.
        context = _context(filters, wanted, learner_of(request))
        set_standing(visitor_of(request), context["page"])
        return render(request, LIST, context)
    edition = bank_edition()
    number = kept_page_number(wanted, edition, "questions", Question.published.all)
    page = finished_page(request, LIST, (edition, number), partial(_context, filters, number))
    return send_own(request, page, own_standing(visitor_of(request), page.names))


def _context(
    filters: Filters, number: str | None, learner: Learner | None = None
) -> dict[str, Any]:
    page = page_of(find_questions(filters, learner), number)
    return {
        "filters": filters,
        "page": page,
        # If topics.yaml places no topics, the questions are read by number.
        "by_topic": all(question.topic.is_placed for question in page),
        "topics": public_topics(),
        "difficulties": DIFFICULTIES,
        "states": STATES,
    }


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    results = search_for(request.GET.get("q", ""), request.GET.get("page"))
    return render(request, "quizzes/finding/search.html", {"results": results})
