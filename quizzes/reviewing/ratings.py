"""What one answer says about which cards."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from quizzes.items.skills import parts_of
from quizzes.models import Attempt, CardKind, Rating, Verdict

CardName = tuple[CardKind, str]
# Numbers that were answered so long ago are new again. A task without numbers has one answer at
# every seed, which may have been seen, so it counts once a day.
REST_OF_NUMBERS, REST_OF_WORDS = timedelta(days=14), timedelta(days=1)


def rest_of(skill: str) -> timedelta:
    """How long a task of this skill must not have been answered to show what the learner knows."""
    return REST_OF_NUMBERS if parts_of(skill)[0] == "computation" else REST_OF_WORDS


@dataclass(frozen=True)
class Evidence:
    """What an answer shows. `is_first`: nothing was answered at these numbers within `rest_of`.
    `made` are the known mistakes that it shows. `avoidable` works out all that an answer could
    show, which takes some milliseconds and is seldom asked."""

    is_first: bool
    made: tuple[str, ...] = ()
    avoidable: Callable[[], frozenset[str]] = frozenset


def ratings_of(
    attempt: Attempt, skill: str, evidence: Evidence, slips: Collection[str]
) -> Mapping[CardName, Rating]:
    """The rating of each card that the answer is a review of. `slips` are those that the learner
    has a card for.

    Only a first answer says what the learner knows. But a slip counts whenever it is made.
    """
    ratings = {(CardKind.SLIP, slip): Rating.AGAIN for slip in evidence.made}
    if not evidence.is_first:
        return ratings
    rating = _rating(attempt)
    ratings[CardKind.SKILL, skill] = rating
    if rating != Rating.AGAIN and slips:
        avoided = evidence.avoidable() & set(slips)
        ratings |= {(CardKind.SLIP, slip): rating for slip in sorted(avoided)}
    return ratings


def _rating(attempt: Attempt) -> Rating:
    verdict = attempt.mark.verdict
    if verdict in (Verdict.WRONG, Verdict.GIVEN_UP):
        return Rating.AGAIN
    if verdict == Verdict.IMPRECISE or attempt.hints:
        return Rating.HARD
    return Rating.GOOD
