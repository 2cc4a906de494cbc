"""A deck: the cards of some tasks under one title, to be written in a format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from quizzes.models import Item

from .cards import Card, cards_of

SITE = "Attention by Hand"


@dataclass(frozen=True)
class Deck:
    """`name`, such as `topic/softmax`, stays the same when the title is edited."""

    name: str
    title: str
    cards: list[Card]

    @property
    def file_name(self) -> str:
        return self.name.replace("/", "-")


# The moment is written where a format says when a text is from.
Writer = Callable[[Deck, datetime], bytes]


def deck_of(name: str, title: str, items: Iterable[Item], variants: int) -> Deck:
    return Deck(name, title, [card for item in items for card in cards_of(item, variants)])
