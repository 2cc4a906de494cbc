"""Who is viewing a page, without touching the session of a visitor who has none."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def visitor_is_staff(context: dict[str, Any]) -> bool:
    """Whether to link to the admin. Without a session it is False and costs no query.

    A page that is kept is rendered for nobody, so there it is False too.
    """
    request = context.get("request")
    if request is None or not hasattr(request, "session") or not request.session.session_key:
        return False
    return request.user.is_staff
