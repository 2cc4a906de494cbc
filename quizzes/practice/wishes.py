"""What to practice, and why: what is due, then what is weak, then what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quizzes.models import Card, CardKind, PracticeReason
from quizzes.planning.due import in_order
from quizzes.planning.skills import levels_of, weights_of_skills
from quizzes.reviewing.levels import Level
from quizzes.reviewing.schedule import recall


@dataclass(frozen=True)
class Wish:
    """Something to practice: a `skill`, or the known mistake `slip` where it can be told."""

    reason: PracticeReason
    skill: str = ""
    slip: str = ""


def wishes_of(cards: Sequence[Card], day: date) -> list[Wish]:
    """What somebody with these cards should practice on their `day`, in this order."""
    due = [
        Wish(PracticeReason.SLIP, slip=card.name)
        if card.kind == CardKind.SLIP
        else Wish(PracticeReason.DUE, skill=card.name)
        for card in in_order(cards, day)
    ]
    skills = {card.name: card for card in cards if card.kind == CardKind.SKILL}
    levels = levels_of(skills, day)
    weak = [skill for skill, level in levels.items() if level == Level.FAMILIAR]
    # What was answered today comes after what was not.
    weak.sort(key=lambda skill: skills[skill].reviewed_on == day)
    new = [skill for skill, level in levels.items() if level == Level.NOT_STARTED]
    # Whatever interviews ask most, else in reading order.
    asked = weights_of_skills()
    new.sort(key=lambda skill: -asked[skill])
    known = sorted(
        (skill for skill, level in levels.items() if level >= Level.PROFICIENT),
        key=lambda skill: (skills[skill].reviewed_on, recall(skills[skill], day)),
    )
    return [
        *due,
        *(Wish(PracticeReason.WEAK, skill=skill) for skill in weak),
        *(Wish(PracticeReason.NEW, skill=skill) for skill in new),
        *(Wish(PracticeReason.MORE, skill=skill) for skill in known),
    ]
