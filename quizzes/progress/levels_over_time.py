"""How well a learner knew their skills at the end of each week: the log of each card is folded
once, and its state read off on the way."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from quizzes.models import Card, CardKind, Learner, Rating, Review
from quizzes.planning.bank_map import TopicSkills, skill_titles, topics_with_skills
from quizzes.planning.goals import Aim
from quizzes.planning.readiness import readiness_of
from quizzes.reviewing.levels import Level, level_of
from quizzes.reviewing.schedule import CardState, state_after

from .weeks import Week

# Of the reviews before the first week so many are folded for each card. Whoever has more would wait
# for seconds; older ones hardly matter to a stability that a hundred later ones have changed.
MOST_BEFORE = 100

Cards = Mapping[str, Card]


class Reviewed(NamedTuple):
    skill: str
    rating: int
    day: date
    is_mixed: bool


@dataclass(frozen=True)
class Knowledge:
    """How many skills had at least each level at the end of a week, and the readiness then."""

    at_least: Mapping[Level, int]
    percent: int


def reviews_of_skills(learner: Learner) -> list[Reviewed]:
    """The log of all skills, card by card, each in order. One query."""
    rows = Review.objects.filter(card__learner=learner, card__kind=CardKind.SKILL)
    found = rows.order_by("card", "pk").values_list("card__name", "rating", "day", "is_mixed")
    return [Reviewed(*row) for row in found.iterator(chunk_size=2_000)]


def first_answers_by_day(reviews: Iterable[Reviewed], today: date) -> Counter[date]:
    """How many first answers each day had. A day that is still to come where the learner is now,
    because they have traveled west, is today."""
    return Counter(min(review.day, today) for review in reviews)


def knowledge_by_week(reviews: Iterable[Reviewed], weeks: list[Week], aim: Aim) -> list[Knowledge]:
    """The bank is taken as it is now: a level is that of a skill that it still has."""
    ends = [week.last for week in weeks]
    cards: list[dict[str, Card]] = [{} for _end in ends]
    for skill, log in groupby(reviews, key=itemgetter(0)):
        for place, state in enumerate(states_at(ends, list(log), weeks[0].first)):
            if state is not None:
                facts = asdict(state)
                cards[place][skill] = Card(kind=CardKind.SKILL, name=skill, **facts)
    skills, topics = list(skill_titles()), topics_with_skills(aim.seniority)
    return [
        Knowledge(_at_least(skills, known, end), _percent(topics, known, end, aim.role))
        for known, end in zip(cards, ends, strict=True)
    ]


def states_at(ends: list[date], log: list[Reviewed], first: date) -> Iterator[CardState | None]:
    """The state of one card at the end of each of these days, the last of which is today; None
    before its first review."""
    before = sum(review.day < first for review in log)
    waiting = log[max(before - MOST_BEFORE, 0) :]
    state, place = None, 0
    for end in ends:
        is_last = end == ends[-1]
        while place < len(waiting) and (is_last or waiting[place].day <= end):
            _skill, rating, day, is_mixed = waiting[place]
            state = state_after(state, Rating(rating), day, is_mixed=is_mixed)
            place += 1
        yield state


def _at_least(skills: Iterable[str], cards: Cards, day: date) -> dict[Level, int]:
    levels = [level_of(cards.get(skill), day) for skill in skills]
    return {level: sum(each >= level for each in levels) for level in Level if level}


def _percent(topics: Sequence[TopicSkills], cards: Cards, day: date, role: str) -> int:
    return readiness_of(topics, cards, day, role).percent
