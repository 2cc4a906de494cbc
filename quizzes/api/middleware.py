"""Makes everything under /api/ fit for programs: rate limit, problem JSON, HEAD and OPTIONS."""

from collections.abc import Callable

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
    detail = too_large() if response.status_code == 413 else DETAILS.get(response.status_code, "")
    told = problem_response(response.status_code, detail)
    for name, value in kept.items():
        told.headers[name] = value
    return told
