"""Headers that our libraries do not set, and readable pages for Django's bare errors."""

import codecs
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from quizzes.api.middleware import PREFIX
from quizzes.api.problems import problem_response
from quizzes.models import LearnerGone
from quizzes.site.at_the_door import STATUS, refused_at_the_door, sentence_at_the_door
from quizzes.site.errors import bad_request, is_unavailable, unavailable
from quizzes.web.refusals import refuse
from quizzes.web.sending import accepted_names

from .door.refusal import KEY, Refusal

GetResponse = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"


def security_headers(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # Its look is the visitor's, where nothing else says who may keep the page.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


def accepted_encodings(get_response: GetResponse) -> GetResponse:
    """Leaves out encodings that the client refuses: of `br;q=0` WhiteNoise and Django see the name
    alone, and would send what this client cannot read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if ";" in (header := request.META.get("HTTP_ACCEPT_ENCODING", "")):
            request.META["HTTP_ACCEPT_ENCODING"] = ", ".join(sorted(accepted_names(header)))
        return get_response(request)

    return middleware


def door_in_words(get_response: GetResponse) -> GetResponse:
    """Answers what the server refused at its door, before anything is asked of the database."""

    def middleware(request: HttpRequest) -> HttpResponse:
        refusal: Refusal | None = request.META.get(KEY)
        if refusal is None:
            return get_response(request)
        told = (refusal.reason, refusal.seconds)
        if request.path_info.startswith(PREFIX):
            wait = str(refusal.seconds)
            sentence = sentence_at_the_door(*told)
            return problem_response(STATUS[refusal.reason], sentence, Retry_After=wait)
        return refused_at_the_door(request, *told)

    return middleware


def method_in_words(get_response: GetResponse) -> GetResponse:
    """Replaces Django's empty 405 page with a sentence and a link."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        message = "This address is there, but not for this kind of request."
        page = refuse(request, 405, message, "/", "To the first page")
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware


class FormLimits:
    """Answers 413 to a form over a limit and names the limit; answers 415 to one not in UTF-8.

    The form is parsed here, before the view runs. Django parses it only when something reads it,
    and would answer a bare 400. It would also decode with any codec the request names, even
    base64 or one that yields lone surrogates.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            message = "Text is read as UTF-8 here, and this request names another encoding."
            return refuse(request, 415, f"{message} Nothing was stored.", "/", "To the first page")
        # Django accepts a UTF-8 form only if the encoding is spelled exactly like this.
        request.encoding = "utf-8"
        if request.method != "POST":
            return None
        try:
            request.POST  # noqa: B018  reading it is the check
        except RequestDataTooBig:
            size = settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_000_000
            message = f"This form holds more than {size:g} MB, the most that is taken."
        except TooManyFieldsSent:
            message = f"This form has more than {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS} fields."
        else:
            return None
        return refuse(request, 413, f"{message} Nothing was stored.", "/", "To the first page")


class DatabaseRefusals:
    """Answers 503, not 500, when the database is unreachable, locked, full or read-only; 400 when
    PostgreSQL refuses a null character, which an address or a cookie can hold; and 409 to a learner
    who was deleted meanwhile, from another tab or device."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if is_unavailable(error):
            return unavailable(request, error)
        if isinstance(error, LearnerGone):
            return refuse(request, 409, str(error), "/", "To the first page")
        # Any other value that does not fit is our own fault and stays a logged 500.
        is_null = isinstance(error, DataError) and "NUL (0x00)" in str(error)
        return bad_request(request, error) if is_null else None
