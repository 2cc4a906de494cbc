"""Removes what a browser keeps of its learner."""

from django.conf import settings
from django.http import HttpResponse

from .cookie import COOKIE_NAME, TIME_ZONE_COOKIE
from .known_browser import COOKIE_NAME as KNOWN_BROWSER
from .known_browser import COOKIE_PATH as KNOWN_BROWSER_PATH
from .theme import THEME_COOKIE


def forget_in_browser(response: HttpResponse) -> None:
    """Removes our cookies. The secret of the forms is one of them, because a newcomer's id is made
    from it. The script names the time zone again with the next form."""
    for name in (COOKIE_NAME, TIME_ZONE_COOKIE, THEME_COOKIE, settings.CSRF_COOKIE_NAME):
        response.delete_cookie(name, samesite="Lax")
    response.delete_cookie(KNOWN_BROWSER, path=KNOWN_BROWSER_PATH, samesite="Strict")
