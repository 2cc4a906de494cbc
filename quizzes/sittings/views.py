"""A running sitting on one page: its tasks, saving and finishing, and the results afterward."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from attention_engine import AnswerSyntaxError
from quizzes.answering.running_quiz import held_back
from quizzes.models import Sitting

from . import lifecycle
from .clock import clock_of, is_at_its_end, moment_words, time_taken
from .forms import shown_entry, typed_in, was_dropped
from .own import ended, not_saved, not_yours, own_sitting, saved_by_script
from .plan import Planned, too_long, unreadable
from .reading_next import reading_next
from .results import Results, results_of
from .retaking import retake_of
from .strip import first_open
from .summary import slips_of, ticks_of


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def sitting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Goes to the first task without an answer, or shows all of them (`?all`)."""
    now = timezone.now()
    found = own_sitting(request, pk, now)
    if found is None:
        return not_yours(request)
    if request.method == "POST":
        return _post(request, found, now)
    if found.finished_at is not None:
        return redirect("results", found.pk)
    entries = lifecycle.planned(found)
    if "all" in request.GET:
        return _page(request, found, entries, now)
    number = first_open(entries)
    return redirect("sitting-task", pk, number) if number else redirect("sitting-check", pk)


@require_safe
@cache_control(private=True, no_cache=True)
def results(request: HttpRequest, pk: UUID) -> HttpResponse:
    now = timezone.now()
    found = own_sitting(request, pk, now)
    if found is None:
        return not_yours(request)
    if found.finished_at is None and is_at_its_end(found, now):
        with suppress(lifecycle.Expired):
            lifecycle.finish(found, now)
        found = own_sitting(request, pk, now) or found
    if found.finished_at is None:
        return redirect(found)
    judged = results_of(found)
    if holding := held_back(found):
        return _held(request, found, holding, judged, now)
    context = {
        "sitting": found,
        "results": judged,
        "ticks": ticks_of(judged.tasks),
        "slips": slips_of(judged.tasks),
        "next": reading_next(judged.tasks),
        "retake": retake_of(found, now),
        "taken": time_taken(found),
        "again": "again" in request.GET,
    }
    return render(request, "quizzes/sittings/results.html", context)


def _held(
    request: HttpRequest, sitting: Sitting, holding: Sitting, judged: Results, now: datetime
) -> HttpResponse:
    """The score alone, until the solutions can be given away to nobody any more."""
    assert holding.assignment is not None  # noqa: S101 - only an assignment holds its answers
    context = {
        "sitting": sitting,
        "results": judged,
        "closes": moment_words(holding.assignment.closes_at, now, sitting.learner.time_zone),
        "again": "again" in request.GET,
    }
    return render(request, "quizzes/sittings/held.html", context)


def _post(request: HttpRequest, sitting: Sitting, now: datetime) -> HttpResponse:
    typed = typed_in(request.POST, lifecycle.planned(sitting), request.POST.get("only", ""))
    answers = {task.item.pk: raw for task, raw in typed}
    faults = too_long(typed)
    try:
        lifecycle.save(sitting, {k: raw for k, raw in answers.items() if k not in faults}, now)
    except lifecycle.Expired:
        return not_yours(request)
    except lifecycle.AlreadyFinished:
        return ended(request, sitting, typed, now)
    if request.htmx:
        return saved_by_script(request, sitting, faults, now, gone=not answers)
    if was_dropped(request.POST, typed):
        return not_saved(request, sitting)
    entries = lifecycle.planned(sitting)
    wants = request.POST.get("action", "save")
    if faults:
        return _page(request, sitting, entries, now, faults=faults, unsaved=answers)
    if wants == "read":
        return _page(request, sitting, entries, now, shows_reading=True)
    if wants == "one":
        return redirect(sitting)
    # Finishing cannot be undone, so it needs an explicit request.
    if wants == "finish":
        faults, blank = unreadable(entries), [entry for entry in entries if entry.is_blank]
        if faults or blank:
            return _page(request, sitting, entries, now, faults=faults, blank=blank, can_leave=True)
    elif wants != "finish_anyway":
        return redirect(f"{sitting.get_absolute_url()}?all=1&saved=1#saved")
    try:
        lifecycle.finish(sitting, now)
    except lifecycle.Expired:
        return not_yours(request)
    return redirect("results", sitting.pk)


NOTHING: Mapping[int, Any] = MappingProxyType({})


def _page(
    request: HttpRequest,
    sitting: Sitting,
    entries: Sequence[Planned],
    now: datetime,
    *,
    faults: Mapping[int, AnswerSyntaxError] = NOTHING,
    unsaved: Mapping[int, str] = NOTHING,
    blank: Sequence[Planned] = (),
    can_leave: bool = False,
    shows_reading: bool = False,
) -> HttpResponse:
    """The form. With `can_leave` it offers to finish despite unreadable and blank answers.
    `unsaved` is what was typed, by item, where some of it was too long to be saved."""
    shown = [shown_entry(each, faults, unsaved, shows_reading=shows_reading) for each in entries]
    context = {
        "sitting": sitting,
        "clock": clock_of(sitting, now),
        "address": reverse("sitting", args=[sitting.pk]),
        "entries": shown,
        "unsaved": bool(unsaved),
        "faulty": [entry for entry in shown if entry["item"] and entry["item"].pk in faults],
        "blank": blank,
        "flagged": [entry for entry in entries if entry.flagged],
        "can_leave": can_leave,
        "saved": "saved" in request.GET,
    }
    return render(request, "quizzes/sittings/sitting.html", context, status=422 if faults else 200)
