"""Assignments are made, moved in time and deleted."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from quizzes.models import Assignment, Classroom, CustomQuiz, Learner, Quiz, Sitting
from quizzes.sittings import lifecycle
from quizzes.sittings.seeds import planned_rows

from .assignment_form import Offered, Wanted

MOST_ASSIGNMENTS = 100


class CannotAssign(ValueError):
    """Nothing was assigned or changed; the words say why."""


def offered_to(teacher: Any) -> Offered:
    custom = CustomQuiz.objects.filter(learner__user=teacher)
    return Offered(Quiz.published.order_by("title"), custom)


def assign(classroom: Classroom, wanted: Wanted, token: str, now: datetime) -> Assignment:
    """A new assignment, or the one made earlier by the same form. Raises CannotAssign."""
    made = Assignment.objects.filter(classroom=classroom, token=token)
    if found := made.first():
        return found
    if classroom.archived_at is not None:
        raise CannotAssign("This class is archived. Bring it back before you assign a quiz.")
    if Assignment.objects.filter(classroom=classroom).count() >= MOST_ASSIGNMENTS:
        raise CannotAssign(
            f"This class has {MOST_ASSIGNMENTS} assignments, the most that we keep. Delete one "
            "that you no longer need, or make a new class."
        )
    plan = _plan(wanted, token)
    if not plan:
        raise CannotAssign(
            f"“{wanted.quiz.title}” has no tasks at the moment. Choose another quiz."
        )
    which = {"custom" if isinstance(wanted.quiz, CustomQuiz) else "quiz": wanted.quiz}
    try:
        with transaction.atomic():
            return Assignment.objects.create(
                classroom=classroom,
                title=wanted.title,
                plan=plan,
                same_numbers=wanted.same_numbers,
                tries=wanted.tries,
                minutes=wanted.minutes,
                opens_at=wanted.opens_at,
                closes_at=wanted.closes_at,
                created_at=now,
                token=token,
                **which,
            )
    except IntegrityError:
        return made.get()


def _plan(wanted: Wanted, token: str) -> list[dict[str, int]]:
    """The tasks, with numbers for everybody. Where each learner has their own, only the tasks of
    the plan matter."""
    items = lifecycle.items_of(wanted.quiz)
    if isinstance(wanted.quiz, CustomQuiz):
        kept = {item.pk for item in items}
        return [row for row in wanted.quiz.plan if row["item"] in kept]
    return planned_rows(items, Learner(), token)


def move(assignment: Assignment, opens_at: datetime, closes_at: datetime, now: datetime) -> None:
    """Gives it another window; what is being taken ends with it. Raises CannotAssign."""
    with transaction.atomic():
        locked = Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
        if locked is None:
            raise CannotAssign("This assignment was deleted meanwhile.")
        if locked.same_numbers and locked.closes_at <= now:
            raise CannotAssign(
                "This assignment has closed and its solutions are shown, so it cannot open again "
                "with the same numbers. Make a new assignment."
            )
        locked.opens_at, locked.closes_at = opens_at, closes_at
        locked.save(update_fields=["opens_at", "closes_at"])
        running = Sitting.objects.filter(assignment=locked, finished_at=None, ends_at__gt=now)
        for sitting in running:
            ends_at = end_of(locked, sitting.started_at)
            Sitting.objects.filter(pk=sitting.pk, finished_at=None).update(ends_at=ends_at)


def end_of(assignment: Assignment, started_at: datetime) -> datetime:
    """When a try that began then is over: with its time limit, at the latest with the window."""
    if assignment.minutes is None:
        return assignment.closes_at
    return min(started_at + timedelta(minutes=assignment.minutes), assignment.closes_at)
