"""The site's own address, for links that are followed from elsewhere."""

from typing import Any

from django import template
from django.core.exceptions import DisallowedHost

register = template.Library()


@register.simple_tag(takes_context=True)
def site_address(context: dict[str, Any]) -> str:
    """`https://example.org` as in the request; empty for a host that is not allowed."""
    request = context.get("request")
    try:
        return f"{request.scheme}://{request.get_host()}" if request else ""
    except DisallowedHost:
        return ""
