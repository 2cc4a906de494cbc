"""The page on which practice starts: the same for everybody but in a few places."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from quizzes.answering.form_tokens import issue_practice_token
from quizzes.learners.visitor import Visitor, visitor_of
from quizzes.models import Learner, bank_edition
from quizzes.planning.bank_map import TopicSkills
from quizzes.web.finished_pages import finished_page
from quizzes.web.learner_facts import facts_of_today
from quizzes.web.sending import send_once
from quizzes.web.staff import own_of_staff

from .open_work import open_work
from .overview import overview_of
from .session import LENGTHS

_FOLDER = "quizzes/practice"


def practice_page(
    request: HttpRequest, topic: TopicSkills | None, now: datetime, notice: str, status: int
) -> HttpResponse:
    """The page for one topic or for all, with the visitor's own day. Three queries where all is
    kept."""
    name = (bank_edition(), topic.slug if topic else "")
    page = finished_page(request, f"{_FOLDER}/practice.html", name, partial(_of_all, topic))
    own = _own(request, visitor_of(request), now)
    if notice:
        own["notice"] = _rendered("_notice", {"notice": notice})
    return send_once(request, page, {**own, **own_of_staff(request)}, status)


def _of_all(topic: TopicSkills | None) -> dict[str, Any]:
    return {"overview": overview_of(None, date.min), "lengths": LENGTHS, "topic": topic}


def _own(request: HttpRequest, visitor: Visitor, now: datetime) -> dict[str, bytes]:
    tokens = {"csrf_token": get_token(request), "token": issue_practice_token(now.timestamp())}
    own = {"tokens": render_to_string("quizzes/answering/_tokens.html", tokens).encode()}
    # First, because it judges quizzes whose time is out.
    running = open_work(visitor, now).practice
    own |= facts_of_today(visitor, "practice", now, _overview, {})
    if running:
        own |= {
            "running": _rendered("_running", {"running": running}),
            "start": b"Start a new session",
            "quiet": b" button-quiet",
        }
    return own


def _overview(learner: int, today: date) -> dict[str, bytes]:
    context = {"overview": overview_of(Learner(pk=learner), today)}
    return {"today": _rendered("_today", context), "levels": _rendered("_levels", context)}


def _rendered(name: str, context: dict[str, Any]) -> bytes:
    return render_to_string(f"{_FOLDER}/{name}.html", context).encode()
