"""Whether somebody looks at a page, or a program asks for it that shows it to nobody yet."""

from django.http import HttpRequest


def is_visit(request: HttpRequest) -> bool:
    """False for HEAD and for a browser that fetches a page ahead, which may never be looked at."""
    purposes = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return request.method == "GET" and not any("prefetch" in purpose for purpose in purposes)
