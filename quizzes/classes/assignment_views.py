"""Assignments: made and changed by the teacher, taken by the learners."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from quizzes.learners.cookie import learner_of, zone_of
from quizzes.learners.days import known_zone
from quizzes.models import Assignment, Classroom, Membership
from quizzes.sittings import lifecycle
from quizzes.sittings.expectations import expectation_of
from quizzes.sittings.own_quizzes import close_overdue_of
from quizzes.sittings.starting import too_many_starts
from quizzes.web.refusals import refuse

from . import assigning, taking
from .access import (
    assignment_in,
    class_of_teacher,
    for_teacher,
    membership_of_visitor,
    not_yours,
)
from .assignment_form import AssignmentForm, WindowForm, window_of
from .forms import nonce, nonce_in
from .results import counts_of, results_of_assignment
from .windows import state_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_teacher
def new_assignment(request: HttpRequest, classroom: Classroom) -> HttpResponse:
    now, zone, notice = timezone.now(), _zone_of_form(request), ""
    data = request.POST if request.method == "POST" else None
    form = AssignmentForm(data, now=now, zone=zone, quizzes=assigning.offered_to(request.user))
    if form.is_valid():
        token = nonce_in(request.POST.get("token", ""))
        try:
            return redirect(assigning.assign(classroom, form.wanted, token, now))
        except assigning.CannotAssign as error:
            notice = f"{error} Nothing was assigned."
    context = {
        "classroom": classroom,
        "form": form,
        "zone": zone,
        "token": nonce(),
        "notice": notice,
    }
    status = 422 if form.errors else 409 if notice else 200
    return render(request, "quizzes/classes/new_assignment.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def assignment(request: HttpRequest, pk: UUID, assignment: UUID) -> HttpResponse:
    """The same address shows the teacher the results, and a learner the way to a try."""
    now = timezone.now()
    if classroom := class_of_teacher(request, pk):
        found = assignment_in(classroom, assignment)
        if found is None or request.method == "POST":
            return not_yours(request)
        return _results(request, found, now)
    membership = membership_of_visitor(request, pk)
    found = assignment_in(membership.classroom, assignment) if membership else None
    if membership is None or found is None:
        return not_yours(request)
    if request.method == "POST":
        return _start(request, membership, found, now)
    return _page(request, membership, found, now)


def _results(request: HttpRequest, found: Assignment, now: datetime) -> HttpResponse:
    context = {"assignment": found, "is_closed": found.closes_at <= now}
    if request.htmx:
        counts = context | {"counts": counts_of(found, now)}
        return render(request, "quizzes/classes/_counts.html", counts)
    results = results_of_assignment(found, now)
    context |= {
        "classroom": found.classroom,
        "state": state_of(found, now),
        "results": results,
        "counts": results.counts,
        "time_zone": zone_of(request, learner_of(request)),
    }
    return render(request, "quizzes/classes/results.html", context)


def _page(
    request: HttpRequest,
    membership: Membership,
    found: Assignment,
    now: datetime,
    notice: str = "",
) -> HttpResponse:
    (taken,) = taking.taken_by(membership.learner, [found], now)
    items = lifecycle.items_assigned(found)
    context = {
        "classroom": membership.classroom,
        "assignment": found,
        "state": state_of(found, now),
        "taken": taken,
        "can_start": taken.can_start(now) and membership.classroom.archived_at is None,
        "is_closed": found.closes_at <= now,
        "expectation": expectation_of(items),
        "left_out": len(found.plan) - len(items),
        "time_zone": zone_of(request, membership.learner),
        "notice": notice,
    }
    status = 409 if notice else 200
    return render(request, "quizzes/classes/assignment.html", context, status=status)


def _start(
    request: HttpRequest, membership: Membership, found: Assignment, now: datetime
) -> HttpResponse:
    if refused := too_many_starts(request, now, found.get_absolute_url(), "Back"):
        return refused
    close_overdue_of(membership.learner, now)
    number = request.POST.get("number", "")
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 3 else 0
    try:
        return redirect(taking.start(found, membership.learner, wanted, now))
    except (taking.CannotStart, lifecycle.NothingToAnswer) as error:
        return _page(request, membership, found, now, str(error))
    except lifecycle.TooManyRunning as error:
        latest = error.latest.get_absolute_url()
        return refuse(request, 409, str(error), latest, "Continue the latest")


@require_http_methods(["GET", "HEAD", "POST"])
@for_teacher
def window(request: HttpRequest, classroom: Classroom, assignment: UUID) -> HttpResponse:
    now, zone, notice = timezone.now(), _zone_of_form(request), ""
    found = assignment_in(classroom, assignment)
    if found is None:
        return not_yours(request)
    data = request.POST if request.method == "POST" else None
    form = WindowForm(data, initial=window_of(found, zone), now=now, zone=zone)
    if form.is_valid():
        moments = form.cleaned_data
        try:
            assigning.move(found, moments["opens_at"], moments["closes_at"], now)
            return redirect(found)
        except assigning.CannotAssign as error:
            notice = str(error)
    context = {
        "classroom": classroom,
        "assignment": found,
        "form": form,
        "zone": zone,
        "notice": notice,
    }
    status = 422 if form.errors else 409 if notice else 200
    return render(request, "quizzes/classes/window.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teacher
def delete(request: HttpRequest, classroom: Classroom, assignment: UUID) -> HttpResponse:
    found = assignment_in(classroom, assignment)
    if found is None:
        return not_yours(request)
    if request.method == "POST":
        found.delete()
        return redirect(classroom)
    context = {"classroom": classroom, "assignment": found}
    return render(request, "quizzes/classes/delete_assignment.html", context)


def _zone_of_form(request: HttpRequest) -> str:
    """The time zone that the form was shown in, however the browser's changed since."""
    here = zone_of(request, learner_of(request))
    return known_zone(request.POST.get("zone", ""), here)
