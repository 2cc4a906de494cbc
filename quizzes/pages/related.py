"""Related questions, each with the reason why."""

from collections.abc import Iterable
from dataclasses import dataclass

SEPARATOR = "\x1f"
FEWEST, MOST = 3, 5
LINKED_FROM, LINKS_HERE, NEXT_TOPIC, SAME_TOPIC = "1", "2", "3", "4"
_REASONS = {
    LINKED_FROM: "This page links to it",
    LINKS_HERE: "It links to this page",
    SAME_TOPIC: "The same topic",
}


@dataclass(frozen=True, order=True)
class Found:
    """A question that is related in one way; a smaller `how` means closer."""

    how: str
    reading_order: int
    slug: str
    title: str
    topic: str

    @classmethod
    def of(cls, text: str) -> "Found":
        how, slug, title, reading_order, topic = text.split(SEPARATOR)
        return cls(how, int(reading_order), slug, title, topic)


@dataclass(frozen=True)
class Related:
    slug: str
    title: str
    reason: str


def chosen(found: Iterable[Found], neighbors: set[str]) -> list[Related]:
    """The closest of the related questions, in order.

    The previous and the next question are on the page anyway. Unless the pages link to each other,
    they are used only to fill up the list.
    """
    ways: dict[str, list[Found]] = {}
    for each in sorted(found):
        ways.setdefault(each.slug, []).append(each)
    near, filling = [], []
    for slug, own in ways.items():
        is_linked = own[0].how in (LINKED_FROM, LINKS_HERE)
        (near if is_linked or slug not in neighbors else filling).append(own)
    wanted = near[:MOST] + filling[: max(0, FEWEST - len(near))]
    return [Related(own[0].slug, own[0].title, _reason(own)) for own in wanted]


def _reason(own: list[Found]) -> str:
    hows = {each.how for each in own}
    if {LINKED_FROM, LINKS_HERE} <= hows:
        return "The two pages link to each other"
    if own[0].how == NEXT_TOPIC:
        return f"To read afterward: {own[0].topic}"
    return _REASONS[own[0].how]
