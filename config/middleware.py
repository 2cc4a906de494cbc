"""Headers that no library of ours sets, and plain words where Django has none."""

import codecs
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from quizzes.site.errors import is_unavailable, unavailable
from quizzes.web.refusals import refuse

GetResponse = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def security_headers(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware


def method_in_words(get_response: GetResponse) -> GetResponse:
    """Django's 405 is an empty page: a reader gets a sentence and a way on."""

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
    """A form over the limits answers 413 and names the limit. It is read before the view runs.

    Django reads a form only where something asks for it, and would answer a bare 400. It would
    also decode with whatever codec a request names, base64 and lone surrogates included: 415.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            message = "Text is read as UTF-8 here, and this request names another encoding."
            return refuse(request, 415, f"{message} Nothing was stored.", "/", "To the first page")
        # Django takes a form in UTF-8 only where it is called by this name.
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


class UnavailableDatabase:
    """A database that is gone, locked, full or read-only answers 503, never 500."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return unavailable(request, error) if is_unavailable(error) else None
