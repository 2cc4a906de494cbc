"""Cards from the log: each card's state is what its reviews make of it, in order."""

from dataclasses import asdict

from django.db import transaction

from quizzes.models import Card, CardKind, Learner, Rating, Review

from .schedule import STATE_FIELDS, CardState, state_after, state_of


def rebuilt_state(card: Card) -> CardState:
    """The state of a card worked out anew from its log."""
    state, is_slip = None, card.kind == CardKind.SLIP
    for review in Review.objects.filter(card=card).order_by("pk"):
        rating = Rating(review.rating)
        state = state_after(state, rating, review.day, is_mixed=review.is_mixed, is_slip=is_slip)
    assert state is not None, f"{card} has no review"  # noqa: S101 - a card comes with its first
    return state


def rebuild(learner: Learner) -> list[Card]:
    """Writes the states of the learner's cards anew; returns those that had another state."""
    changed = []
    with transaction.atomic():
        learner.lock()
        for card in Card.objects.filter(learner=learner):
            state = rebuilt_state(card)
            if state != state_of(card):
                for name, value in asdict(state).items():
                    setattr(card, name, value)
                card.save(update_fields=STATE_FIELDS)
                changed.append(card)
    return changed
