"""The plan of one learner: what is stored of them, brought together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from attention_engine import mistake_title
from quizzes.models import Card, CardKind, Learner

from .bank_map import topics_with_skills
from .due import DueToday, due_today, open_ones
from .goals import Aim
from .plan import USUAL_MINUTES, Plan, plan_of
from .readiness import Readiness, minutes_in_words, readiness_of
from .skills import by_skill


@dataclass(frozen=True)
class CommonMistake:
    id: str
    title: str
    times: int


@dataclass(frozen=True)
class OwnPlan:
    """`done` are the minutes that today's first answers usually take; `commonest` is the mistake
    that was made most often and is not cleared yet, if there is one."""

    aim: Aim
    today: date
    readiness: Readiness
    plan: Plan
    due: DueToday
    done: int
    commonest: CommonMistake | None

    @property
    def is_done_today(self) -> bool:
        """Whether the minutes of the day are spent and nothing more is due."""
        return not self.due.cards and self.done >= (self.aim.minutes_a_day or USUAL_MINUTES)

    @property
    def done_time(self) -> str:
        return minutes_in_words(self.done)

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
    skills = by_skill(cards)
    readiness = readiness_of(topics_with_skills(aim.seniority), skills, today, aim.role)
    due, done = due_today(cards, today), _done(skills, today)
    to_review = open_ones(cards) if cards else []
    plan = plan_of(
        readiness,
        to_review,
        today,
        interview_on=aim.interview_on,
        minutes_a_day=aim.minutes_a_day,
        done=done,
    )
    return OwnPlan(aim, today, readiness, plan, due, done, _commonest(to_review))


def _done(skills: Mapping[str, Card], today: date) -> int:
    """The minutes that the tasks of the skills answered today usually take."""
    minutes = {
        place.skill: place.minutes for topic in topics_with_skills() for place in topic.skills
    }
    return sum(minutes.get(name, 0) for name, card in skills.items() if card.reviewed_on == today)


def _commonest(cards: Sequence[Card]) -> CommonMistake | None:
    slips = [card for card in cards if card.kind == CardKind.SLIP and card.lapses]
    if not slips:
        return None
    card = max(slips, key=lambda card: (card.lapses, card.reviewed_on))
    return CommonMistake(card.name, mistake_title(card.name), card.lapses)
