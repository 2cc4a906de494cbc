"""Whether a visitor reads light or dark. The cookie decides what a page looks like; the learner's
row keeps the choice for other browsers."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from quizzes.models import Learner, Theme

from .cookie import learner_of

# Our script writes it, too, so that the next page has it even if this request is still on its way.
THEME_COOKIE = "theme"
KEPT = timedelta(days=365)


def theme_of(request: HttpRequest) -> str:
    """`light` or `dark`; empty for the choice of the system and for a cookie that is not ours."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in Theme.values else ""


def keep_theme(request: HttpRequest, response: HttpResponse, theme: str) -> None:
    """Sets the cookie, or removes it for an empty theme; a learner with a row keeps it there."""
    learner = learner_of(request)
    if learner is not None and learner.theme != theme:
        # Changes nothing where the learner was deleted meanwhile.
        Learner.objects.filter(pk=learner.pk).update(theme=theme)
    if not theme:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
        return
    response.set_cookie(
        THEME_COOKIE, theme, max_age=KEPT, samesite="Lax", secure=settings.BEHIND_TLS
    )
