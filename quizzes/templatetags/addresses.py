"""The site's own address, for links that are followed from elsewhere."""

from typing import Any

from django import template
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

register = template.Library()


@register.simple_tag(takes_context=True)
def site_address(context: dict[str, Any]) -> str:
    """`https://example.org` from the settings, or else from the request; empty in a page that is
    kept for everybody, and for a host that is not allowed."""
    request = context.get("request")
    if settings.SITE_ADDRESS or request is None or "places" in context:
        return settings.SITE_ADDRESS
    try:
        return address_for(request)
    except DisallowedHost:
        return ""


def address_for(request: HttpRequest) -> str:
    """The site's address; without the setting it is that of the request. Raises DisallowedHost."""
    return settings.SITE_ADDRESS or f"{request.scheme}://{request.get_host()}"
