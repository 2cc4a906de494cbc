"""A browser in which an account's owner has signed in before.

Failed passwords are counted for an account from wherever they come, so anybody could lock a known
account. A browser that its owner has used is therefore counted apart. The idea is OWASP's: "Slow
Down Online Guessing Attacks with Device Cookies".
"""

import secrets

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE_NAME = "__Secure-known-browser" if settings.BEHIND_TLS else "known-browser"
COOKIE_PATH = "/account/"
ONE_YEAR = 365 * 24 * 60 * 60
_SALT = "quizzes.known-browser"


def remember_browser(response: HttpResponse, user: AbstractBaseUser) -> None:
    """Notes in the browser that this user has signed in there, without a name in plain text."""
    names = {user.get_username(), getattr(user, "email", "")} - {""}
    note = {"of": sorted(map(_digest, names)), "code": secrets.token_hex(8)}
    response.set_cookie(
        COOKIE_NAME,
        signing.dumps(note, salt=_SALT),
        max_age=ONE_YEAR,
        path=COOKIE_PATH,
        httponly=True,
        samesite="Strict",
        secure=settings.BEHIND_TLS,
    )


def code_of_known_browser(request: HttpRequest, login: str) -> str:
    """The browser's own code if the owner of this account has signed in there; else empty."""
    try:
        note = signing.loads(request.COOKIES.get(COOKIE_NAME, ""), salt=_SALT, max_age=ONE_YEAR)
    except signing.BadSignature:
        return ""
    return note["code"] if _digest(login) in note["of"] else ""


def _digest(login: str) -> str:
    return salted_hmac(_SALT, login.strip().lower()).hexdigest()[:32]
