"""The page from which htmx sent a request."""

from django.http import HttpRequest


def asks_from(request: HttpRequest, path: str) -> bool:
    """Whether htmx sent the request from a page with this path."""
    return address_asked_from(request).partition("?")[0] == path


def address_asked_from(request: HttpRequest) -> str:
    """The path and query of the page from which htmx sent the request; empty if unknown."""
    try:
        return request.htmx.current_url_abs_path or ""
    except ValueError:
        # The client sets the header, so it may not be a URL.
        return ""
