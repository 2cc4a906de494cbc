"""What a learner has to review on a day, and in which order."""

from collections.abc import Iterable
from datetime import date

from attention_engine import mistake_ids
from quizzes.models import Card, CardKind, Learner
from quizzes.reviewing.levels import is_cleared
from quizzes.reviewing.schedule import recall

from .skills import skills_in_order


def due_on(learner: Learner, day: date) -> list[Card]:
    """The cards to review, in the order in which they come: slips before skills, and of each kind
    first what the learner has most likely forgotten."""
    cards = open_ones(Card.objects.filter(learner=learner, due_on__lte=day))
    return sorted(cards, key=lambda c: (c.kind != CardKind.SLIP, recall(c, day), c.name))


def open_ones(cards: Iterable[Card]) -> list[Card]:
    """Those of these cards that can come up: not a slip that is cleared or that the catalog no
    longer has, and not a skill without a public task."""
    slips, skills = set(mistake_ids()), set(skills_in_order())
    return [
        card
        for card in cards
        if (card.name in skills if card.kind == CardKind.SKILL else card.name in slips)
        and not (card.kind == CardKind.SLIP and is_cleared(card))
    ]
