"""The page from which htmx asks for a part."""

from django.http import HttpRequest


def asks_from(request: HttpRequest, path: str) -> bool:
    """Whether the page that htmx stands on has this path."""
    try:
        address = request.htmx.current_url_abs_path or ""
    except ValueError:
        # The header is the visitor's own: it need not hold an address.
        return False
    return address.partition("?")[0] == path
