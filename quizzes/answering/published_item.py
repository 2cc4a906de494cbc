"""The item at an address, kept until the bank changes: every view and every answer needs it."""

from functools import partial

from quizzes.models import Item
from quizzes.web.finished_pages import kept_in_this_edition


def published_item(slug: str, key: str) -> Item | None:
    """The item with its question and its stored version; None if it may not be answered."""
    return kept_in_this_edition(("item", slug, key), partial(_loaded, slug, key))


def _loaded(slug: str, key: str) -> Item | None:
    item = Item.published.filter(question__slug=slug, key=key).first()
    if item is None or not item.seeds:
        return None
    # What is read here is kept with the item.
    return item if item.current_version and item.digest else None
