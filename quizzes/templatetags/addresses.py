"""The site's own address, for what is read outside of it."""

from typing import Any

from django import template
from django.core.exceptions import DisallowedHost

register = template.Library()


@register.simple_tag(takes_context=True)
def site_address(context: dict[str, Any]) -> str:
    """`https://example.org` as it was asked for; nothing for a host that is not one of ours."""
    request = context.get("request")
    try:
        return f"{request.scheme}://{request.get_host()}" if request else ""
    except DisallowedHost:
        return ""
