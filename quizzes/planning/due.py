"""What a learner has to review on a day, and in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from attention_engine import mistake_ids
from quizzes.models import Card, CardKind, Learner
from quizzes.reviewing.levels import is_cleared
from quizzes.reviewing.schedule import forgetting

from .skills import skills_in_order

# After a break hundreds may be due. More than this on one day helps nobody.
MOST_A_DAY = 20
# Whoever was here yesterday or the day before has not been away.
AWAY_FROM_DAYS = 3


@dataclass(frozen=True)
class DueToday:
    """`cards` are those to review today, in the order in which they come. `waiting` counts those
    that are due, too, but are more than a day's work; `reviewed` those that were reviewed today.
    `days_away` is how long ago the learner's last answer was, if that is long; else 0."""

    cards: Sequence[Card]
    waiting: int
    reviewed: int
    days_away: int

    @property
    def mistakes(self) -> int:
        """How many of the cards to review today are for mistakes; the others are for skills."""
        return sum(card.kind == CardKind.SLIP for card in self.cards)

    @property
    def skills(self) -> int:
        return len(self.cards) - self.mistakes

    @property
    def total(self) -> int:
        return len(self.cards) + self.waiting


def due_on(learner: Learner, day: date) -> list[Card]:
    """The cards to review, in the order in which they come; see `in_order`."""
    return in_order(Card.objects.filter(learner=learner, due_on__lte=day), day)


def in_order(cards: Iterable[Card], day: date) -> list[Card]:
    """Those of a learner's cards that are due, in the order in which they come: slips before
    skills, and of each kind first what the learner has most likely forgotten."""
    due = open_ones(card for card in cards if card.is_due(day))
    return sorted(due, key=lambda c: (c.kind != CardKind.SLIP, -forgetting(c, day), c.name))


def due_today(cards: Sequence[Card], day: date) -> DueToday:
    """What to do today of what is due, with all cards of a learner: at most MOST_A_DAY with what
    was reviewed today."""
    due = in_order(cards, day)
    # A card with one review was made today and not reviewed.
    reviewed = sum(card.reviewed_on == day and card.reviews > 1 for card in cards)
    most = max(MOST_A_DAY - reviewed, 0)
    return DueToday(due[:most], len(due[most:]), reviewed, days_away(cards, day))


def days_away(cards: Iterable[Card], day: date) -> int:
    """How long ago the last answer behind these cards was, if that is long; else 0."""
    away = (day - max((card.reviewed_on for card in cards), default=day)).days
    return away if away >= AWAY_FROM_DAYS else 0


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
