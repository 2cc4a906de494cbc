"""A running sitting: its tasks, saving and finishing, and the results afterward."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from attention_engine import AnswerSyntaxError
from quizzes.answering.boxes import AnswerBoxes
from quizzes.answering.kept_texts import typed_texts
from quizzes.answering.prompt import givens_of
from quizzes.answering.task import Task
from quizzes.learners.cookie import learner_of
from quizzes.models import Sitting

from . import lifecycle
from .reading_next import reading_next
from .results import results_of


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def sitting(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    if found is None:
        return not_yours(request)
    if request.method == "POST":
        return _post(request, found)
    if found.finished_at is not None:
        return redirect("results", found.pk)
    return _page(request, found)


@require_safe
@cache_control(private=True, no_cache=True)
def results(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    if found is None:
        return not_yours(request)
    if found.finished_at is None:
        return redirect(found)
    judged = results_of(found)
    context = {"sitting": found, "results": judged, "next": reading_next(judged.tasks)}
    return render(request, "quizzes/sittings/results.html", context)


@cache_control(private=True, no_cache=True)
def not_yours(request: HttpRequest) -> HttpResponse:
    """The same answer for a sitting of somebody else, for none at all and for half an address, so
    that nobody learns which sittings exist. What was typed comes back: its owner may have lost
    only the cookie."""
    template = "_not_yours.html" if request.htmx else "not_yours.html"
    context = {"typed": typed_texts(request.POST)}
    return render(request, f"quizzes/sittings/{template}", context, status=404)


def _own(request: HttpRequest, pk: UUID) -> Sitting | None:
    """The sitting, if it belongs to the learner making the request."""
    learner = learner_of(request)
    return Sitting.objects.select_related("quiz").filter(pk=pk, learner=learner).first()


def _post(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    typed = _typed(request, sitting)
    answers = {task.item.pk: raw for task, raw in typed}
    too_long = lifecycle.too_long(typed)
    try:
        lifecycle.save(sitting, {k: raw for k, raw in answers.items() if k not in too_long})
    except lifecycle.Expired:
        return not_yours(request)
    except lifecycle.AlreadyFinished:
        if request.htmx:
            return render(
                request, "quizzes/sittings/_saved.html", {"finished": sitting}, status=409
            )
        return redirect("results", sitting.pk)
    if request.htmx:
        # A task that was changed or withdrawn during the sitting cannot be answered.
        said = {"too_long": next(iter(too_long.values()), None), "gone": not answers}
        status = 422 if too_long else 200 if answers else 409
        return render(request, "quizzes/sittings/_saved.html", said, status=status)
    wants = request.POST.get("action", "save")
    if too_long:
        return _page(request, sitting, faults=too_long, unsaved=answers)
    if wants == "read":
        return _page(request, sitting, shows_reading=True)
    # Finishing cannot be undone, so it needs an explicit request.
    if wants == "finish":
        faults, blank = lifecycle.unreadable(sitting), lifecycle.blank(sitting)
        if faults or blank:
            return _page(request, sitting, faults=faults, blank=blank, can_leave=True)
    elif wants != "finish_anyway":
        return redirect(f"{sitting.get_absolute_url()}?saved=1#saved")
    try:
        lifecycle.finish(sitting, timezone.now())
    except lifecycle.Expired:
        return not_yours(request)
    return redirect("results", sitting.pk)


NOTHING: Mapping[int, Any] = MappingProxyType({})


def _typed(request: HttpRequest, sitting: Sitting) -> list[tuple[Task, str]]:
    """What was typed: for all tasks, or for the one task that is being autosaved."""
    only = request.POST.get("only", "")
    return [
        (entry.task, entry.task.kind.raw_from(request.POST, _field(entry.task)))
        for entry in lifecycle.planned(sitting)
        if entry.task is not None and only in ("", str(entry.task.item.pk))
    ]


def _field(task: Task) -> str:
    return f"answer-{task.item.pk}"


def _page(
    request: HttpRequest,
    sitting: Sitting,
    *,
    faults: Mapping[int, AnswerSyntaxError] = NOTHING,
    unsaved: Mapping[int, str] = NOTHING,
    blank: Sequence[lifecycle.Planned] = (),
    can_leave: bool = False,
    shows_reading: bool = False,
) -> HttpResponse:
    """The form. With `can_leave` it offers to finish despite unreadable and blank answers.
    `unsaved` is what was typed, by item, where some of it was too long to be saved."""
    entries = [
        {
            "number": entry.number,
            "item": task.item,
            "task": task,
            "boxes": AnswerBoxes(
                task,
                unsaved.get(task.item.pk, entry.raw),
                faults.get(task.item.pk),
                _field(task),
                shows_reading=shows_reading and bool(entry.raw),
            ),
            "givens": givens_of(task),
        }
        if (task := entry.task)
        else {"number": entry.number, "item": entry.item}
        for entry in lifecycle.planned(sitting)
    ]
    context = {
        "sitting": sitting,
        "entries": entries,
        "unsaved": bool(unsaved),
        "faulty": [entry for entry in entries if entry["item"] and entry["item"].pk in faults],
        "blank": blank,
        "can_leave": can_leave,
        "saved": "saved" in request.GET,
    }
    return render(request, "quizzes/sittings/sitting.html", context, status=422 if faults else 200)
