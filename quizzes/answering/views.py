"""The page of one item: its task, its form, and the feedback on an answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from attention_engine import AnswerSyntaxError
from quizzes.learners.cookie import learner_of, learner_or_new, remember_learner
from quizzes.models import Item, Learner
from quizzes.web.address import client_address
from quizzes.web.refusals import refuse

from . import answer_limit, marking
from .boxes import FIELD, AnswerBoxes
from .feedback import feedback_on
from .form_tokens import (
    GOOD_FOR_DAYS,
    BadToken,
    ItemToken,
    TaskChanged,
    TaskExpired,
    task_of_token,
)
from .hint_record import show_hints
from .hints import hint_numbers
from .next_item import following
from .next_task import next_task
from .published_item import published_item
from .running_quiz import QuizRunning, refuse_running
from .task import Task, UnknownSeed, task_of
from .task_page import kept_page, task_page

FOREIGN_FORM = (
    "This form belongs to a different task. Nothing was checked or saved; open the task again."
)
EXPIRED = (
    f"This page was opened more than {GOOD_FOR_DAYS} days ago, so nothing was checked or saved. "
    "What you typed is still here: send it again."
)
CHANGED = "This task has changed since you opened it. Here is the new version; nothing was counted."


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def item(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = published_item(slug, key)
    if found is None:
        message = "There is no such task, or it has been withdrawn."
        return refuse(request, 404, message, "/questions/", "All questions")
    return _answer(request, found) if request.method == "POST" else _show(request, found)


def _show(request: HttpRequest, item: Item) -> HttpResponse:
    seed = request.GET.get("seed")
    if seed is None:
        task = next_task(item, learner_of(request))
        # The URL names the seed, so that it can be shared; an htmx part needs no URL.
        return task_page(request, task) if request.htmx else redirect(task.address)
    try:
        task = task_of(item, seed)
    except UnknownSeed as error:
        sound = next_task(item, learner_of(request)).address
        return refuse(request, 404, str(error), sound, "Open the task")
    return task_page(request, task)


def _answer(request: HttpRequest, item: Item) -> HttpResponse:
    now, seed = timezone.now().timestamp(), request.GET.get("seed")
    try:
        task, token = task_of_token(item, request.POST.get("token", ""), seed, now=now)
    except BadToken:
        return _refuse_form(request, item)
    except TaskExpired as expired:
        raw = expired.task.kind.raw_from(request.POST, FIELD)
        boxes = AnswerBoxes(expired.task, raw)
        return task_page(request, expired.task, boxes, notice=EXPIRED, status=409)
    except TaskChanged as changed:
        return _changed(request, item, changed.token)
    raw = task.kind.raw_from(request.POST, FIELD)
    if "read" in request.POST:
        return kept_page(request, task, AnswerBoxes(task, raw, shows_reading=True))
    if wait := answer_limit.seconds_to_wait(client_address(request.META), now):
        notice = answer_limit.refusal(wait)
        response = kept_page(request, task, AnswerBoxes(task, raw), notice=notice, status=429)
        response.headers["Retry-After"] = str(wait)
        return response
    learner = learner_or_new(request, token.nonce)
    seconds = token.seconds_until(now)
    try:
        if "hint" in request.POST:
            return _show_hint(request, task, learner, raw)
        if "give_up" in request.POST:
            marked = marking.give_up(task, learner, token.nonce, seconds)
        else:
            marked = marking.mark(task, learner, token.nonce, raw, seconds)
    except QuizRunning:
        # The page says so itself, and keeps what was typed.
        return kept_page(request, task, AnswerBoxes(task, raw), status=409)
    except AnswerSyntaxError as error:
        # Nothing was stored: the form keeps its token, and the attempt does not count.
        # With several boxes the fault is in one; the others show how they were parsed.
        boxes = AnswerBoxes(task, raw, error, shows_reading=bool(task.kind.step_titles()))
        return kept_page(request, task, boxes, status=422)
    response = _marked_page(request, task, marked, raw)
    remember_learner(request, response, learner)
    return response


def _show_hint(request: HttpRequest, task: Task, learner: Learner, raw: str) -> HttpResponse:
    """The requested hint, with those before it. What was typed stays, unjudged. Raises
    QuizRunning."""
    refuse_running(task, learner)
    number = request.POST["hint"]
    if number not in hint_numbers(task):
        return _refuse_form(request, task.item)
    history = marking.history_of(learner, task)
    more: dict[str, Any] = {}
    if not history.way_shown:
        more["new_hint"] = int(number)
        show_hints(learner, task, int(number))
    tried = marking.last_try(learner, task)
    if tried is not None and raw == tried.attempt.raw:
        more["feedback"] = feedback_on(task, tried.attempt, tried.judgement, history)
    boxes = AnswerBoxes(task, raw)
    response = kept_page(request, task, boxes, learner=learner, **more)
    remember_learner(request, response, learner)
    return response


def _marked_page(
    request: HttpRequest, task: Task, marked: marking.Marked, raw: str
) -> HttpResponse:
    learner, judgement = marked.attempt.learner, marked.judgement
    tried = marking.last_try(learner, task) if judgement is None else None
    feedback = feedback_on(
        task, marked.attempt, judgement, marked.history, tried.judgement if tried else None
    )
    gave_up = "give_up" in request.POST
    stale = marked.repeated and raw != marked.attempt.raw and not gave_up
    # Whoever asks for the solution sees it beside what was typed.
    boxes = AnswerBoxes(task, raw if stale or gave_up else marked.attempt.raw)
    return task_page(
        request,
        task,
        boxes,
        marked=marked,
        learner=learner,
        feedback=feedback,
        following=following(request, task.item) if feedback.verdict == "right" else None,
        checked_before=stale,
    )


def _changed(request: HttpRequest, item: Item, token: ItemToken) -> HttpResponse:
    seed = token.seed if token.seed in item.seeds else item.seeds[0]
    task = Task(item, seed)
    # A letter may name another option by now; a typed value still means the same.
    raw = "" if task.kind.is_in_letters else task.kind.raw_from(request.POST, FIELD)
    return task_page(request, task, AnswerBoxes(task, raw), notice=CHANGED, status=409)


def _refuse_form(request: HttpRequest, item: Item) -> HttpResponse:
    return refuse(request, 400, FOREIGN_FORM, item.get_absolute_url(), "Open the task")
