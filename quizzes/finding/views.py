"""The question list, and the search page with excerpts around the matches."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quizzes.items.words import DIFFICULTIES
from quizzes.learners.cookie import learner_of
from quizzes.models import public_topics

from .question_list import STATES, Filters, find_questions, page_of
from .search import search as search_for


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    filters = Filters.of(request.GET)
    page = page_of(find_questions(filters, learner_of(request)), request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        # If topics.yaml places no topics, the questions are read by number.
        "by_topic": all(question.topic.is_placed for question in page),
        "topics": public_topics(),
        "difficulties": DIFFICULTIES,
        "states": STATES,
    }
    return render(request, "quizzes/finding/question_list.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    results = search_for(request.GET.get("q", ""), request.GET.get("page"))
    return render(request, "quizzes/finding/search.html", {"results": results})
