"""The map of the topics, the page of one topic, and its printable sheet."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from quizzes.finding.question_list import kept_page_number, page_of
from quizzes.learners.visitor import visitor_of
from quizzes.models import Question, Topic, bank_edition, public_topics
from quizzes.web.finished_pages import finished_page
from quizzes.web.kept_pages import page_of_this_edition, send_own, send_public

from .answered import begun_topics, own_answers, own_skills
from .sheets import MOST, sheets_of
from .topic_map import picture_of
from .topics import questions_of, quizzes_of, topic_rows


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    page = page_of_this_edition(request, "quizzes/pages/topic_list.html", _all_topics)
    begun = begun_topics(visitor_of(request), timezone.now())
    return send_own(request, page, own_answers(page.names, begun))


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    edition = bank_edition()
    number = kept_page_number(
        request.GET.get("page"), edition, f"topic {slug}", partial(_questions, slug)
    )
    page = finished_page(
        request,
        "quizzes/pages/topic.html",
        (edition, slug, number),
        partial(_one_topic, slug, number),
    )
    begun = begun_topics(visitor_of(request), timezone.now())
    own = own_answers(page.names, begun) | own_skills(page.names, begun)
    return send_own(request, page, own)


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    return send_public(request, "quizzes/pages/sheet.html", partial(_sheet, slug), [slug])


def _all_topics() -> dict[str, Any]:
    rows = topic_rows()
    # If no topic says what to read first, there is no map.
    is_map = any(row.read_first for row in rows)
    return {"rows": rows, "picture": picture_of(rows) if is_map else None}


def _questions(slug: str) -> QuerySet[Question]:
    return questions_of(_topic_with_questions(slug))


def _one_topic(slug: str, number: str) -> dict[str, Any]:
    found = _topic_with_questions(slug)
    (row,) = (row for row in topic_rows() if row.topic == found)
    return {
        "row": row,
        "topic": row.topic,
        "page": page_of(questions_of(found), number),
        "quizzes": quizzes_of(found),
    }


def _sheet(slug: str) -> dict[str, Any]:
    found = _topic_with_questions(slug)
    sheets = sheets_of(found)
    more = questions_of(found).count() - MOST if len(sheets) == MOST else 0
    return {"topic": found, "sheets": sheets, "more": more}


def _topic_with_questions(slug: str) -> Topic:
    return get_object_or_404(public_topics(), slug=slug)
