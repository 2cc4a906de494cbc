"""What every answer to a request for a task shows: its form, and what has come of it so far."""

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
    """The page of a task, or only the part with its form for htmx.

    `marked` is what came of an answer just now; `learner` a newcomer who has no cookie yet;
    `token` that of a form that is still unused.
    """
    item, learner = task.item, learner or learner_of(request)
    history = marked.history if marked else marking.history_of(learner, task)
    context = {
        "task": task,
        "boxes": boxes or AnswerBoxes(task),
        "givens": givens_of(task),
        "token": token or _new_token(task),
        "history": history,
        "hints": None if history.way_shown else _hints(learner, task, marked),
    } | more
    if not request.htmx:
        return render(request, "quizzes/answering/item.html", context, status=status)
    if request.htmx.target == f"hints-{item.key}" and status == 200:
        # The form around it stays as it is, what is typed in it included.
        return render(request, "quizzes/answering/_hints.html", context, status=status)
    response = render(request, "quizzes/answering/_item_form.html", context, status=status)
    if (request.htmx.target or "").startswith("hints-"):
        # The task has changed since: its hints alone would stand in the wrong form.
        response.headers["HX-Retarget"] = f"#work-{item.key}"
    if asks_from(request, request.path):
        response.headers["HX-Replace-Url"] = task.address
    return response


def kept_page(request: HttpRequest, task: Task, boxes: AnswerBoxes, **more: Any) -> HttpResponse:
    """The page of a form that was not used up: it can be sent again as it is."""
    return task_page(request, task, boxes, token=request.POST["token"], **more)


def _new_token(task: Task) -> str:
    now = timezone.now().timestamp()
    return issue_item_token(task.item.pk, task.item.version, task.seed, now)


def _hints(learner: Learner | None, task: Task, marked: marking.Marked | None) -> HintPanel | None:
    """The hints seen so far; they look at where the latest answer went wrong."""
    if marked is None or marked.repeated:
        count = hints_shown(learner, task)
        marked = marking.last_try(learner, task) if count else None
    else:
        count = marked.attempt.hints
    return hint_panel(task, count, marked.judgement if marked else None)
