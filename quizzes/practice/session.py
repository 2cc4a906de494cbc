"""A practice session: it starts, asks one task after the other, and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from quizzes.answering.task import Task
from quizzes.items import KINDS
from quizzes.learners.days import day_of
from quizzes.models import (
    CardKind,
    Item,
    Learner,
    Mark,
    PracticeSession,
    PracticeTask,
    PracticeUnit,
    Rating,
    Review,
    Verdict,
)
from quizzes.models.item import LONG_TEXTS

from . import diagnosing
from .choosing import Chosen, choose
from .focus import MIXED, Focus, focus_of

LENGTHS: dict[str, Sequence[int]] = {
    PracticeUnit.TASKS.value: (5, 10, 20),
    PracticeUnit.MINUTES.value: (10, 20, 40),
}
# Skipping on and on in a session by time comes to an end, too.
MOST_TASKS = 60


class NothingToPractice(ValueError):
    """No public task is left for this learner."""


def open_session(learner: Learner | None) -> PracticeSession | None:
    """The learner's unfinished session."""
    if learner is None or learner.is_new:
        return None
    return PracticeSession.objects.filter(learner=learner, finished_at=None).first()


def start(
    learner: Learner, token: str, length: int, unit: str, now: datetime, focus: Focus = MIXED
) -> PracticeSession:
    """A new session with its first task; the one started earlier with the same token. An open
    session ends. Raises NothingToPractice and LearnerGone."""
    if not learner.is_new and (same := _started(learner, token)):
        return same
    # Before the transaction, in which on SQLite all who write wait. A newcomer's first task is
    # quickly found.
    chosen = None if learner.is_new else _next(learner, now, (), focus)
    try:
        with transaction.atomic():
            if not learner.keep():
                learner.lock()
            chosen = chosen or _next(learner, now, (), focus)
            if chosen is None:
                raise NothingToPractice
            for earlier in PracticeSession.objects.filter(learner=learner, finished_at=None):
                finish(earlier, now)
            session = PracticeSession.objects.create(
                learner=learner,
                token=token,
                length=length,
                unit=unit,
                started_at=now,
                **vars(focus),
            )
            _task(session, 1, chosen).save()
    except IntegrityError:
        # The same form was posted twice at once, or two tabs started; the other request won.
        same = _started(learner, token) or open_session(learner)
        if same is None:
            learner.refuse_gone()
            raise
        return same
    return session


def _started(learner: Learner, token: str) -> PracticeSession | None:
    return PracticeSession.objects.filter(learner=learner, token=token).first()


def tasks_of(session: PracticeSession) -> list[PracticeTask]:
    """The tasks of a session in order, each with its item and its first answer's mark."""
    rows = session.tasks.select_related("item__question__topic", "attempt").defer(
        *(f"item__{name}" for name in LONG_TEXTS)
    )
    return list(rows.order_by("number"))


def go_on(session: PracticeSession, number: int, now: datetime) -> PracticeTask | None:
    """The task after the one of this number; None if the session is over. Asked again, from a
    second tab or by a double click, it gives the same task."""
    tasks = tasks_of(session)
    if session.finished_at is not None:
        return None
    if tasks and tasks[-1].number != number:
        return tasks[-1]
    learner = session.learner
    chosen = None
    if not _is_over(session, tasks, now):
        chosen = _next(learner, now, tasks, focus_of(session))
    if chosen is None:
        finish(session, now)
        return None
    task = _task(session, tasks[-1].number + 1 if tasks else 1, chosen)
    try:
        with transaction.atomic():
            # It may have ended or been removed meanwhile, by another tab or because it was old.
            rows = PracticeSession.objects.select_for_update()
            if not rows.filter(pk=session.pk, finished_at=None).exists():
                return None
            task.save()
    except IntegrityError:
        return session.tasks.latest("number")
    return task


def _next(
    learner: Learner, now: datetime, asked: Sequence[PracticeTask], focus: Focus
) -> Chosen | None:
    day = day_of(learner, now)
    if focus.is_diagnostic:
        return diagnosing.choose(learner, day, asked)
    return choose(learner, day, asked, focus)


def finish(session: PracticeSession, now: datetime) -> None:
    """Ends a session. A second call changes nothing."""
    open_one = PracticeSession.objects.filter(pk=session.pk, finished_at=None)
    open_one.update(finished_at=max(now, session.started_at))


def _is_over(session: PracticeSession, tasks: Sequence[PracticeTask], now: datetime) -> bool:
    if len(tasks) >= MOST_TASKS:
        return True
    if session.unit == PracticeUnit.MINUTES:
        return now - session.started_at >= timedelta(minutes=session.length)
    return len(tasks) >= session.length


def _task(session: PracticeSession, number: int, chosen: Chosen) -> PracticeTask:
    """A task of the session, not yet stored."""
    return PracticeTask(
        session=session,
        number=number,
        item=chosen.task.item,
        item_version=chosen.task.version,
        seed=chosen.task.seed,
        reason=chosen.wish.reason,
        slip=chosen.wish.slip,
    )


@dataclass(frozen=True)
class AnsweredTask:
    """One task of a session with what came of it, in words and as a `tone` for its look."""

    title: str
    address: str
    words: str
    tone: str


@dataclass(frozen=True)
class Summary:
    """What came of a session. `slips` are the ids of the mistakes made, each once."""

    tasks: list[AnsweredTask]
    right: int
    answered: int
    slips: list[str]

    @property
    def skipped(self) -> int:
        return len(self.tasks) - self.answered


_SHOWN = {
    Verdict.RIGHT: ("right", "right"),
    Verdict.IMPRECISE: ("too few digits", "imprecise"),
    Verdict.WRONG: ("wrong", "wrong"),
    Verdict.GIVEN_UP: ("solution shown", "info"),
}


def summary_of(session: PracticeSession) -> Summary:
    """Three queries, however many tasks there were. A last task that was left open is no task."""
    tasks = tasks_of(session)
    if tasks and tasks[-1].attempt_id is None:
        tasks.pop()
    answered = [task.attempt_id for task in tasks if task.attempt_id]
    marks = {
        mark.attempt_id: mark for mark in Mark.objects.filter(attempt__in=answered, newest=True)
    }
    shown = [_answered_task(task, marks.get(task.attempt_id)) for task in tasks]
    made = Review.objects.filter(
        attempt__in=answered, card__kind=CardKind.SLIP, rating=Rating.AGAIN
    )
    slips = dict.fromkeys(made.order_by("pk").values_list("card__name", flat=True))
    right = sum(mark.verdict == Verdict.RIGHT for mark in marks.values())
    return Summary(shown, right, len(answered), list(slips))


def _answered_task(task: PracticeTask, mark: Mark | None) -> AnsweredTask:
    item = task.item
    words, tone = _SHOWN[Verdict(mark.verdict)] if mark else ("skipped", "info")
    title = f"{KINDS[item.kind].words}, from “{item.question.title}”"
    return AnsweredTask(title, address_of(task), words, tone)


def address_of(task: PracticeTask) -> str:
    """The page of the task; if the item has changed since, of its numbers as they are now."""
    return Task(task.item, task.seed).address if _is_same(task) else task.item.get_absolute_url()


def can_be_asked(task: PracticeTask) -> bool:
    """Whether the task is still public and as it was when it was chosen."""
    return _is_same(task) and Item.published.filter(pk=task.item_id).exists()


def _is_same(task: PracticeTask) -> bool:
    return task.item.version == task.item_version and task.seed in task.item.seeds
