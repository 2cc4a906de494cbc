"""An assignment from the learner's side: what they did with it, and how a try starts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from quizzes.models import Assignment, Learner, Sitting
from quizzes.sittings import lifecycle

from .assigning import end_of
from .tries import Try, best_of, tries_of


class CannotStart(ValueError):
    """No try was started; the words say why."""


@dataclass(frozen=True)
class Taken:
    """What a learner did with an assignment. `running` is the try that they can go on with."""

    assignment: Assignment
    tries: list[Try] = field(default_factory=list)

    @property
    def running(self) -> Try | None:
        return next((each for each in self.tries if each.finished_at is None), None)

    @property
    def finished(self) -> list[Try]:
        return [each for each in self.tries if each.finished_at is not None]

    @property
    def best(self) -> Try | None:
        return best_of(self.tries)

    @property
    def left(self) -> int:
        """How many more tries there are."""
        return max(self.assignment.tries - len(self.tries), 0)

    @property
    def next_number(self) -> int:
        return len(self.tries) + 1

    def can_start(self, now: datetime) -> bool:
        return self.assignment.is_open(now) and self.running is None and self.left > 0


def taken_by(learner: Learner, assignments: Iterable[Assignment], now: datetime) -> list[Taken]:
    """One query, and more only where a time has run out since."""
    assignments = list(assignments)
    found = tries_of(assignments, now, learner=learner)
    return [Taken(each, found.get((learner.pk, each.pk), [])) for each in assignments]


def start(assignment: Assignment, learner: Learner, number: int, now: datetime) -> Sitting:
    """The try that is running, or the next one if its number is `number`: a form that is sent
    twice starts one. Raises CannotStart, and what `lifecycle.start` raises."""
    with transaction.atomic():
        learner.lock()
        rows = Assignment.objects.select_for_update(of=("self",), no_key=True)
        locked = rows.filter(pk=assignment.pk).first()
        if locked is None:
            raise CannotStart("This assignment was deleted meanwhile.")
        mine = Sitting.objects.filter(assignment=locked, learner=learner).order_by("started_at")
        tries = list(mine)
        for sitting in tries:
            if sitting.finished_at is None:
                return sitting
        if reason := _why_not(locked, len(tries), number, now):
            raise CannotStart(reason)
        token = _token(locked, learner, number)
        return lifecycle.start(
            locked.subject, learner, token, end_of(locked, now), assignment=locked
        )


def _why_not(assignment: Assignment, done: int, number: int, now: datetime) -> str:
    if assignment.classroom.archived_at is not None:
        return "This class is archived, so nothing was started."
    if now < assignment.opens_at:
        return "This assignment is not open yet, so nothing was started."
    if now >= assignment.closes_at:
        return "This assignment has closed, so nothing was started."
    if done >= assignment.tries:
        return "You have used all your tries, so nothing was started. Your results are below."
    if number != done + 1:
        return "This page was out of date, so nothing was started. Start again here."
    return ""


def _token(assignment: Assignment, learner: Learner, number: int) -> str:
    facts = f"{assignment.pk} {learner.pk} {number}"
    return salted_hmac("quizzes.assignment", facts).hexdigest()[:32]
