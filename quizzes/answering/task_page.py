"""The page that every request for a task gets back: its form, and the learner's results so far.

All but a few places of it is the same for everybody at this seed, and kept. The kept part is made
from the task and three facts about its buttons, so that it cannot hold a token or a learner's text.
"""

from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from quizzes.keeping.strip import Strip, rendered, strip_of
from quizzes.learners.cookie import learner_of
from quizzes.learners.visitor import visitor_of
from quizzes.models import Learner, ReportStatus
from quizzes.reviewing.levels import Level
from quizzes.web.finished_pages import finished_page
from quizzes.web.origin import asks_from
from quizzes.web.sending import send_once
from quizzes.web.staff import own_of_staff

from . import marking
from .boxes import AnswerBoxes
from .form_tokens import issue_item_token
from .hints import HintPanel, hint_panel
from .practice_bar import practice_bar
from .prompt import givens_of
from .standing import Standing, standing_of, standing_of_visitor
from .task import Task

_FOLDER = "quizzes/answering"


@dataclass(frozen=True)
class Buttons:
    """Which buttons the form has: those of a task that was just `answered`, whose solution is
    known, or that waits for a `running` quiz."""

    answered: bool
    way_shown: bool
    running: bool

    @property
    def mark(self) -> str:
        return f"{self.answered:d}{self.way_shown:d}{self.running:d}"

    @property
    def has_hints(self) -> bool:
        return not self.way_shown and not self.running


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
    item = task.item
    standing = _standing(request, task, marked, learner)
    buttons = Buttons("feedback" in more, standing.history.way_shown, standing.running is not None)
    context = {
        "task": task,
        "running": standing.running,
        "boxes": boxes or AnswerBoxes(task),
        "token": token or _new_token(task),
        "csrf_token": get_token(request),
        "history": standing.history,
        "practice": practice_bar(standing.practice),
        "report": standing.kept.report and ReportStatus(standing.kept.report).label.lower(),
    } | more
    asks_for_hints = (request.htmx.target or "").startswith("hints-")
    if buttons.has_hints and (standing.hints or asks_for_hints):
        context["hints"] = _hints(request, task, standing, marked, learner)
    if asks_for_hints and request.htmx.target == f"hints-{item.key}" and status == 200:
        # The surrounding form stays untouched, including what is typed in it.
        return render(request, f"{_FOLDER}/_hints.html", context, status=status)
    if standing.skill:
        context["level"] = standing.skill.level(timezone.now())
    own = _own(context, has_boxes=boxes is not None)
    if standing.kept.has_bookmark:
        own["keeping"] = rendered(replace(strip_of_task(task), is_kept=True))
    template = f"{_FOLDER}/{'_item_form' if request.htmx else 'item'}.html"
    name = (item.digest, str(task.seed), buttons.mark)
    page = finished_page(request, template, name, partial(_of_everybody, task, buttons))
    response = send_once(request, page, {**own, **own_of_staff(request)}, status)
    if asks_for_hints:
        # The task has changed since, so its hints alone would land in the wrong form.
        response.headers["HX-Retarget"] = f"#work-{item.key}"
    if request.htmx and asks_from(request, request.path):
        response.headers["HX-Replace-Url"] = task.address
    return response


def kept_page(request: HttpRequest, task: Task, boxes: AnswerBoxes, **more: Any) -> HttpResponse:
    """The page with the same token as the posted form, which was not used up: it can be resent."""
    return task_page(request, task, boxes, token=request.POST["token"], **more)


def _standing(
    request: HttpRequest, task: Task, marked: marking.Marked | None, learner: Learner | None
) -> Standing:
    if marked is None:
        if learner is None:
            return standing_of_visitor(visitor_of(request), task)
        return standing_of(learner, task)
    if marked.repeated:
        now = standing_of(marked.attempt.learner, task)
        return Standing(marked.history, now.hints, practice=now.practice, kept=now.kept)
    facts = {"practice": marked.practice, "kept": marked.kept}
    return Standing(marked.history, marked.attempt.hints, **facts)


def _of_everybody(task: Task, buttons: Buttons) -> dict[str, Any]:
    return {
        "task": task,
        "keeping": strip_of_task(task),
        "boxes": AnswerBoxes(task),
        "givens": givens_of(task),
        "answered": buttons.answered,
        "way_shown": buttons.way_shown,
        "running": buttons.running,
        "hints": hint_panel(task, 0) if buttons.has_hints else None,
    }


def strip_of_task(task: Task) -> Strip:
    """The strip with the bookmark button, which leads back to these numbers without JavaScript."""
    strip = strip_of(task.item)
    return replace(strip, post=f"{strip.post}?seed={task.seed}")


def _own(context: dict[str, Any], *, has_boxes: bool) -> dict[str, bytes]:
    """What stands in the places of the form for this visitor alone."""
    templates = {"tokens": f"{_FOLDER}/_tokens.html"}
    if context["practice"]:
        templates["practice"] = f"{_FOLDER}/_practice_bar.html"
    if context.get("notice"):
        templates["notice"] = f"{_FOLDER}/_notice.html"
    is_answered = "feedback" in context or (context["practice"] and context["practice"].is_answered)
    if is_answered or context["running"] or context["history"].way_shown:
        templates["standing"] = f"{_FOLDER}/_standing.html"
    if context["report"]:
        templates["report"] = "quizzes/keeping/_reported.html"
    if has_boxes:
        templates["boxes"] = context["boxes"].template
    if context.get("hints"):
        templates["hints"] = f"{_FOLDER}/_hints.html"
    own = {
        name: render_to_string(template, context).encode() for name, template in templates.items()
    }
    if level := context.get("level"):
        own["level"] = _shown_level(level, context["task"].item.skill)
    return own


@lru_cache(maxsize=500)
def _shown_level(level: Level, skill: str) -> bytes:
    context = {"level": level, "skill": skill}
    return render_to_string(f"{_FOLDER}/_level.html", context).encode()


def _new_token(task: Task) -> str:
    now = timezone.now().timestamp()
    return issue_item_token(task.item.pk, task.item.version, task.seed, now)


def _hints(
    request: HttpRequest,
    task: Task,
    standing: Standing,
    marked: marking.Marked | None,
    learner: Learner | None,
) -> HintPanel | None:
    """The hints seen so far; they point to where the latest answer went wrong."""
    if standing.hints and (marked is None or marked.repeated):
        marked = marking.last_try(learner or learner_of(request), task)
    return hint_panel(task, standing.hints, marked.judgement if marked else None)
