"""Who is answering: a signed-in user, or a browser that a signed cookie remembers.

A visitor gets the cookie with the first answer, never for reading a page.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE_NAME = "__Host-learner" if settings.BEHIND_TLS else "learner"
ONE_YEAR = 365 * 24 * 60 * 60
ID_LENGTH = 32
_SALT = "quizzes.learner"


def learner_of(request: HttpRequest) -> str | None:
    """The id of whoever asks; None for a newcomer and for a cookie that is not ours."""
    if request.user.is_authenticated:
        return f"user-{request.user.pk}"
    return request.get_signed_cookie(COOKIE_NAME, default=None, salt=_SALT, max_age=ONE_YEAR)


def learner_or_new(request: HttpRequest, nonce: str) -> str:
    """The id of whoever asks. A newcomer's is made from the nonce of the form that was posted.

    So a newcomer who sends one form twice at once is one learner, not two.
    """
    return learner_of(request) or salted_hmac(_SALT, nonce).hexdigest()[:ID_LENGTH]


def remember_learner(request: HttpRequest, response: HttpResponse, learner: str) -> None:
    """Sets the cookie for a newcomer; renews it for a visitor who comes back."""
    if request.user.is_authenticated:
        return
    response.set_signed_cookie(
        COOKIE_NAME,
        learner,
        salt=_SALT,
        max_age=ONE_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.BEHIND_TLS,
    )
