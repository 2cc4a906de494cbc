"""Whether a form was sent from a page of this site, for forms on pages without anybody's token."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_from_own_site(request: HttpRequest) -> bool:
    """By what the browser says: it names the site that a form stands on, and pages of other sites
    cannot change that. False if it says nothing."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched == "same-origin"
    # Without https, and in older browsers, there is only the address of the site.
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
