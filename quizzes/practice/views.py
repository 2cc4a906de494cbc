"""Practice: start a session, go from task to task, and see what came of it."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from attention_engine import mistake_ids
from quizzes.learners.cookie import learner_of
from quizzes.learners.days import day_of
from quizzes.models import PracticeSession
from quizzes.planning.bank_map import TopicSkills, topics_with_skills
from quizzes.web.refusals import refuse

from .beginning import begin
from .diagnostic_views import diagnosed
from .focus import Focus, focus_of
from .overview import overview_of
from .practice_page import practice_page
from .session import (
    LENGTHS,
    address_of,
    can_be_asked,
    finish,
    go_on,
    summary_of,
    tasks_of,
)

NOT_YOURS = "We could not find this practice session. Open it in the browser where you started it."
UNKNOWN = "That choice is not on the list, so nothing was started. Choose a length and start again."


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def practice(request: HttpRequest) -> HttpResponse:
    return _start(request) if request.method == "POST" else _show(request)


@require_safe
@cache_control(private=True, no_cache=True)
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The results of a session that is over; an open one goes on with its task."""
    found = _own(request, pk)
    if found is None:
        return refuse(request, 404, NOT_YOURS, "/practice/", "Practice")
    if found.finished_at is None:
        return _to_task(found)
    if focus_of(found).is_diagnostic:
        return render(request, "quizzes/practice/diagnosed.html", diagnosed(found))
    left = overview_of(found.learner, day_of(found.learner, timezone.now()))
    context = {"session": found, "summary": summary_of(found), "overview": left}
    return render(request, "quizzes/practice/summary.html", context)


@require_POST
def next_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    if found is None:
        return refuse(request, 404, NOT_YOURS, "/practice/", "Practice")
    number, now = request.POST.get("number", ""), timezone.now()
    if "end" in request.POST:
        finish(found, now)
    elif number.isascii() and number.isdecimal() and len(number) < 5:
        go_on(found, int(number), now)
    return redirect(found)


def _show(request: HttpRequest, notice: str = "", status: int = 200) -> HttpResponse:
    slug = request.POST.get("topic") or request.GET.get("topic", "")
    return practice_page(request, _topic(slug), timezone.now(), notice, status)


def _start(request: HttpRequest) -> HttpResponse:
    posted = request.POST
    length, _, unit = posted.get("length", "").partition(" ")
    slip, topic = posted.get("slip", ""), posted.get("topic", "")
    is_known = slip in ("", *mistake_ids()) and (not topic or _topic(topic))
    show = partial(_show, request)
    if length not in map(str, LENGTHS.get(unit, ())) or not is_known:
        return show(UNKNOWN, 422)
    return begin(request, int(length), unit, Focus(slip=slip, topic=topic), show)


def _topic(slug: str) -> TopicSkills | None:
    # Most come without one.
    topics = topics_with_skills() if slug else ()
    return next((topic for topic in topics if topic.slug == slug), None)


def _to_task(found: PracticeSession) -> HttpResponse:
    tasks = tasks_of(found)
    task = tasks[-1] if tasks else None
    if task is None or not can_be_asked(task):
        # Withdrawn, changed or deleted since.
        task = go_on(found, task.number if task else 0, timezone.now())
    return redirect(address_of(task) if task else found.get_absolute_url())


def _own(request: HttpRequest, pk: UUID) -> PracticeSession | None:
    learner = learner_of(request)
    if learner is None:
        return None
    return PracticeSession.objects.filter(pk=pk, learner=learner).select_related("learner").first()
