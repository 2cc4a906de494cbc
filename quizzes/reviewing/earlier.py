"""Cards for learners who answered before there were cards."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from attention_engine.mistakes import can_be_avoided
from quizzes.items.skills import parts_of
from quizzes.learners.days import day_of
from quizzes.models import Attempt, Card, Learner, Verdict

from .ratings import Evidence, rest_of
from .recording import Shown, record


def review_earlier_attempts() -> int:
    """Makes the cards of each learner who has attempts and no card; returns how many learners
    got some. Each of them in a transaction of their own, so it can be stopped at any time."""
    answered = Exists(Attempt.marked.at_a_task().filter(learner=OuterRef("pk")))
    has_cards = Exists(Card.objects.filter(learner=OuterRef("pk")))
    learners = list(Learner.objects.filter(answered, ~has_cards))
    for learner in learners:
        review_attempts_of(learner)
    return len(learners)


def review_attempts_of(learner: Learner) -> None:
    """Makes the cards of a learner who has none."""
    with transaction.atomic():
        learner.lock()
        if not Card.objects.filter(learner=learner).exists():
            record(learner, _shown(learner), is_newcomer=True)


def _shown(learner: Learner) -> Iterator[Shown]:
    """What the stored attempts show, oldest first. Which slips a right answer avoided would take
    all numbers to be made again, so it is left out."""
    made = Attempt.marked.at_a_task().filter(learner=learner)
    attempts = made.select_related("item").defer("item__spec")
    met: dict[tuple[int, ...], date] = {}
    for attempt in attempts.order_by("created_at", "pk").iterator(chunk_size=1_000):
        item, day = attempt.item, day_of(learner, attempt.created_at)
        is_computed = parts_of(item.skill)[0] == "computation"
        numbers = (item.pk, attempt.item_version_id, attempt.seed) if is_computed else (item.pk,)
        last = met.get(numbers)
        is_first = last is None or day - last >= rest_of(item.skill)
        was_wrong = attempt.mark.verdict == Verdict.WRONG
        made = tuple(attempt.mark.mistakes[:1]) if was_wrong else ()
        yield Shown(attempt, Evidence(is_first, tuple(m for m in made if can_be_avoided(m))))
        met[numbers] = day
