"""Headers that no library of ours sets, and the answer to a database that cannot be used."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

GetResponse = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
RETRY_SECONDS = 10

logger = logging.getLogger(__name__)


def security_headers(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware


class UnavailableDatabase:
    """A database that is gone, locked, full or read-only answers 503, never 500.

    What the learner typed goes back with the page: it was not stored.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        logger.error("database unavailable at %s: %s", request.path, error)
        context = {"raw": request.POST.get("answer", ""), "writing": request.method == "POST"}
        response = render(request, "quizzes/503.html", context, status=503)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response
