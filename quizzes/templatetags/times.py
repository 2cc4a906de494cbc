"""Spans of time as a clock shows them."""

from django import template

register = template.Library()


@register.filter
def in_digits(seconds: int) -> str:
    """75 -> `1:15`."""
    return f"{seconds // 60}:{seconds % 60:02d}"
