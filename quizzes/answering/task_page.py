"""The page that every request for a task gets back: its form, and the learner's results so far."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from quizzes.learners.cookie import learner_of
from quizzes.models import Learner
from quizzes.web.origin import asks_from

from . import marking
from .boxes import AnswerBoxes
from .form_tokens import issue_item_token
from .hint_record import hints_shown
from .hints import HintPanel, hint_panel
from .prompt import givens_of
from .running_quiz import running_quiz_with
from .task import Task


def task_page(
    request: HttpRequest,
    task: Task,
    boxes: AnswerBoxes | None = None,
    *,
    marked: marking.Marked | None = None,
    learner: Learner | None = None,
    token: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page of a task; for htmx only the part with its form.

    `marked` is the result of an answer given just now; `learner` is a newcomer without a cookie;
    `token` is the token of a form that is still unused.
    """
    item, learner = task.item, learner or learner_of(request)
    history = marked.history if marked else marking.history_of(learner, task)
    running = None if marked else running_quiz_with(task, learner)
    context = {
        "task": task,
        "running": running,
        "boxes": boxes or AnswerBoxes(task),
        "givens": givens_of(task),
        "token": token or _new_token(task),
        "history": history,
        "hints": None if history.way_shown or running else _hints(learner, task, marked),
    } | more
    if not request.htmx:
        return render(request, "quizzes/answering/item.html", context, status=status)
    if request.htmx.target == f"hints-{item.key}" and status == 200:
        # The surrounding form stays untouched, including what is typed in it.
        return render(request, "quizzes/answering/_hints.html", context, status=status)
    response = render(request, "quizzes/answering/_item_form.html", context, status=status)
    if (request.htmx.target or "").startswith("hints-"):
        # The task has changed since, so its hints alone would land in the wrong form.
        response.headers["HX-Retarget"] = f"#work-{item.key}"
    if asks_from(request, request.path):
        response.headers["HX-Replace-Url"] = task.address
    return response


def kept_page(request: HttpRequest, task: Task, boxes: AnswerBoxes, **more: Any) -> HttpResponse:
    """The page with the same token as the posted form, which was not used up: it can be resent."""
    return task_page(request, task, boxes, token=request.POST["token"], **more)


def _new_token(task: Task) -> str:
    now = timezone.now().timestamp()
    return issue_item_token(task.item.pk, task.item.version, task.seed, now)


def _hints(learner: Learner | None, task: Task, marked: marking.Marked | None) -> HintPanel | None:
    """The hints seen so far; they point to where the latest answer went wrong."""
    if marked is None or marked.repeated:
        count = hints_shown(learner, task)
        marked = marking.last_try(learner, task) if count else None
    else:
        count = marked.attempt.hints
    return hint_panel(task, count, marked.judgement if marked else None)
