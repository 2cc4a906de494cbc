"""The page of the friend who interviews."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from quizzes.items.posted import clean
from quizzes.learners.cookie import learner_of
from quizzes.models import Interview
from quizzes.web.refusals import refuse

from . import seat as seats

COOKIE = "seat"
ONE_WEEK = 7 * 24 * 60 * 60
UNKNOWN = "This link leads to no interview. Ask the candidate for a new one."
OWN = (
    "This is the interviewer’s page of your own interview, and it shows the model answers. Send "
    "its link to the friend who interviews you."
)
TAKEN = "Somebody else has taken the interviewer’s seat. Ask the candidate for a new link."


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def seat(request: HttpRequest, token: str) -> HttpResponse:
    found = Interview.objects.filter(seat_token=token).select_related("learner").first()
    if found is None:
        return refuse(request, 404, UNKNOWN, "/", "Home")
    learner = learner_of(request)
    if learner is not None and learner.pk == found.learner_id:
        return refuse(request, 403, OWN, found.get_absolute_url(), "Back to the interview")
    if not found.seat_browser:
        return _offer(request, found)
    if not seats.sits(found, request.COOKIES.get(COOKIE, "")):
        return refuse(request, 403, TAKEN, "/", "Home")
    if request.method == "POST":
        return _post(request, found)
    now = seats.seat_of(found)
    if request.htmx:
        if request.GET.get("seen") == now.version:
            return HttpResponse(status=204)
        return render(request, "quizzes/interviewing/_seat_now.html", {"seat": now})
    return render(request, "quizzes/interviewing/seat.html", {"seat": now, "interview": found})


def _refuse_long(
    request: HttpRequest, interview: Interview, now: seats.Seat, text: str
) -> HttpResponse:
    notice = (
        f"Your note has {len(text):,} characters; the limit is {seats.LONGEST_NOTE:,}. It is still "
        "below, but it was not saved. Shorten it and save it again."
    )
    now.interview.seat_note = text
    context = {"seat": now, "interview": interview, "notice": notice}
    return render(request, "quizzes/interviewing/seat.html", context, status=422)


def _offer(request: HttpRequest, interview: Interview) -> HttpResponse:
    """The seat is taken by a button, so that no program that looks at links takes it."""
    secret = seats.take(interview) if request.POST.get("action") == "take" else ""
    if not secret:
        return render(request, "quizzes/interviewing/seat_offered.html", {"interview": interview})
    path = reverse("seat", args=[interview.seat_token])
    response = redirect(path)
    response.set_cookie(
        COOKIE,
        secret,
        max_age=ONE_WEEK,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.BEHIND_TLS,
    )
    return response


def _post(request: HttpRequest, interview: Interview) -> HttpResponse:
    now, action = seats.seat_of(interview), request.POST.get("action", "")
    number = request.POST.get("turn", "")
    if action == "rate":
        seats.rate(now, number, request.POST.getlist("heard"))
    elif action == "hint":
        seats.give_hint(now, number)
    elif action == "note":
        text = clean(request.POST.get("note", ""))
        if len(text) > seats.LONGEST_NOTE:
            return _refuse_long(request, interview, now, text)
        seats.note(interview, text)
    if request.htmx:
        return HttpResponse(status=204)
    return redirect("seat", interview.seat_token)
