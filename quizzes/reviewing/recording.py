"""Stores what an answer says: a review for each card that it tests, and the card's new state."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import Q

from quizzes.learners.days import day_of
from quizzes.models import Attempt, Card, CardKind, Learner, Rating, Review

from .ratings import CardName, Evidence, ratings_of
from .schedule import STATE_FIELDS, CardState, state_after, state_of

# Rows of one INSERT.
BATCH = 1_000


@dataclass(frozen=True)
class Shown:
    """A stored attempt, with its mark and item, and what it is evidence of. `is_mixed`: it was one
    of several tasks of different skills."""

    attempt: Attempt
    evidence: Evidence
    is_mixed: bool = False


def record(learner: Learner, shown: Iterable[Shown], *, is_newcomer: bool = False) -> None:
    """Adds the reviews of these answers, in order, and brings the cards up to date: three queries
    for any number of answers, two for a newcomer, who has no cards. Call it in the transaction
    that stores the attempts, after `Learner.lock`."""
    shown = list(shown)
    skills = {each.attempt.item.skill for each in shown}
    cards = {} if is_newcomer else _cards_of(learner, skills)
    states: dict[CardName, CardState | None] = {name: state_of(c) for name, c in cards.items()}
    slips = {name for kind, name in states if kind == CardKind.SLIP}
    log: list[tuple[CardName, Attempt, Rating, date, bool]] = []
    for each in shown:
        day, skill = day_of(learner, each.attempt.created_at), each.attempt.item.skill
        for name, rating in ratings_of(each.attempt, skill, each.evidence, slips).items():
            is_slip = name[0] == CardKind.SLIP
            states[name] = state_after(
                states.get(name), rating, day, is_mixed=each.is_mixed, is_slip=is_slip
            )
            log.append((name, each.attempt, rating, day, each.is_mixed))
        slips |= set(each.evidence.made)
    changed = {name: state for name in {entry[0] for entry in log} if (state := states[name])}
    stored = _store(learner, changed)
    Review.objects.bulk_create(
        (
            Review(card=stored[name], attempt=attempt, rating=rating, day=day, is_mixed=is_mixed)
            for name, attempt, rating, day, is_mixed in log
        ),
        batch_size=BATCH,
    )


def _cards_of(learner: Learner, skills: Collection[str]) -> dict[CardName, Card]:
    """The cards that answers to tasks of these skills can be reviews of."""
    touched = Q(kind=CardKind.SLIP) | Q(kind=CardKind.SKILL, name__in=skills)
    cards = Card.objects.filter(touched, learner=learner)
    return {(CardKind(card.kind), card.name): card for card in cards}


def _store(learner: Learner, states: Mapping[CardName, CardState]) -> dict[CardName, Card]:
    # In one order everywhere, so that two writers never wait for each other.
    rows = [
        Card(learner=learner, kind=kind, name=name, **asdict(state))
        for (kind, name), state in sorted(states.items())
    ]
    if rows:
        Card.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["learner", "kind", "name"],
            update_fields=STATE_FIELDS,
        )
    return {(CardKind(row.kind), row.name): row for row in rows}
