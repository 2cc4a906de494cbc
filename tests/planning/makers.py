"""Topics, cards and plans for tests, without a database."""

from collections.abc import Mapping
from datetime import date, timedelta

from quizzes.models import Card, CardKind
from quizzes.planning.bank_map import SkillPlace, TopicSkills
from quizzes.planning.plan import Plan, plan_of
from quizzes.planning.readiness import readiness_of

TODAY = date(2026, 12, 1)


def topic(slug: str, *skills: str, asked: str = "often", **neighbors: tuple[str, ...]):
    """A topic whose skills are named; each of its tasks takes two minutes."""
    places = tuple(SkillPlace(f"concept:{name}", name, 2, 2) for name in skills)
    between = {"builds_on": (), "leads_to": (), **neighbors}
    return TopicSkills(1, slug, slug.title(), {"engineer": asked}, skills=places, **between)


def card(name: str, streak: int = 0, *, due_in: int = 1, kind: str = CardKind.SKILL) -> Card:
    """A card that was reviewed yesterday."""
    return Card(
        kind=kind,
        name=name,
        stability=50.0,
        difficulty=5.0,
        reviewed_on=TODAY - timedelta(1),
        due_on=TODAY + timedelta(due_in),
        streak=streak,
        streak_days=min(streak, 2),
        streak_mixed=streak,
    )


def known(**streaks: int) -> Mapping[str, Card]:
    """Cards of concepts by their names, each with so many right answers in a row."""
    return {f"concept:{name}": card(f"concept:{name}", streak) for name, streak in streaks.items()}


def plan(
    topics: list[TopicSkills],
    cards: Mapping[str, Card] | None = None,
    *,
    days: int | None = None,
    minutes: int = 20,
    due: tuple[Card, ...] = (),
) -> Plan:
    readiness = readiness_of(topics, cards or {}, TODAY)
    interview_on = None if days is None else TODAY + timedelta(days)
    return plan_of(readiness, due, TODAY, interview_on=interview_on, minutes_a_day=minutes)


def slugs(plan: Plan) -> list[str]:
    """The topics of a plan in order, each once."""
    found = [part.topic.topic.slug for day in plan.days for part in day.topics]
    return list(dict.fromkeys(found))
