"""What is due today, and how well each skill is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from attention_engine import mistake_title
from quizzes.models import Card, CardKind, Learner
from quizzes.planning.due import DueToday, due_today
from quizzes.planning.skills import by_skill, levels_of, skills_in_order
from quizzes.reviewing.levels import Level


@dataclass(frozen=True)
class Overview:
    """`slips` are the titles of the mistakes to review today. `backlog` is what is due and how much
    of it waits. `levels` counts the skills at each level, by its words."""

    slips: list[str]
    backlog: DueToday
    levels: dict[str, int]

    @property
    def is_new(self) -> bool:
        """Whether nothing was answered yet."""
        return not any(n for words, n in self.levels.items() if words != Level.NOT_STARTED.words)

    @property
    def due(self) -> int:
        """How many cards to review today."""
        return len(self.backlog.cards)


def overview_of(learner: Learner | None, day: date) -> Overview:
    """The overview on a learner's `day`; everything is new to a newcomer. One query beside those
    for the bank."""
    cards = list(Card.objects.filter(learner=learner)) if learner else []
    backlog = due_today(cards, day)
    slips = [card.name for card in backlog.cards if card.kind == CardKind.SLIP]
    return Overview(
        [mistake_title(slip) for slip in slips],
        backlog,
        _levels(cards, day),
    )


def _levels(cards: Sequence[Card], day: date) -> dict[str, int]:
    skills = by_skill(cards)
    if not skills:
        return {Level.NOT_STARTED.words: len(skills_in_order())}
    levels = list(levels_of(skills, day).values())
    return {level.words: levels.count(level) for level in reversed(Level)}
