"""The skills of the bank, and how well a learner knows each."""

from collections.abc import Iterable, Mapping
from datetime import date

from quizzes.models import Card, CardKind, Learner
from quizzes.reviewing.levels import Level, level_of
from quizzes.web.finished_pages import kept_in_this_edition

from .bank_map import WEIGHTS, skill_titles, topics_with_skills


def skill_cards(learner: Learner) -> dict[str, Card]:
    return by_skill(Card.objects.filter(learner=learner, kind=CardKind.SKILL))


def by_skill(cards: Iterable[Card]) -> dict[str, Card]:
    """Those of a learner's cards that are for skills, by the skill."""
    return {card.name: card for card in cards if card.kind == CardKind.SKILL}


def levels_of(cards: Mapping[str, Card], day: date) -> dict[str, Level]:
    """The level of every skill of the bank, in reading order, with these cards."""
    return {skill: level_of(cards.get(skill), day) for skill in skills_in_order()}


def skills_in_order() -> list[str]:
    """The skills of all public items in reading order, each where it comes first."""
    return kept_in_this_edition(["skills in order"], lambda: list(skill_titles()))


def skills_of_topic(slug: str) -> set[str]:
    """The skills of a topic's tasks; none for a topic without."""
    return {
        place.skill
        for topic in topics_with_skills()
        if topic.slug == slug
        for place in topic.skills
    }


def weights_of_skills(role: str = "") -> dict[str, int]:
    """How much each skill counts: as much as that of its topics about which a role is asked most
    often."""
    return kept_in_this_edition(["weights of skills", role], lambda: _weights_of_skills(role))


def _weights_of_skills(role: str) -> dict[str, int]:
    weights: dict[str, int] = {}
    for topic in topics_with_skills():
        for place in topic.skills:
            weight = WEIGHTS[topic.how_often(role)]
            weights[place.skill] = max(weight, weights.get(place.skill, 0))
    return weights
