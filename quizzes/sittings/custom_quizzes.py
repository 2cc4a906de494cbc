"""Custom quizzes are made once; afterward their tasks and numbers stay the same for everybody."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from quizzes.models import CustomQuiz, Learner

from .clock import minutes_at
from .custom_choice import Choice, drawn, matching, offer, title_of
from .expectations import expectation_of
from .plan import public_items
from .seeds import planned_rows


class NothingMatches(ValueError):
    """No public task is of this choice."""


def make(choice: Choice, learner: Learner, token: str, now: datetime) -> CustomQuiz:
    """A new quiz of this choice, or the one made earlier with the same token. Raises
    NothingMatches."""
    if found := _made(learner, token).first():
        return found
    keys = drawn(matching(choice, offer()), token)[: choice.length]
    return _store(choice, keys, learner, token, now)


def with_new_numbers(custom: CustomQuiz, learner: Learner, token: str, now: datetime) -> CustomQuiz:
    """A quiz of the same choice with the same tasks and other numbers. What was withdrawn since is
    replaced if the choice has more. Raises NothingMatches."""
    if found := _made(learner, token).first():
        return found
    choice, earlier = Choice.stored(custom.choice), [row["item"] for row in custom.plan]
    offered = offer()
    public = {task.item for task in offered.tasks}
    others = [key for key in drawn(matching(choice, offered), token) if key not in earlier]
    keys = [key for key in earlier if key in public] + others
    return _store(choice, keys[: len(earlier)], learner, token, now)


def _made(learner: Learner, token: str) -> QuerySet[CustomQuiz]:
    if learner.is_new:
        return CustomQuiz.objects.none()
    return CustomQuiz.objects.filter(learner=learner, token=token)


def _store(
    choice: Choice, keys: list[int], learner: Learner, token: str, now: datetime
) -> CustomQuiz:
    items = public_items(keys)
    if not items:
        raise NothingMatches
    minutes = minutes_at(choice.pace, expectation_of(items).minutes) if choice.pace else None
    facts = {
        "title": title_of(choice, items, offer()),
        "choice": choice.to_store(),
        "plan": planned_rows(items, learner, token),
        "minutes": minutes,
        "created_at": now,
    }
    try:
        with transaction.atomic():
            learner.keep()
            return CustomQuiz.objects.create(learner=learner, token=token, **facts)
    except IntegrityError:
        learner.refuse_gone()
        return _made(learner, token).get()
