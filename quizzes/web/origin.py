"""The page from which htmx asks for a part."""

from django.http import HttpRequest


def asks_from(request: HttpRequest, path: str) -> bool:
    """Whether the page that htmx stands on has this path."""
    return address_asked_from(request).partition("?")[0] == path


def address_asked_from(request: HttpRequest) -> str:
    """The path and query of the page that htmx stands on; empty where there is none."""
    try:
        return request.htmx.current_url_abs_path or ""
    except ValueError:
        # The header is the visitor's own: it need not hold an address.
        return ""
