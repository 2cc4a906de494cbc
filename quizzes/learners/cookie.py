"""Identifies who is answering: a signed-in user, or a browser with a signed cookie.

A visitor gets the cookie with the first answer, never for reading a page.
"""

from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from quizzes.models import Learner

from .days import UTC, day_at, known_zone

COOKIE_NAME = "__Host-learner" if settings.BEHIND_TLS else "learner"
# Set by our script; without JavaScript a day ends at midnight UTC.
TIME_ZONE_COOKIE = "time_zone"
ONE_YEAR = 365 * 24 * 60 * 60
ID_LENGTH = 32
_SALT = "quizzes.learner"


def learner_of(request: HttpRequest) -> Learner | None:
    """The learner making the request; None for a newcomer, for someone without a stored answer,
    and for a cookie that is not ours."""
    if request.user.is_authenticated:
        return Learner.objects.filter(user=request.user).first()
    browser_id = browser_id_of(request)
    if browser_id is None:
        return None
    return Learner.objects.filter(browser_id=browser_id).first()


def learner_or_new(request: HttpRequest, nonce: str) -> Learner:
    """The learner making the request; for a newcomer, a learner without a row yet, whose id is
    derived from the secret that protects the browser's forms (CSRF), which each post must bring.

    That makes a newcomer who posts twice at once one learner, not two, and whoever finds a copy of
    the page nobody: it does not hold the secret. `nonce` stands in for it where there is none, as
    in a program that calls a view.
    """
    if request.user.is_authenticated:
        learner = learner_of(request) or Learner(user=request.user)
    else:
        secret = request.META.get("CSRF_COOKIE") or nonce
        digest = salted_hmac(_SALT, secret).hexdigest()[:ID_LENGTH]
        learner = learner_with(browser_id_of(request) or digest)
    _note_time_zone(request, learner)
    return learner


def today_of(request: HttpRequest, learner: Learner | None, now: datetime) -> date:
    """The date where the browser says that it is, else where the learner was last."""
    return day_at(now, zone_of(request, learner))


def zone_of(request: HttpRequest, learner: Learner | None) -> str:
    """The time zone that the browser names, else that in which the learner was last."""
    otherwise = learner.time_zone if learner else UTC
    return known_zone(request.COOKIES.get(TIME_ZONE_COOKIE, ""), otherwise)


def _note_time_zone(request: HttpRequest, learner: Learner) -> None:
    """Keeps the time zone that the browser names, for the learner's own days."""
    zone = zone_of(request, learner)
    if zone != learner.time_zone:
        learner.time_zone = zone
        if not learner.is_new:
            learner.save(update_fields=["time_zone"])


def learner_with(browser_id: str) -> Learner:
    """The learner with this id; without a row if nothing was stored yet."""
    known = Learner.objects.filter(browser_id=browser_id).first()
    return known or Learner(browser_id=browser_id)


def browser_id_of(request: HttpRequest) -> str | None:
    """The id in the learner cookie; None without one, and for a cookie that is not ours."""
    return request.get_signed_cookie(COOKIE_NAME, default=None, salt=_SALT, max_age=ONE_YEAR)


def remember_learner(request: HttpRequest, response: HttpResponse, learner: Learner) -> None:
    """Sets the cookie for a newcomer; renews it for a returning visitor."""
    if request.user.is_authenticated:
        return
    response.set_signed_cookie(
        COOKIE_NAME,
        learner.browser_id,
        salt=_SALT,
        max_age=ONE_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.BEHIND_TLS,
    )
