"""The learner's own mistakes: how often each was made, when, where, and when it comes back."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max

from attention_engine import mistake_ids, mistake_title
from quizzes.models import Card, CardKind, Learner, Question, Rating, Review
from quizzes.reviewing.levels import CLEARED_DAYS, CLEARED_STREAK, is_cleared

from .slip_steps import slip_step

# Of the latest answers so many are looked at for where a mistake was made.
MOST_PLACES, MOST_LOOKED_AT = 3, 200


@dataclass
class OwnMistake:
    """A known mistake of a learner. `made` counts how often, `last` is the day of the latest.
    `places` are some of the questions in which it was made, the latest first. `due_on` is the day
    on which it comes back, None if it is cleared; `to_go` how many right answers it takes to clear
    it, at least one of them on another day if `needs_another_day`. `steps` are the titles of the
    steps in which it was made."""

    id: str
    title: str
    made: int
    last: date
    due_on: date | None
    to_go: int
    needs_another_day: bool
    places: list[Question] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)


@dataclass
class _Made:
    """In which questions, and in tasks of which skills, the latest first."""

    places: list[Question] = field(default_factory=list)
    skills: dict[str, None] = field(default_factory=dict)


def own_mistakes(learner: Learner | None) -> list[OwnMistake]:
    """First those that come back, the soonest first; then those that are gone. Four queries."""
    if learner is None:
        return []
    known = mistake_ids()
    cards = Card.objects.filter(learner=learner, kind=CardKind.SLIP, name__in=known)
    last, made = _made(learner)
    mistakes = [_mistake(card, last[card.pk], made.get(card.pk, _Made())) for card in cards]
    return sorted(mistakes, key=lambda m: (m.due_on is None, m.due_on or m.last, m.title))


def _made(learner: Learner) -> tuple[dict[int, date], dict[int, _Made]]:
    """The day of the latest time, and where it was made, of each slip's card."""
    made = Review.objects.filter(
        card__learner=learner, card__kind=CardKind.SLIP, rating=Rating.AGAIN
    )
    last = dict(made.order_by().values_list("card").annotate(last=Max("day")))
    rows = list(
        made.order_by("-pk").values_list("card", "attempt__item__question", "attempt__item__skill")[
            :MOST_LOOKED_AT
        ]
    )
    fields = ("number", "slug", "title")
    questions = Question.published.select_related(None).only(*fields)
    found = questions.in_bulk({question for _card, question, _skill in rows})
    where: dict[int, _Made] = {}
    for card, question, skill in rows:
        seen = where.setdefault(card, _Made())
        seen.skills[skill] = None
        places = seen.places
        if question in found and found[question] not in places and len(places) < MOST_PLACES:
            places.append(found[question])
    return last, where


def _mistake(card: Card, last: date, made: _Made) -> OwnMistake:
    gone = is_cleared(card)
    return OwnMistake(
        card.name,
        mistake_title(card.name),
        card.lapses,
        last,
        due_on=None if gone else card.due_on,
        to_go=max(CLEARED_STREAK - card.streak, 1),
        needs_another_day=card.streak_days < CLEARED_DAYS,
        places=made.places,
        steps=_steps(card.name, made),
    )


def _steps(slip: str, made: _Made) -> list[str]:
    """The titles of the steps in which it was made, each once."""
    titles = (slip_step(slip, skill) for skill in made.skills)
    return list(dict.fromkeys(title for title in titles if title))[:MOST_PLACES]
