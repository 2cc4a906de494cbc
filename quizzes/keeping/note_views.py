"""The page of a learner's note on a question: to write it, and to see it as it reads."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from quizzes.learners.cookie import learner_of, learner_or_new, remember_learner
from quizzes.models import Learner, Note, Question
from quizzes.web.address import client_address

from . import keeping_limit
from .notes import (
    MOST_BYTES,
    NO_NOTE,
    NoteChanged,
    NoteTooLarge,
    cleaned,
    note_html,
    note_of,
    save_note,
)

PAGE = "quizzes/keeping/note.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def note(request: HttpRequest, slug: str) -> HttpResponse:
    learner = learner_of(request)
    question = Question.objects.select_related("topic").filter(slug=slug).first()
    found = note_of(learner, question) if question else None
    # Who wrote a note can read it after its question was withdrawn.
    if question is None or not (question.is_public or (found and found.text)):
        raise Http404("There is no question at this address.")
    if request.method == "POST":
        return _save(request, question, learner)
    return _page(request, question, found)


def _save(request: HttpRequest, question: Question, learner: Learner | None) -> HttpResponse:
    text, now = cleaned(request.POST.get("text", "")), timezone.now()
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else NO_NOTE
    if wait := keeping_limit.seconds_to_wait(client_address(request.META), now.timestamp()):
        told = {"error": keeping_limit.refusal(wait), "typed": text, "version": version}
        response = _page(request, question, note_of(learner, question), status=429, **told)
        response.headers["Retry-After"] = str(wait)
        return response
    learner = learner_or_new(request, secrets.token_hex(16))
    try:
        save_note(learner, question, text, version, now)
    except NoteTooLarge as error:
        told = {"error": str(error), "typed": text, "version": version}
        return _page(request, question, note_of(learner, question), status=422, **told)
    except NoteChanged:
        now_stored = note_of(learner, question)
        return _page(request, question, now_stored, status=409, typed=text, is_conflict=True)
    response = redirect(f"{request.path}?saved={'note' if text else 'nothing'}")
    if not learner.is_new:
        remember_learner(request, response, learner)
    return response


def _page(
    request: HttpRequest, question: Question, stored: Note | None, status: int = 200, **more: object
) -> HttpResponse:
    """The page; `typed` is a text that was not saved."""
    context = {
        "question": question,
        "note": stored,
        "html": note_html(stored.text) if stored else "",
        "typed": stored.text if stored else "",
        "version": stored.version if stored else NO_NOTE,
        "most": f"{MOST_BYTES:,} bytes",
        "saved": request.GET.get("saved", ""),
    }
    return render(request, PAGE, context | more, status=status)
