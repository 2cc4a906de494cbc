"""What to practice, and why: what is due, then what is weak, then what is new."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from quizzes.models import Card, CardKind, PracticeReason
from quizzes.planning.due import in_order
from quizzes.planning.skills import by_skill, skills_in_order, weights_of_skills
from quizzes.reviewing.levels import Level, level_of
from quizzes.reviewing.schedule import forgetting


@dataclass(frozen=True)
class Wish:
    """Something to practice: a `skill`, or the known mistake `slip` where it can be told."""

    reason: PracticeReason
    skill: str = ""
    slip: str = ""

    @property
    def is_due(self) -> bool:
        return self.reason in (PracticeReason.SLIP, PracticeReason.DUE)


def wishes_of(cards: Sequence[Card], day: date) -> Iterator[Wish]:
    """What somebody with these cards should practice on their `day`, in this order. The first few
    are all that is wanted, so that nothing is worked out for the others."""
    for card in in_order(cards, day):
        if card.kind == CardKind.SLIP:
            yield Wish(PracticeReason.SLIP, slip=card.name)
        else:
            yield Wish(PracticeReason.DUE, skill=card.name)
    skills = by_skill(cards)
    begun = [name for name in skills_in_order() if name in skills]
    # What was answered today comes after what was not.
    for name in sorted(begun, key=lambda name: skills[name].reviewed_on == day):
        if level_of(skills[name], day) == Level.FAMILIAR:
            yield Wish(PracticeReason.WEAK, skill=name)
    # Whatever interviews ask most, else in reading order.
    weights = weights_of_skills()
    new = (name for name in skills_in_order() if name not in skills)
    for name in sorted(new, key=lambda name: -weights[name]):
        yield Wish(PracticeReason.NEW, skill=name)
    known = (skills[name] for name in begun if level_of(skills[name], day) >= Level.PROFICIENT)
    for card in sorted(known, key=lambda card: (card.reviewed_on, -forgetting(card, day))):
        yield Wish(PracticeReason.MORE, skill=card.name)
