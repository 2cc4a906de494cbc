"""Who looks at a page, asked without touching the session of somebody who has none."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def visitor_is_staff(context: dict[str, Any]) -> bool:
    """Whether to show the way to the admin. False without a session, at the cost of nothing.

    The page of a visitor without a session is the same for all of them and is kept finished: it
    must neither depend on a cookie nor say that it does.
    """
    request = context.get("request")
    if request is None or not hasattr(request, "session") or not request.session.session_key:
        return False
    return request.user.is_staff
