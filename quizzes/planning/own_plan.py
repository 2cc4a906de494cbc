"""The plan of one learner: what is stored of them, brought together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quizzes.models import Card, CardKind, Learner

from .bank_map import topics_with_skills
from .due import DueToday, due_today, open_ones
from .goals import Aim
from .plan import Plan, plan_of
from .readiness import Readiness, readiness_of


@dataclass(frozen=True)
class Due:
    """How many mistakes and skills are to be reviewed today, and how many more wait."""

    mistakes: int = 0
    skills: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        return self.mistakes + self.skills


@dataclass(frozen=True)
class OwnPlan:
    """`days_away` is how long ago the learner's last answer was, if that is long; else 0."""

    aim: Aim
    today: date
    readiness: Readiness
    plan: Plan
    due: Due
    days_away: int

    @property
    def is_begun(self) -> bool:
        """Whether any answer says what the learner knows."""
        return self.readiness.is_begun


def own_plan(learner: Learner | None, aim: Aim, today: date) -> OwnPlan:
    """The plan on a learner's `today`; for a newcomer that of somebody who has answered nothing.
    At most one query beside those for the bank."""
    cards = list(Card.objects.filter(learner=learner)) if learner and not learner.is_new else []
    return plan_from(cards, aim, today)


def plan_from(cards: Sequence[Card], aim: Aim, today: date) -> OwnPlan:
    """The plan that follows from all cards of a learner."""
    skills = {card.name: card for card in cards if card.kind == CardKind.SKILL}
    readiness = readiness_of(topics_with_skills(aim.seniority), skills, today, aim.role)
    due = due_today(cards, today)
    to_review = open_ones(cards) if cards else []
    plan = plan_of(
        readiness,
        to_review,
        today,
        interview_on=aim.interview_on,
        minutes_a_day=aim.minutes_a_day,
    )
    return OwnPlan(aim, today, readiness, plan, _due(due), due.days_away)


def _due(due: DueToday) -> Due:
    mistakes = sum(card.kind == CardKind.SLIP for card in due.cards)
    return Due(mistakes, len(due.cards) - mistakes, due.waiting)
