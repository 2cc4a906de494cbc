"""Makes everything under /api/ fit for programs: rate limit, problem JSON, HEAD and OPTIONS."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from .json_body import too_large
from .problems import MEDIA_TYPE, problem_response
from .throttle import throttle

PREFIX = "/api/"
PAGE = "/api/docs"
# Headers that survive when an error page is replaced with a problem document.
KEPT_HEADERS = ("Allow", "Retry-After")

DETAILS = {
    400: "This request cannot be read.",
    403: "Forms of the site's pages are not accepted here. /api/openapi.json lists the operations.",
    404: "This URL does not exist. /api/openapi.json lists those that do.",
    405: "This URL does not support the method; the Allow header lists the methods it does.",
    415: "Send JSON in UTF-8, with Content-Type: application/json.",
    500: "Internal error. It was logged, and nothing from this request was stored.",
    503: "The database is unavailable. Nothing was stored; try again in a moment.",
}


def answers_for_programs(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX) or request.path_info == PAGE:
            return get_response(request)
        wait = throttle.seconds_to_wait(request)
        if wait:
            detail = f"Too many requests from your address. Try again in {wait} seconds."
            return problem_response(429, detail, Retry_After=str(wait))
        asks_head = request.method == "HEAD"
        if asks_head:
            request.method = "GET"
        response = _in_their_way(request, get_response(request))
        if asks_head:
            request.method = "HEAD"
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return middleware


def _in_their_way(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code < 400 or response.headers.get("Content-Type") == MEDIA_TYPE:
        return response
    kept = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    if response.status_code == 405 and request.method == "OPTIONS":
        allowed = HttpResponse(status=204, headers=kept)
        del allowed.headers["Content-Type"]
        return allowed
    told = problem_response(response.status_code, detail_of(response.status_code))
    for name, value in kept.items():
        told.headers[name] = value
    return told


def detail_of(status: int) -> str:
    """A sentence for every status, so that no problem document leaves the reason empty."""
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return too_large()
    return DETAILS.get(status) or f"{HTTPStatus(status).description or HTTPStatus(status).phrase}."
