"""What a page says of the theme that its visitor has chosen, in its places."""

from collections.abc import Mapping
from functools import cache

from django.http import HttpRequest
from django.template.loader import render_to_string

from quizzes.learners.theme import theme_of

from .finished_pages import FinishedPage


def with_theme(
    request: HttpRequest, page: FinishedPage, own: Mapping[str, bytes]
) -> Mapping[str, bytes]:
    """`own` with the visitor's theme; as it is for whoever follows the system, so that everybody
    else gets the same bytes, and for a part of a page, which has no theme of its own."""
    theme = theme_of(request)
    return {**_places(theme), **own} if theme and "theme" in page.names else own


@cache
def _places(theme: str) -> Mapping[str, bytes]:
    return {
        place: render_to_string(f"quizzes/web/{template}", {"theme": theme}).encode()
        for place, template in (
            ("theme", "_theme_attribute.html"),
            ("theme-color", "_theme_color.html"),
            ("theme-switch", "_theme_switch.html"),
        )
    }
