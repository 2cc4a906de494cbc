"""Cards and reviews of the busiest learner, as their answers would have made them."""

from django.db import transaction

from attention_engine import mistake_ids
from attention_engine.mistakes import can_be_avoided, computations_with
from quizzes.models import Attempt, Learner, Review, Verdict
from quizzes.reviewing.earlier import review_attempts_of
from quizzes.reviewing.ratings import Evidence
from quizzes.reviewing.recording import Shown, record

from .questions import analyze

# So many known mistakes were made, each this often.
SLIPS, TIMES = 12, 40


def make_cards(learner: Learner) -> tuple[int, int]:
    """Makes the cards of a learner without cards; returns how many, and how many reviews.

    Skills are reviewed by all attempts. The marks of made attempts name no mistakes, so some of
    the wrong ones count as if a likely mistake had been made in them.
    """
    review_attempts_of(learner)
    with transaction.atomic():
        record(learner, [shown for slip in _likely() for shown in _made(learner, slip)])
    analyze()
    return learner.cards.count(), Review.objects.filter(card__learner=learner).count()


def _likely() -> list[str]:
    return [slip for slip in mistake_ids() if can_be_avoided(slip)][:SLIPS]


def _made(learner: Learner, slip: str) -> list[Shown]:
    skills = [f"computation:{name}" for name in computations_with(slip)]
    wrong = Attempt.marked.filter(
        learner=learner, item__skill__in=skills, mark__verdict=Verdict.WRONG
    )
    latest = reversed(wrong.select_related("item").order_by("-pk")[:TIMES])
    return [Shown(attempt, Evidence(is_first=False, made=(slip,))) for attempt in latest]
