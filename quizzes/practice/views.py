"""Practice: start a session, go from task to task, and see what came of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from attention_engine import mistake_ids
from quizzes.answering.form_tokens import (
    GOOD_FOR_DAYS,
    BadToken,
    FormExpired,
    issue_practice_token,
    read_practice_token,
)
from quizzes.learners.cookie import learner_of, learner_or_new, remember_learner
from quizzes.learners.days import day_of
from quizzes.models import PracticeSession
from quizzes.web import counting
from quizzes.web.address import client_address
from quizzes.web.refusals import refuse

from .overview import overview_of
from .session import (
    LENGTHS,
    NothingToPractice,
    address_of,
    can_be_asked,
    finish,
    go_on,
    open_session,
    start,
    summary_of,
    tasks_of,
)

# From one address within an hour, as many as quizzes.
MOST_STARTS = 300
EXPIRED = (
    f"This page was opened more than {GOOD_FOR_DAYS} days ago. Choose a length and start again."
)
FOREIGN = "This form was not made by this site. Nothing was started; open the page again."
NOT_YOURS = "We could not find this practice session among yours."
NOTHING = "There is no task to practice at the moment."


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
    context = {"session": found, "summary": summary_of(found)}
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
    now, learner = timezone.now(), learner_of(request)
    context = {
        "overview": overview_of(learner, day_of(learner, now)),
        "running": open_session(learner),
        "lengths": LENGTHS,
        "token": issue_practice_token(now.timestamp()),
        "notice": notice,
    }
    return render(request, "quizzes/practice/practice.html", context, status=status)


def _start(request: HttpRequest) -> HttpResponse:
    now, posted = timezone.now(), request.POST
    try:
        nonce = read_practice_token(posted.get("token", ""), now.timestamp())
    except BadToken:
        return refuse(request, 400, FOREIGN, "/practice/", "Practice")
    except FormExpired:
        return _show(request, EXPIRED, status=409)
    length, _, unit = posted.get("length", "").partition(" ")
    slip = posted.get("slip", "")
    if length not in map(str, LENGTHS.get(unit, ())) or slip not in ("", *mistake_ids()):
        return refuse(request, 400, FOREIGN, "/practice/", "Practice")
    address = client_address(request.META)
    wait = counting.seconds_to_wait(
        "practice", address, now.timestamp(), most=MOST_STARTS, window=counting.HOUR
    )
    if wait:
        response = _show(request, _too_many(wait), status=429)
        response.headers["Retry-After"] = str(wait)
        return response
    learner = learner_or_new(request, nonce)
    try:
        started = start(learner, _token(nonce, length, unit, slip), int(length), unit, now, slip)
    except NothingToPractice:
        return _show(request, NOTHING, status=409)
    response = redirect(started)
    remember_learner(request, response, learner)
    return response


def _too_many(wait: int) -> str:
    return (
        f"{MOST_STARTS} practice sessions were started from your network within this hour, the "
        "most that we allow. Nothing was started. You can start one in "
        f"{counting.in_minutes(wait)}."
    )


def _token(nonce: str, *chosen: str) -> str:
    """One page has several forms: what was chosen belongs to what makes a form the same."""
    return salted_hmac("quizzes.practice", " ".join([nonce, *chosen])).hexdigest()[:32]


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
