"""How well a learner knows a skill, by rules that a page can state in plain words."""

from datetime import date
from enum import IntEnum

from quizzes.models import Card

from .schedule import recall

# So many answers right at once, in a row and on different numbers, make a level.
PROFICIENT_STREAK = 2
MASTERED_STREAK = 3
# Of these, so many among mixed tasks, and all of them on so many days.
MASTERED_MIXED = 2
MASTERED_DAYS = 2
# A level falls when the probability of still knowing it does.
MASTERED_RECALL = 0.8
PROFICIENT_RECALL = 0.7
# A slip is gone after so many answers right at once, in a row, where it would have shown.
CLEARED_STREAK = 3
CLEARED_DAYS = 2


class Level(IntEnum):
    NOT_STARTED = 0
    FAMILIAR = 1
    PROFICIENT = 2
    MASTERED = 3

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Level.NOT_STARTED: "not started",
    Level.FAMILIAR: "familiar",
    Level.PROFICIENT: "proficient",
    Level.MASTERED: "mastered",
}


def level_of(card: Card | None, day: date) -> Level:
    """The level of a skill on a learner's day; None is a skill without an answer."""
    if card is None:
        return Level.NOT_STARTED
    knows = recall(card, day)
    if (
        card.streak >= MASTERED_STREAK
        and card.streak_mixed >= MASTERED_MIXED
        and card.streak_days >= MASTERED_DAYS
        and knows >= MASTERED_RECALL
    ):
        return Level.MASTERED
    if card.streak >= PROFICIENT_STREAK and knows >= PROFICIENT_RECALL:
        return Level.PROFICIENT
    return Level.FAMILIAR


def is_cleared(slip: Card) -> bool:
    """Whether the learner no longer makes this slip. Making it again brings it back."""
    return slip.streak >= CLEARED_STREAK and slip.streak_days >= CLEARED_DAYS
