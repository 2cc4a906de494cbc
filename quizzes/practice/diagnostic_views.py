"""The diagnostic: its first page, its start, and what came of it."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.answering.form_tokens import issue_practice_token
from quizzes.learners.cookie import learner_of
from quizzes.learners.days import day_of
from quizzes.models import Learner, PracticeAim, PracticeSession, PracticeUnit
from quizzes.planning.bank_map import topics_with_skills

from .beginning import begin
from .diagnosing import expected, profile_of
from .focus import DIAGNOSTIC, focus_of
from .session import open_session, summary_of, tasks_of
from .settling import MOST_TASKS, Finding


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def diagnostic(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        show = partial(_show, request)
        return begin(request, MOST_TASKS, PracticeUnit.TASKS, DIAGNOSTIC, show)
    return _show(request)


@require_safe
def old_address(request: HttpRequest) -> HttpResponse:
    """Where the diagnostic was a quiz like the others."""
    return redirect("diagnostic", permanent=True)


def diagnosed(session: PracticeSession) -> dict[str, Any]:
    """What came of a finished diagnostic, for its page."""
    learner, tasks = session.learner, tasks_of(session)
    day = day_of(learner, session.finished_at or session.started_at)
    profile = profile_of(learner, day, tasks)
    return {
        "session": session,
        "summary": summary_of(session),
        "groups": [
            (finding.words, [each.topic for each in profile if each.finding == finding])
            for finding in (
                Finding.TO_LEARN,
                Finding.PARTLY,
                Finding.PROBABLY_KNOWN,
                Finding.KNOWN,
                Finding.NOT_ASKED,
            )
        ],
    }


def _show(request: HttpRequest, notice: str = "", status: int = 200) -> HttpResponse:
    learner = learner_of(request)
    running = open_session(learner)
    context = {
        "topics": len(topics_with_skills()),
        "expected": expected(),
        "most": MOST_TASKS,
        "running": running if running and focus_of(running).is_diagnostic else None,
        "last": _last(learner),
        "token": issue_practice_token(timezone.now().timestamp()),
        "notice": notice,
    }
    return render(request, "quizzes/practice/diagnostic.html", context, status=status)


def _last(learner: Learner | None) -> PracticeSession | None:
    """The learner's latest diagnostic that is over."""
    if learner is None:
        return None
    over = PracticeSession.objects.filter(learner=learner, aim=PracticeAim.DIAGNOSTIC)
    return over.exclude(finished_at=None).first()
