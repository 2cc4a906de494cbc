"""Joining a class by its code, the name in it, and leaving."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.learners.cookie import learner_of, learner_or_new, remember_learner
from quizzes.learners.visitor import visitor_of
from quizzes.models import Classroom, Membership
from quizzes.web import counting
from quizzes.web.address import client_address
from quizzes.web.refusals import refuse

from . import codes, guesses, joining
from .access import ADDRESS, for_member
from .class_views import class_of_member, own_name_form
from .forms import NameForm

# From one address within an hour: a newcomer who joins makes a row.
MOST_JOINS = 600
WRONG = (
    "There is no class with this code. Codes compare without spaces, dashes and case, and never "
    "contain 0, 1, I, L, O or U. Check it with your teacher: codes can be replaced."
)


@require_safe
@cache_control(private=True, no_cache=True)
def ask_code(request: HttpRequest) -> HttpResponse:
    """Leads on to the page of a code that was typed."""
    typed = request.GET.get("code", "").strip()
    if not typed:
        return redirect("classes")
    code = codes.code_in(typed)
    if codes.is_code(code):
        return redirect("join-class", codes.shown(code))
    return _no_class(request, typed, 422)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def join(request: HttpRequest, code: str) -> HttpResponse:
    """The page says who sees what, before anything is stored."""
    now, address, visitor = timezone.now(), client_address(request.META), visitor_of(request)
    if wait := guesses.seconds_to_wait(address, visitor, now.timestamp()):
        return _wait(request, guesses.refusal(wait), wait)
    classroom = Classroom.objects.filter(code=codes.code_in(code)[:20]).first()
    if classroom is None:
        guesses.count_wrong(address, visitor, now.timestamp())
        return _no_class(request, code, 404)
    if request.method != "POST":
        return _page(request, classroom)
    form = own_name_form(request.POST)
    return _join(request, classroom, form) if form.is_valid() else _page(request, classroom, form)


def _join(request: HttpRequest, classroom: Classroom, form: NameForm) -> HttpResponse:
    now, address = timezone.now(), client_address(request.META)
    wait = counting.seconds_to_wait(
        "class-joins", address, now.timestamp(), most=MOST_JOINS, window=counting.HOUR
    )
    if wait:
        told = (
            f"{MOST_JOINS} learners joined classes from your network within this hour, the most "
            f"that we allow. Nothing was stored. Try again in {counting.in_minutes(wait)}."
        )
        return _wait(request, told, wait)
    learner = learner_or_new(request, secrets.token_hex(16))
    try:
        joining.join(classroom, learner, form.cleaned_data["name"], now)
    except joining.CannotJoin as error:
        return refuse(request, 409, f"{error} You have not joined.", ADDRESS, "My classes")
    response = redirect(f"{classroom.get_absolute_url()}?joined=1")
    remember_learner(request, response, learner)
    return response


def _page(request: HttpRequest, classroom: Classroom, form: NameForm | None = None) -> HttpResponse:
    mine = joining.membership_of(classroom, learner_of(request))
    context = {
        "classroom": classroom,
        "code": codes.shown(classroom.code),
        "membership": mine,
        "teaches": request.user.is_authenticated and classroom.teacher_id == request.user.pk,
        "closed": joining.why_closed(classroom),
        "form": form or own_name_form(),
    }
    status = 422 if form else 200
    return render(request, "quizzes/classes/join.html", context, status=status)


def _no_class(request: HttpRequest, typed: str, status: int) -> HttpResponse:
    context = {"typed": typed[:40], "wrong": WRONG}
    return render(request, "quizzes/classes/no_class.html", context, status=status)


def _wait(request: HttpRequest, told: str, wait: int) -> HttpResponse:
    response = refuse(request, 429, told, ADDRESS, "My classes")
    response.headers["Retry-After"] = str(wait)
    return response


@require_POST
@for_member
def rename(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = own_name_form(request.POST)
    if not form.is_valid():
        return class_of_member(request, membership, form)
    joining.rename(membership, form.cleaned_data["name"])
    return redirect(f"{membership.classroom.get_absolute_url()}?renamed=1#name")


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def leave(request: HttpRequest, membership: Membership) -> HttpResponse:
    if request.method == "POST":
        joining.leave(membership)
        return redirect("classes")
    context = {"classroom": membership.classroom, "membership": membership}
    return render(request, "quizzes/classes/leave.html", context)
