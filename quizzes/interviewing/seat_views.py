"""The page of the friend who interviews."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from quizzes.learners.cookie import learner_of
from quizzes.models import Interview
from quizzes.web.refusals import refuse

from . import seat as seats
from .typed import LONGEST_NOTE, TooLong, note_in

COOKIE = "seat"
# htmx shows what comes with this status, and asks no more.
STOP_ASKING = 286
ONE_WEEK = 7 * 24 * 60 * 60
UNKNOWN = "This link leads to no interview. Ask the candidate for a new one."
OWN = (
    "This is the interviewer’s page of your own interview, and it shows the model answers. Send "
    "its link to the friend who interviews you."
)
SHORTEN = "Nothing was saved. Shorten it, then save it again."
TAKEN = "Somebody else has taken the interviewer’s seat. Ask the candidate for a new link."


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def seat(request: HttpRequest, token: str) -> HttpResponse:
    found = Interview.objects.filter(seat_token=token).select_related("learner").first()
    if found is None:
        return _refuse(request, 404, UNKNOWN)
    learner = learner_of(request)
    if learner is not None and learner.pk == found.learner_id:
        return refuse(request, 403, OWN, found.get_absolute_url(), "Back to the interview")
    if not found.seat_browser:
        return _offer(request, found)
    if not seats.sits(found, request.COOKIES.get(COOKIE, "")):
        return _refuse(request, 403, TAKEN)
    if request.method == "POST":
        return _post(request, found)
    now = seats.seat_of(found, timezone.now())
    if request.htmx:
        if request.GET.get("seen") == now.version:
            return HttpResponse(status=204)
        context = _context(now, found.seat_note)
        return render(request, "quizzes/interviewing/_seat_now.html", context)
    return _page(request, now, found.seat_note)


def _refuse(request: HttpRequest, status: int, words: str) -> HttpResponse:
    if request.htmx and request.method == "GET":
        status = STOP_ASKING
    return refuse(request, status, words, "/", "Home")


def _page(
    request: HttpRequest, seat: seats.Seat, note: str, notice: str = "", status: int = 200
) -> HttpResponse:
    """`note` is what stands in its field."""
    context = _context(seat, note) | {"notice": notice}
    return render(request, "quizzes/interviewing/seat.html", context, status=status)


def _context(seat: seats.Seat, note: str) -> dict[str, object]:
    return {"seat": seat, "note": note, "longest_note": LONGEST_NOTE}


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
    now, action = seats.seat_of(interview, timezone.now()), request.POST.get("action", "")
    number = request.POST.get("turn", "")
    if action == "rate":
        seats.rate(now, number, request.POST.getlist("heard"))
    elif action == "hint":
        seats.give_hint(now, number)
    elif action == "note":
        try:
            seats.note(interview, note_in(request.POST, interview.seat_note))
        except TooLong as error:
            return _page(request, now, error.text, f"{error} {SHORTEN}", 422)
    if request.htmx:
        return HttpResponse(status=204)
    return redirect("seat", interview.seat_token)
