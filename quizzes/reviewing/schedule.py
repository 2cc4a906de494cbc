"""When a card is due next: FSRS on whole days, as a fold over the card's reviews.

FSRS is Ye, Su and Cao, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition
Scheduling" (KDD 2022), as the package `fsrs` computes it. It knows UTC only. A learner's day goes
in as noon UTC of that date, so that elapsed days are counted where the learner is.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import fsrs

from quizzes.models import Card, Rating

LONGEST_DAYS = 180
# Without steps within a day nothing is due twice on one day. Without fuzz, which draws from an
# unseeded generator, the log always gives the same state.
_scheduler = fsrs.Scheduler(
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)


@dataclass(frozen=True)
class CardState:
    """The fields of a card that its reviews decide; see `Card`."""

    stability: float
    difficulty: float
    reviewed_on: date
    due_on: date
    reviews: int = 0
    lapses: int = 0
    streak: int = 0
    streak_days: int = 0
    streak_mixed: int = 0


def state_of(card: Card) -> CardState:
    return CardState(**{name: getattr(card, name) for name in STATE_FIELDS})


STATE_FIELDS = tuple(CardState.__dataclass_fields__)


def state_after(
    before: CardState | None, rating: Rating, day: date, *, is_mixed: bool, is_slip: bool = False
) -> CardState:
    """The state after one more review on a learner's `day`; `before` is None for a new card. A slip
    that was avoided with help was not made, so it leaves the card's streak as it is.

    Whoever travels west can answer on an earlier date than last time. That counts as the same day.
    """
    if before is not None:
        day = max(day, before.reviewed_on)
    moment = _noon(day)
    reviewed, _log = _scheduler.review_card(_as_fsrs(before, moment), fsrs.Rating(rating), moment)
    assert reviewed.stability is not None  # noqa: S101 - a reviewed card has both
    assert reviewed.difficulty is not None  # noqa: S101
    return CardState(
        reviewed.stability,
        reviewed.difficulty,
        reviewed_on=day,
        due_on=reviewed.due.date(),
        reviews=1 + (before.reviews if before else 0),
        lapses=(rating == Rating.AGAIN) + (before.lapses if before else 0),
        **_streak(before, rating, day, is_mixed=is_mixed, is_slip=is_slip),
    )


def recall(card: Card, day: date) -> float:
    """The probability, 0 to 1, that the learner still knows it on that day, by FSRS."""
    return _scheduler.get_card_retrievability(_as_fsrs(state_of(card), _noon(day)), _noon(day))


def forgetting(card: Card, day: date) -> float:
    """The higher, the lower `recall` is on that day: by FSRS that depends only on how many times
    the card's stability has passed. Much cheaper where only the order matters."""
    return max((day - card.reviewed_on).days, 0) / card.stability


def _streak(
    before: CardState | None, rating: Rating, day: date, *, is_mixed: bool, is_slip: bool
) -> dict[str, int]:
    streak, days, mixed = 0, 0, 0
    if before is not None:
        streak, days, mixed = before.streak, before.streak_days, before.streak_mixed
    if rating == Rating.GOOD:
        is_new_day = before is None or not streak or day > before.reviewed_on
        streak, days, mixed = streak + 1, days + is_new_day, mixed + is_mixed
    elif not (is_slip and rating == Rating.HARD):
        streak, days, mixed = 0, 0, 0
    return {"streak": streak, "streak_days": days, "streak_mixed": mixed}


def _as_fsrs(state: CardState | None, moment: datetime) -> fsrs.Card:
    # Without an id a card waits for a millisecond to make one.
    if state is None:
        return fsrs.Card(card_id=0, due=moment)
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=state.stability,
        difficulty=state.difficulty,
        due=_noon(state.due_on),
        last_review=_noon(state.reviewed_on),
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
