"""The tasks of a page on paper, and their solutions for whoever has seen them or gives them up."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from quizzes.learners.cookie import learner_or_new, remember_learner
from quizzes.web.refusals import refuse

from .asked_scope import Asked, asked_of, missing, too_many
from .taking import known_solutions, may_be_taken, take_along
from .worksheets import NoSuchSheet, sheet, sheet_number, sheets_of, tasks_on


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def worksheet(request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
    asked = asked_of(request, kind, slug, timezone.now())
    if asked is None:
        return missing(request, kind)
    scope = asked.scope
    fields = request.POST if request.method == "POST" else request.GET
    try:
        number = sheet_number(fields.get("sheet", "1"), scope.items)
    except NoSuchSheet as error:
        return refuse(request, 404, str(error), scope.worksheet_address, "Open sheet 1")
    if request.method == "POST":
        return _take_solutions(request, asked, number)
    return _show(request, asked, number)


def _show(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:
    scope, with_solutions = asked.scope, "solutions" in request.GET
    tasks = tasks_on(scope.items, number)
    if asked.sees_all:
        free, solved = scope.items, None if with_solutions else ()
    else:
        free = may_be_taken(scope.items, asked.learner)
        solved = known_solutions(asked.learner, tasks) if with_solutions else ()
    rows = sheet(tasks, {item.pk for item in free}, solved)
    count = sheets_of(scope.items)
    context = {
        "scope": scope,
        "rows": rows,
        "number": number,
        "others": [n for n in range(1, count + 1) if n != number],
        "with_solutions": with_solutions,
        "sees_all": asked.sees_all,
        "missing": sum(row.solution is None and not row.waits for row in rows),
        "waiting": sum(row.waits for row in rows),
    }
    return render(request, "quizzes/exporting/worksheet.html", context)


def _take_solutions(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:
    now, scope = timezone.now(), asked.scope
    if refused := too_many(request, scope, now):
        return refused
    response = redirect(f"{scope.worksheet_address}?sheet={number}&solutions")
    if not asked.sees_all:
        learner = learner_or_new(request, secrets.token_hex(16))
        take_along(learner, tasks_on(scope.items, number), now)
        remember_learner(request, response, learner)
    return response
