"""The map of the topics, the page of one topic, and its printable sheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from quizzes.learners.cookie import learner_of
from quizzes.models import Topic, public_topics

from .sheets import MOST, sheets_of
from .topic_map import picture_of
from .topics import questions_of, quizzes_of, topic_rows


@require_safe
@cache_control(private=True, no_cache=True)
def topic_list(request: HttpRequest) -> HttpResponse:
    learner = learner_of(request)
    rows = topic_rows(learner)
    # If no topic says what to read first, there is no map.
    is_map = any(row.read_first for row in rows)
    context = {
        "rows": rows,
        "picture": picture_of(rows) if is_map else None,
        "with_answers": learner and any(row.right for row in rows),
    }
    return render(request, "quizzes/pages/topic_list.html", context)


@require_safe
@cache_control(private=True, no_cache=True)
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = _topic_with_questions(slug)
    (row,) = (row for row in topic_rows(learner_of(request)) if row.topic == found)
    context = {
        "row": row,
        "topic": row.topic,
        "questions": questions_of(found),
        "quizzes": quizzes_of(found),
    }
    return render(request, "quizzes/pages/topic.html", context)


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    found = _topic_with_questions(slug)
    sheets = sheets_of(found)
    more = questions_of(found).count() - MOST if len(sheets) == MOST else 0
    context = {"topic": found, "sheets": sheets, "more": more}
    return render(request, "quizzes/pages/sheet.html", context)


def _topic_with_questions(slug: str) -> Topic:
    return get_object_or_404(public_topics(), slug=slug)
