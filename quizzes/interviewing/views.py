"""The interview itself: one prompt at a time, and a look at each answer."""

from datetime import datetime
from uuid import UUID

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from attention_engine import AnswerSyntaxError
from quizzes.answering.boxes import FIELD, AnswerBoxes
from quizzes.answering.running_quiz import QuizRunning
from quizzes.models import Interview, Turn
from quizzes.web.visits import is_visit

from . import seat as seats
from . import turns as steps
from .asked import scripts_of, shown_scripts
from .debrief import debrief_of
from .late import is_late, unsaved_in
from .own import not_yours, own_interview
from .prompt_page import prompt_context
from .review import keys_to_mark, review_of
from .typed import TooLong, text_in

ANSWERED = "This prompt was already answered, perhaps in another tab."
STALE = f"{ANSWERED} Here is where the interview is."
WAITS = (
    "A quiz that you have not finished has this same task, so we cannot judge it here. "
    "Skip it, or finish the quiz first."
)
WAITS_SOLUTION = (
    "A quiz that you have not finished has this same task, so its solution has to wait. You will "
    "find it in the debrief once the quiz is finished."
)
SHORTEN = "Nothing was saved. Shorten it, then send it again."
GONE_SOLUTION = "This task was changed while the interview was going on, so it has no solution now."
GONE = "This task was changed while the interview was going on, so it cannot be judged. Skip it."


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def interview(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = own_interview(request, pk)
    if found is None:
        return not_yours(request)
    now = timezone.now()
    if request.method == "POST":
        return _post(request, found, now)
    if request.htmx and "hint" in request.GET:
        return _hint(request, found)
    if not is_visit(request) and steps.is_next_due(found):
        # Refused, a browser that fetches ahead asks again when the page is wanted.
        return HttpResponse(status=200 if request.method == "HEAD" else 503)
    turn = steps.advance(found, now, np.random.default_rng())
    if turn is None:
        return redirect("debrief", found.pk)
    return _show(request, found, turn, now)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks whether to end the interview, and ends it."""
    found = own_interview(request, pk)
    if found is None:
        return not_yours(request)
    if request.method == "POST":
        steps.finish(found, timezone.now())
    if found.finished_at is not None:
        return redirect("debrief", found.pk)
    return render(request, "quizzes/interviewing/end.html", {"interview": found})


@require_safe
@cache_control(private=True, no_cache=True)
def debrief(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = own_interview(request, pk)
    if found is None:
        return not_yours(request)
    if found.finished_at is None:
        return redirect(found)
    context = {"interview": found, "debrief": debrief_of(found)}
    return render(request, "quizzes/interviewing/debrief.html", context)


def _post(request: HttpRequest, interview: Interview, now: datetime) -> HttpResponse:
    turns = steps.turns_of(interview)
    turn = turns[-1] if turns else None
    is_now = turn is not None and request.POST.get("turn") == str(turn.number)
    if turn is None or not is_now or interview.finished_at is not None:
        return _too_late(request, interview)
    if is_late(request.POST, turn):
        return _too_late(request, interview)
    action = request.POST.get("action", "")
    if action == "new-seat":
        seats.renew(interview)
        return redirect(interview)
    if action == "mark" or (action == "end" and turn.answered_at is not None):
        _mark(request, interview, turn, now)
        return redirect("end-interview", interview.pk) if action == "end" else redirect(interview)
    if action == "solution" and turn.answered_at is not None:
        return _show_solution(request, interview, turn, now)
    if turn.answered_at is not None:
        return redirect(interview)
    try:
        text = text_in(request.POST, turn.text)
    except TooLong as error:
        return _too_long(request, interview, turn, error, now)
    if action == "answer" and turn.item_id:
        return _answer_task(request, interview, turn, text, now)
    if action in ("answer", "skip"):
        is_kept = (steps.answer_aloud if action == "answer" else steps.skip)(turn, text, now)
    else:
        is_kept = steps.keep_text(turn, text)
    if not is_kept:
        return _too_late(request, interview)
    if action == "save":
        return HttpResponse(status=204)
    if action == "end":
        return redirect("end-interview", interview.pk)
    if action in ("pause", "resume"):
        (steps.pause if action == "pause" else steps.go_on_after_pause)(turn, now)
    return redirect(interview)


def _hint(request: HttpRequest, interview: Interview) -> HttpResponse:
    """The hint of the prompt on the page, once the friend who interviews has given it."""
    turns = steps.turns_of(interview)
    turn = turns[-1] if turns else None
    if turn is None or request.GET["hint"] != str(turn.number) or not turn.is_hint_given:
        return HttpResponse(status=204)
    script = shown_scripts(interview)[turn.script]
    context = {"prompt": script.prompt(turn.part, turn.key)}
    return render(request, "quizzes/interviewing/_hint.html", context)


def _too_long(
    request: HttpRequest, interview: Interview, turn: Turn, error: TooLong, now: datetime
) -> HttpResponse:
    """The prompt again with everything that was typed, however long."""
    if request.htmx:
        return _told(str(error), 422)
    task = steps.task_of_turn(turn)
    boxes = AnswerBoxes(task, task.kind.raw_from(request.POST, FIELD)) if task else None
    turn.text = error.text
    notice = f"{error} {SHORTEN}"
    return _show(request, interview, turn, now, boxes=boxes, notice=notice, status=422)


def _told(sentence: str, status: int) -> HttpResponse:
    """For the script, which says it beside what was typed."""
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def _too_late(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Where the interview is; what was typed and is not stored comes back to be copied."""
    if request.htmx:
        return _told(ANSWERED, 409)
    turns = {str(turn.number): turn for turn in steps.turns_of(interview)}
    turn = turns.get(request.POST.get("turn", ""))
    if unsaved := unsaved_in(request.POST, turn):
        context = {"interview": interview, "unsaved": unsaved}
        return render(request, "quizzes/interviewing/late.html", context, status=409)
    # A double click finds its prompt answered, and nothing else has happened.
    is_latest = turn is not None and turn.number == len(turns)
    return redirect(f"{interview.get_absolute_url()}{'' if is_latest else '?stale=1'}")


def _answer_task(
    request: HttpRequest, interview: Interview, turn: Turn, notes: str, now: datetime
) -> HttpResponse:
    task = steps.task_of_turn(turn)
    steps.keep_text(turn, notes)
    turn.text = notes
    if task is None:
        return _show(request, interview, turn, now, notice=GONE, status=409)
    raw = task.kind.raw_from(request.POST, FIELD)
    try:
        is_kept = steps.answer_task(turn, task, interview.learner, raw, notes, now)
    except QuizRunning:
        boxes = AnswerBoxes(task, raw)
        return _show(request, interview, turn, now, boxes=boxes, notice=WAITS, status=409)
    except AnswerSyntaxError as error:
        boxes = AnswerBoxes(task, raw, error, shows_reading=bool(task.kind.step_titles()))
        return _show(request, interview, turn, now, boxes=boxes, status=422)
    return redirect(interview) if is_kept else _too_late(request, interview)


def _show_solution(
    request: HttpRequest, interview: Interview, turn: Turn, now: datetime
) -> HttpResponse:
    task = steps.task_of_turn(turn)
    if task is None:
        return _show(request, interview, turn, now, notice=GONE_SOLUTION, status=409)
    try:
        steps.show_solution(turn, task, interview.learner)
    except QuizRunning:
        return _show(request, interview, turn, now, notice=WAITS_SOLUTION, status=409)
    return redirect(f"{interview.get_absolute_url()}#solution")


def _mark(request: HttpRequest, interview: Interview, turn: Turn, now: datetime) -> None:
    script = scripts_of(interview)[turn.script]
    said = keys_to_mark(script, turn)
    points = [key for key in said.points if key in request.POST.getlist("points")]
    heard = [key for key in said.traps if key in request.POST.getlist("heard")]
    steps.mark_own(turn, points, heard, now)


def _show(
    request: HttpRequest,
    interview: Interview,
    turn: Turn,
    now: datetime,
    *,
    boxes: AnswerBoxes | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """The prompt, or the look at its answer."""
    scripts = shown_scripts(interview)
    context = prompt_context(interview, scripts, turn, now)
    seat = reverse("seat", args=[interview.seat_token])
    context["seat_address"] = request.build_absolute_uri(seat)
    context["notice"] = notice or (STALE if "stale" in request.GET else "")
    if turn.answered_at is not None:
        context["review"] = review_of(scripts[turn.script], turn)
        return render(request, "quizzes/interviewing/review.html", context, status=status)
    if context["task"] is None:
        context["unsaved"] = unsaved_in(request.POST, turn)
    if boxes is not None:
        context["boxes"] = boxes
    return render(request, "quizzes/interviewing/prompt.html", context, status=status)
