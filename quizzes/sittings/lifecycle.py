"""Sittings: a quiz is started, answered bit by bit, and judged once at the end."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from quizzes.models import (
    Assignment,
    Attempt,
    CustomQuiz,
    Item,
    Learner,
    Mark,
    Quiz,
    SavedAnswer,
    Sitting,
)
from quizzes.reviewing.recording import record

from .clock import GRACE, is_over
from .judged import judged_of, shown_by_all
from .plan import Row, planned, public_items, tasks_of
from .seeds import planned_rows

# More than anybody needs at once. Each may hold some 100 kB of typed text.
MOST_RUNNING = 30
NO_FLAGS: Mapping[int, bool] = MappingProxyType({})


class NothingToAnswer(ValueError):
    """The quiz has no tasks left: all were withdrawn, or it was removed itself."""


class TooManyRunning(ValueError):
    """The learner has as many unfinished sittings as we keep; `latest` is the newest of them."""

    def __init__(self, latest: Sitting) -> None:
        super().__init__(
            f"You have {MOST_RUNNING} unfinished quizzes, the most that we keep for one person. "
            "Nothing was started. Finish one of them first."
        )
        self.latest = latest


class AlreadyFinished(ValueError):
    """An answer arrived after the sitting had been judged."""


class TimeUp(AlreadyFinished):
    """An answer arrived after the time was out, before anybody had the sitting judged."""


class Expired(ValueError):
    """The sitting was removed meanwhile: nobody had gone on with it for long (`expiry.py`)."""


def items_of(quiz: Quiz | CustomQuiz) -> list[Item]:
    """The items of a quiz that can be answered now, in order."""
    if isinstance(quiz, CustomQuiz):
        return [task.item for task in tasks_of(quiz.plan)]
    return [item for item in _in_order(quiz) if item.seeds]


def items_assigned(assignment: Assignment) -> list[Item]:
    """The items of an assignment that can be answered now, in order. With the same numbers for
    everybody, only those that are as they were when it was made."""
    if assignment.same_numbers:
        return [task.item for task in tasks_of(assignment.plan)]
    return public_items([row["item"] for row in assignment.plan])


def start(
    quiz: Quiz | CustomQuiz,
    learner: Learner,
    token: str,
    ends_at: datetime | None = None,
    assignment: Assignment | None = None,
) -> Sitting:
    """A new sitting, or the one started earlier with the same token. With `ends_at` its clock runs
    until then; with an `assignment` it asks what was assigned. Raises NothingToAnswer,
    TooManyRunning and LearnerGone."""
    if not learner.is_new and (sitting := _started(quiz, learner, token).first()):
        return sitting
    plan = _plan_assigned(assignment, learner, token) if assignment else _plan(quiz, learner, token)
    if not plan:
        raise NothingToAnswer("This quiz has no tasks at the moment.")
    if not learner.is_new:
        mine = _unfinished_of(learner)[:MOST_RUNNING]
        if len(mine) == MOST_RUNNING:
            raise TooManyRunning(mine[0])
    try:
        with transaction.atomic():
            learner.keep()
            _hold(quiz)
            return Sitting.objects.create(
                learner=learner,
                token=token,
                plan=plan,
                ends_at=ends_at,
                assignment=assignment,
                **_which(quiz),
            )
    except IntegrityError:
        learner.refuse_gone()
        return _started(quiz, learner, token).get()


def _plan(quiz: Quiz | CustomQuiz, learner: Learner, token: str) -> list[Row]:
    items = items_of(quiz)
    if isinstance(quiz, CustomQuiz):
        # Everybody gets what its link promises, with a place for what was withdrawn since.
        return quiz.plan if items else []
    return planned_rows(items, learner, token)


def _plan_assigned(assignment: Assignment, learner: Learner, token: str) -> list[Row]:
    items = items_assigned(assignment)
    if assignment.same_numbers:
        return assignment.plan if items else []
    return planned_rows(items, learner, token)


def _hold(quiz: Quiz | CustomQuiz) -> None:
    """Keeps a custom quiz from being removed until the end of the transaction (`expiry.py`).
    Raises NothingToAnswer if it has been."""
    if isinstance(quiz, CustomQuiz):
        held = CustomQuiz.objects.select_for_update(no_key=True).filter(pk=quiz.pk)
        if not held.exists():
            raise NothingToAnswer("This quiz was removed, because nobody had used it for long.")


def _which(quiz: Quiz | CustomQuiz) -> dict[str, Any]:
    return {"custom" if isinstance(quiz, CustomQuiz) else "quiz": quiz}


def _started(quiz: Quiz | CustomQuiz, learner: Learner, token: str) -> QuerySet[Sitting]:
    return Sitting.objects.filter(learner=learner, token=token, **_which(quiz))


def running(quiz: Quiz | CustomQuiz, learner: Learner | None) -> Sitting | None:
    """The learner's latest unfinished sitting of the quiz."""
    if learner is None:
        return None
    return _unfinished_of(learner).filter(**_which(quiz)).first()


def finished(quiz: Quiz | CustomQuiz, learner: Learner) -> QuerySet[Sitting]:
    """The learner's finished sittings of the quiz."""
    return Sitting.objects.filter(learner=learner, finished_at__isnull=False, **_which(quiz))


def _unfinished_of(learner: Learner) -> QuerySet[Sitting]:
    return Sitting.objects.filter(learner=learner, finished_at=None)


def save(
    sitting: Sitting,
    answers: Mapping[int, str],
    now: datetime,
    flags: Mapping[int, bool] = NO_FLAGS,
) -> None:
    """Saves what was typed and what was flagged, by item. Raises AlreadyFinished, TimeUp and
    Expired, with nothing saved."""
    with transaction.atomic():
        if is_over(_unfinished(sitting), now):
            raise TimeUp("The time of this sitting is out.")
        for item in {**answers, **flags}:
            changes: dict[str, str | bool] = {}
            if item in answers:
                changes["raw"] = answers[item]
            if item in flags:
                changes["flagged"] = flags[item]
            SavedAnswer.objects.update_or_create(
                sitting=sitting,
                item_id=item,
                defaults=changes,
                create_defaults={"raw": ""} | changes,
            )


def finish(sitting: Sitting, now: datetime) -> None:
    """Judges all saved answers at once; a blank or unparsable one counts as given up. Where the
    time is out, they were given at its end, however much later this is.

    A second call changes nothing. Raises Expired, with nothing judged.
    """
    try:
        with transaction.atomic():
            locked = _unfinished(sitting)
            locked.learner.lock()
            moment = now if locked.ends_at is None else min(now, locked.ends_at)
            judged = judged_of(locked, planned(locked), moment)
            Attempt.objects.bulk_create(each.attempt for each in judged)
            Mark.objects.bulk_create(each.attempt.mark for each in judged)
            record(locked.learner, shown_by_all(judged))
            locked.finished_at = moment
            locked.save(update_fields=["finished_at"])
    except AlreadyFinished:
        return


def close(sitting: Sitting, now: datetime) -> bool:
    """Judges what was saved if the time is out. Whether it was: then the object is out of date."""
    if sitting.finished_at is not None or not is_over(sitting, now):
        return False
    with suppress(Expired):
        finish(sitting, now)
    return True


def close_overdue(now: datetime, most: int | None = None, **which: Any) -> int:
    """Judges the sittings whose time is out and that nobody has asked for since, `most` of them at
    most, each in a transaction of its own. Returns how many."""
    overdue = Sitting.objects.filter(finished_at=None, ends_at__isnull=False)
    found = overdue.filter(ends_at__lt=now - GRACE, **which).order_by("ends_at")
    return sum(close(sitting, now) for sitting in list(found[:most]))


def _in_order(quiz: Quiz) -> QuerySet[Item]:
    return Item.published.filter(quizitem__quiz=quiz).order_by("quizitem__position")


def _unfinished(sitting: Sitting) -> Sitting:
    """The sitting, locked until the end of the transaction. Raises AlreadyFinished and Expired."""
    locked = Sitting.objects.select_for_update().filter(pk=sitting.pk).first()
    if locked is None:
        raise Expired("This sitting was removed.")
    if locked.finished_at is not None:
        raise AlreadyFinished("This sitting is finished.")
    return locked
