"""Who is viewing a page, without touching the session of a visitor who has none."""

from typing import Any

from django import template

from quizzes.learners.theme import theme_of
from quizzes.learners.visitor import user_of

register = template.Library()


@register.simple_tag(takes_context=True)
def visitor_is_staff(context: dict[str, Any]) -> bool:
    """Whether to link to the admin. Without a session it is False and costs no query.

    A page that is kept is rendered for nobody, so there it is False too.
    """
    request = context.get("request")
    user = user_of(request) if request and hasattr(request, "session") else None
    return user is not None and user.is_staff


@register.simple_tag(takes_context=True)
def visitor_has_account(context: dict[str, Any]) -> bool:
    """Whether the visitor is signed in. Without a session it costs no query."""
    request = context.get("request")
    return request is not None and user_of(request) is not None


@register.simple_tag(takes_context=True)
def visitor_theme(context: dict[str, Any]) -> str:
    """`light`, `dark` or empty; a page that is kept has a place for it."""
    request = context.get("request")
    return theme_of(request) if request else ""
