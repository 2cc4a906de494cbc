"""A running sitting one task at a time, and the last look before it is finished."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from quizzes.models import Sitting
from quizzes.web.refusals import refuse

from . import lifecycle
from .clock import clock_of
from .forms import shown_entry, typed_in, was_dropped
from .own import ended, not_saved, not_yours, own_sitting, saved_by_script, told_time
from .plan import Planned, too_long, unreadable
from .strip import strip_of

# What a button of the form asks for beside the number of another task.
FLAGS = {"flag": True, "unflag": False}


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def one_task(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    now = timezone.now()
    found = own_sitting(request, pk, now)
    if found is None:
        return not_yours(request)
    entries = lifecycle.planned(found)
    if not 1 <= number <= len(entries):
        message = f"This quiz has no task {number}. Its tasks are 1 to {len(entries)}."
        return refuse(request, 404, message, found.get_absolute_url(), "Continue the quiz")
    if request.method == "POST":
        return _post(request, found, entries, number, now)
    if found.finished_at is not None:
        return redirect("results", pk)
    return _page(request, found, entries, number, now)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is blank, unreadable or flagged. A post finishes the sitting as it is saved."""
    now = timezone.now()
    found = own_sitting(request, pk, now)
    if found is None:
        return not_yours(request)
    if request.htmx:
        return told_time(found, now)
    if found.finished_at is not None:
        return ended(request, found, [], now)
    if request.method == "POST":
        return _finish(request, found, now)
    entries = lifecycle.planned(found)
    faults = unreadable(entries)
    context = {
        "sitting": found,
        "clock": clock_of(found, now),
        "strip": strip_of(entries, 0),
        "blank": [entry for entry in entries if entry.is_blank],
        "faulty": [
            (entry.number, faults[entry.item.pk])
            for entry in entries
            if entry.item and entry.item.pk in faults
        ],
        "flagged": [entry for entry in entries if entry.flagged and entry.task],
    }
    return render(request, "quizzes/sittings/check.html", context)


def _post(
    request: HttpRequest, sitting: Sitting, entries: Sequence[Planned], number: int, now: datetime
) -> HttpResponse:
    entry, wants = entries[number - 1], request.POST.get("action", "")
    typed = typed_in(request.POST, [entry])
    answers, faults = {task.item.pk: raw for task, raw in typed}, too_long(typed)
    flags = {item: FLAGS[wants] for item in answers if wants in FLAGS}
    kept = {item: raw for item, raw in answers.items() if item not in faults}
    try:
        lifecycle.save(sitting, kept, now, flags)
    except lifecycle.Expired:
        return not_yours(request)
    except lifecycle.AlreadyFinished:
        return ended(request, sitting, typed, now)
    if request.htmx:
        return saved_by_script(request, sitting, faults, now, gone=not answers)
    if was_dropped(request.POST, typed):
        return not_saved(request, sitting)
    if faults or wants == "read":
        entries = lifecycle.planned(sitting)
        return _page(request, sitting, entries, number, now, faults=faults, unsaved=answers)
    return _go_on(request, sitting, wants, number, now)


def _go_on(
    request: HttpRequest, sitting: Sitting, wants: str, number: int, now: datetime
) -> HttpResponse:
    """Where a button of the form leads, after what was typed is saved."""
    if wants.isascii() and wants.isdecimal() and len(wants) < 5:
        return redirect("sitting-task", sitting.pk, int(wants))
    if wants == "all":
        return redirect(f"{sitting.get_absolute_url()}?all=1")
    if wants == "check":
        return redirect("sitting-check", sitting.pk)
    if wants == "finish":
        entries = lifecycle.planned(sitting)
        # Finishing cannot be undone: whatever may have been forgotten is asked about first.
        if unreadable(entries) or any(entry.is_blank or entry.flagged for entry in entries):
            return redirect("sitting-check", sitting.pk)
        return _finish(request, sitting, now)
    saved = "" if wants in FLAGS else "?saved=1"
    return redirect(f"{reverse('sitting-task', args=[sitting.pk, number])}{saved}")


def _finish(request: HttpRequest, sitting: Sitting, now: datetime) -> HttpResponse:
    try:
        lifecycle.finish(sitting, now)
    except lifecycle.Expired:
        return not_yours(request)
    return redirect("results", sitting.pk)


def _page(
    request: HttpRequest,
    sitting: Sitting,
    entries: Sequence[Planned],
    number: int,
    now: datetime,
    *,
    faults: dict | None = None,
    unsaved: dict[int, str] | None = None,
) -> HttpResponse:
    """The task. With `unsaved`, what was typed last, it also shows how that is read."""
    entry = shown_entry(
        entries[number - 1], faults or {}, unsaved or {}, shows_reading=unsaved is not None
    )
    context = {
        "sitting": sitting,
        "clock": clock_of(sitting, now),
        "address": reverse("sitting-task", args=[sitting.pk, number]),
        "strip": strip_of(entries, number),
        "entry": entry,
        "too_long": bool(faults),
        "saved": "saved" in request.GET,
    }
    status = 422 if faults else 200
    return render(request, "quizzes/sittings/one_task.html", context, status=status)
