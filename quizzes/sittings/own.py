"""Answers that all views of a sitting share: to others, after its end, and to a save by script."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from attention_engine import AnswerSyntaxError
from quizzes.answering.kept_texts import typed_texts
from quizzes.answering.task import Task
from quizzes.learners.cookie import learner_of
from quizzes.models import Sitting

from . import lifecycle
from .clock import is_at_its_end, late_words, milliseconds_left

SAVED = "quizzes/sittings/_saved.html"


def own_sitting(request: HttpRequest, pk: UUID, now: datetime) -> Sitting | None:
    """The sitting, if it belongs to the learner making the request; judged if its time is out."""
    rows = Sitting.objects.select_related("quiz", "custom", "learner", "assignment")
    found = rows.filter(pk=pk, learner=learner_of(request)).first()
    if found is not None and lifecycle.close(found, now):
        return rows.filter(pk=pk).first()
    return found


@cache_control(private=True, no_cache=True)
def not_yours(request: HttpRequest) -> HttpResponse:
    """The same answer for a sitting of somebody else, for none at all and for half an address, so
    that nobody learns which sittings exist. What was typed comes back: its owner may have lost
    only the cookie."""
    template = "_not_yours.html" if request.htmx else "not_yours.html"
    context = {"typed": typed_texts(request.POST)}
    return render(request, f"quizzes/sittings/{template}", context, status=404)


def ended(
    request: HttpRequest, sitting: Sitting, typed: Iterable[tuple[Task, str]], now: datetime
) -> HttpResponse:
    """After the end, or when the time is out: why nothing was saved, with what was typed. If that
    had been saved before, there is nothing to say but the results."""
    current = own_sitting(request, sitting.pk, now)
    if current is None:
        return not_yours(request)
    saved = dict(current.answers.values_list("item", "raw"))
    is_new = any(raw != saved.get(task.item.pk, "") for task, raw in typed)
    if request.htmx:
        context = {"finished": current, "late": late_words(current, now)}
        return render(request, SAVED, context, status=409)
    if not is_new:
        return redirect(f"{reverse('results', args=[current.pk])}?again=1")
    context = {
        "sitting": current,
        "late": late_words(current, now),
        "typed": typed_texts(request.POST),
    }
    return render(request, "quizzes/sittings/late.html", context, status=409)


def saved_by_script(
    request: HttpRequest,
    sitting: Sitting,
    faults: Mapping[int, AnswerSyntaxError],
    now: datetime,
    *,
    gone: bool,
) -> HttpResponse:
    """The answer to a save without leaving the page, with the time left."""
    if request.POST.get("action") == "clock":
        return told_time(sitting, now)
    # A task that was changed or withdrawn during the sitting cannot be answered.
    said = {"too_long": next(iter(faults.values()), None), "gone": gone}
    response = render(request, SAVED, said, status=422 if faults else 409 if gone else 200)
    return _with_time_left(response, sitting, now)


def told_time(sitting: Sitting, now: datetime) -> HttpResponse:
    """The time left, for a page that counts it down; at the end of it, the way to the results."""
    if sitting.finished_at is None and not is_at_its_end(sitting, now):
        return _with_time_left(HttpResponse(), sitting, now)
    with suppress(lifecycle.Expired):
        lifecycle.finish(sitting, now)
    response = HttpResponse()
    response.headers["HX-Redirect"] = reverse("results", args=[sitting.pk])
    return response


def _with_time_left(response: HttpResponse, sitting: Sitting, now: datetime) -> HttpResponse:
    if (left := milliseconds_left(sitting, now)) is not None:
        response.headers["HX-Trigger"] = json.dumps({"sitting:time-left": left})
    return response


@cache_control(private=True, no_cache=True)
def not_saved(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """For an answer to a task that was changed or withdrawn during the quiz; what was typed comes
    back."""
    context = {"sitting": sitting, "typed": typed_texts(request.POST)}
    return render(request, "quizzes/sittings/not_saved.html", context, status=409)
