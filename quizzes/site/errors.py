"""Error pages for people."""

import logging
import sys

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from quizzes.answering.kept_texts import typed_texts
from quizzes.finding.question_list import closest_questions
from quizzes.web.refusals import refuse

TRY_AGAIN_SECONDS = 60
RETRY_SECONDS = 10
READ_ONLY_SQL_TRANSACTION = "25006"
OF_A_QUESTION = ("question", "context", "example", "item")

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # Django's own message belongs in the log: it is for programmers and names a setting.
    return render(request, "quizzes/site/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "quizzes/site/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a form that was too old, or a browser without cookies. Hands back what was typed."""
    # The token is checked before the middleware that sets request.htmx has run.
    is_part = "HX-Request" in request.headers
    template = "quizzes/site/_csrf_failure.html" if is_part else "quizzes/site/403_csrf.html"
    context = {"typed": typed_texts(request.POST)}
    return render(request, template, context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    message = sentence_of(exception)
    if getattr(request, "htmx", False):
        link = reverse("questions")
        return refuse(request, 404, message or "There is no such page.", link, "All questions")
    match = request.resolver_match
    slug = match.kwargs.get("slug", "") if match and match.url_name in OF_A_QUESTION else ""
    context = {"message": message, "closest": closest_questions(slug) if slug else []}
    return render(request, "quizzes/site/404.html", context, status=404)


def too_many_tries(request: HttpRequest) -> HttpResponse:
    message = "Too many tries in a short time. Nothing was changed. Wait a minute, then try again."
    response = refuse(request, 429, message, request.path, "Try again")
    response.headers["Retry-After"] = str(TRY_AGAIN_SECONDS)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    error = sys.exc_info()[1]
    if is_unavailable(error):
        # Outside the views, as when a session is saved, only this handler sees the error.
        return unavailable(request, error)
    return render(request, "quizzes/site/500.html", {"is_error": True}, status=500)


def is_unavailable(error: BaseException | None) -> bool:
    """Whether the database is unreachable, locked, full or read-only."""
    if isinstance(error, InternalError):
        # What PostgreSQL says on a standby, or where it was told to be read-only.
        return getattr(error.__cause__, "sqlstate", None) == READ_ONLY_SQL_TRANSACTION
    return isinstance(error, OperationalError | InterfaceError)


def unavailable(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    """The 503 page. It hands back what the learner typed, which was not stored."""
    logger.error("database unavailable at %s: %s", request.path, error)
    # is_error: the page must not ask the database who is signed in.
    context = {
        "typed": typed_texts(request.POST),
        "writing": request.method == "POST",
        "is_error": True,
    }
    response = render(request, "quizzes/site/503.html", context, status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def sentence_of(exception: Exception | None) -> str:
    """The sentence with which a view raised Http404; empty for Django's own."""
    reason = exception.args[0] if exception and exception.args else ""
    return reason if isinstance(reason, str) else ""
