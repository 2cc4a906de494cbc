"""The pages on the site itself: what it is and how it computes, and what it keeps of a person."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from quizzes.interviewing.seat_views import COOKIE as SEAT_COOKIE
from quizzes.items.code_version import engine_version
from quizzes.learners.cookie import COOKIE_NAME, TIME_ZONE_COOKIE
from quizzes.learners.theme import THEME_COOKIE
from quizzes.models import Question, Quiz
from quizzes.sittings.expiry import KEPT_DAYS
from quizzes.web.kept_pages import send_public


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return send_public(request, "quizzes/site/about.html", _about, (settings.CONTACT_EMAIL,))


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return send_public(request, "quizzes/site/privacy.html", _privacy, _named())


def _named() -> tuple[str, ...]:
    """What the page takes from the settings, which may change while the bank stays."""
    return (settings.CONTACT_EMAIL, COOKIE_NAME)


def _about() -> dict[str, Any]:
    return {
        "questions": Question.published.count(),
        "quizzes": Quiz.published.count(),
        "engine_version": engine_version(),
        "contact": settings.CONTACT_EMAIL,
    }


def _privacy() -> dict[str, Any]:
    year, forms = "one year", "Protects the forms that you send from being sent by another site."
    return {
        "kept_days": KEPT_DAYS,
        "contact": settings.CONTACT_EMAIL,
        "cookies": [
            (COOKIE_NAME, "Connects this browser with your work.", "your first answer", year),
            (settings.CSRF_COOKIE_NAME, forms, "a page with a form", year),
            (
                TIME_ZONE_COOKIE,
                "Your time zone, so that a day ends at your midnight.",
                "a form that you send",
                year,
            ),
            (THEME_COOKIE, "Whether you read light or dark.", "your choice of a theme", year),
            (
                SEAT_COOKIE,
                "Lets you interview a friend: only this browser sees the interviewer’s page.",
                "taking the interviewer’s seat",
                "one week",
            ),
            (
                settings.SESSION_COOKIE_NAME,
                "Keeps you signed in.",
                "signing in",
                f"{settings.SESSION_COOKIE_AGE // 86_400} days",
            ),
        ],
    }
