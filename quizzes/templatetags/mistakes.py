"""Words for the ids of known mistakes."""

from django import template

from attention_engine import mistake_ids, mistake_title

register = template.Library()


@register.filter("mistake_title")
def title_of(mistake: str) -> str:
    """The title of a known mistake; of one that the catalog no longer has, its id in words."""
    return mistake_title(mistake) if mistake in mistake_ids() else mistake.replace("_", " ")
