"""Sittings: a quiz is started, answered bit by bit, and judged once at the end."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from attention_engine import AnswerSyntaxError
from quizzes.answering.evidence import shown_by
from quizzes.answering.marking import mark_of
from quizzes.answering.running_quiz import running_seeds
from quizzes.answering.standing import Standing, standing_of
from quizzes.answering.task import Task, attempts_at
from quizzes.items import Judgement
from quizzes.models import Attempt, Item, Learner, Mark, Quiz, SavedAnswer, Sitting
from quizzes.models.item import LONG_TEXTS
from quizzes.reviewing.recording import Shown, record

# More than anybody needs at once. Each may hold some 100 kB of typed text.
MOST_RUNNING = 30


class NothingToAnswer(ValueError):
    """The quiz has no tasks left: all were withdrawn."""


class TooManyRunning(ValueError):
    """The learner has as many unfinished sittings as we keep; `latest` is the newest of them."""

    def __init__(self, latest: Sitting) -> None:
        super().__init__(
            f"You have {MOST_RUNNING} unfinished quizzes, the most that we keep for one person. "
            "Nothing was started: finish one of them first."
        )
        self.latest = latest


class AlreadyFinished(ValueError):
    """An answer arrived after the sitting had been judged."""


class Expired(ValueError):
    """The sitting was removed meanwhile: nobody had gone on with it for long (`expiry.py`)."""


@dataclass(frozen=True)
class Planned:
    """A task of a sitting with what was saved for it. `task` is None if the task was changed or
    withdrawn after the start, so that it can no longer be judged as planned; `item` is None, too,
    if its question was deleted."""

    number: int
    item: Item | None
    task: Task | None
    raw: str


def items_of(quiz: Quiz) -> list[Item]:
    """The items of a quiz that can be answered now, in order."""
    return [item for item in _in_order(quiz) if item.seeds]


def start(quiz: Quiz, learner: Learner, token: str) -> Sitting:
    """A new sitting, or the one started earlier with the same token. Raises NothingToAnswer and
    TooManyRunning."""
    if not learner.is_new and (sitting := _started(quiz, learner, token).first()):
        return sitting
    plan = [
        {"item": item.pk, "version": item.version, "seed": _seed(item, learner, token)}
        for item in items_of(quiz)
    ]
    if not plan:
        raise NothingToAnswer("This quiz has no tasks at the moment.")
    if not learner.is_new:
        mine = _unfinished_of(learner)[:MOST_RUNNING]
        if len(mine) == MOST_RUNNING:
            raise TooManyRunning(mine[0])
    try:
        with transaction.atomic():
            learner.keep()
            return Sitting.objects.create(learner=learner, quiz=quiz, token=token, plan=plan)
    except IntegrityError:
        return _started(quiz, learner, token).get()


def _started(quiz: Quiz, learner: Learner, token: str) -> QuerySet[Sitting]:
    return Sitting.objects.filter(learner=learner, quiz=quiz, token=token)


def running(quiz: Quiz, learner: Learner | None) -> Sitting | None:
    """The learner's latest unfinished sitting of the quiz."""
    if learner is None:
        return None
    return _unfinished_of(learner).filter(quiz=quiz).first()


def _unfinished_of(learner: Learner) -> QuerySet[Sitting]:
    return Sitting.objects.filter(learner=learner, finished_at=None)


def planned(sitting: Sitting) -> list[Planned]:
    """The tasks of a sitting in order."""
    rows = Item.objects.select_related("question").defer(*LONG_TEXTS)
    items = rows.in_bulk([row["item"] for row in sitting.plan])
    public = set(Item.published.filter(pk__in=items).values_list("pk", flat=True))
    saved = dict(sitting.answers.values_list("item", "raw"))
    tasks = []
    for number, row in enumerate(sitting.plan, start=1):
        item = items.get(row["item"])
        task = None
        if item is not None and item.pk in public and item.version == row["version"]:
            task = Task(item, row["seed"])
        tasks.append(Planned(number, item, task, saved.get(row["item"], "")))
    return tasks


def too_long(typed: Iterable[tuple[Task, str]]) -> dict[int, AnswerSyntaxError]:
    """The errors of the typed answers that no box of their kind may hold, by item."""
    faults = {}
    for task, raw in typed:
        try:
            task.kind.refuse_too_long(raw)
        except AnswerSyntaxError as error:
            faults[task.item.pk] = error
    return faults


def save(sitting: Sitting, answers: dict[int, str]) -> None:
    """Saves what was typed, by item. Raises AlreadyFinished and Expired, with nothing saved."""
    with transaction.atomic():
        _unfinished(sitting)
        for item, raw in answers.items():
            SavedAnswer.objects.update_or_create(
                sitting=sitting, item_id=item, defaults={"raw": raw}
            )


def blank(sitting: Sitting) -> list[Planned]:
    """The tasks for which nothing is saved."""
    return [entry for entry in planned(sitting) if entry.task is not None and not entry.raw]


def unreadable(sitting: Sitting) -> dict[int, AnswerSyntaxError]:
    """The errors of the saved answers that cannot be parsed, by item."""
    faults = {}
    for entry in planned(sitting):
        if entry.task is not None and entry.raw:
            try:
                entry.task.kind.judge(entry.raw)
            except AnswerSyntaxError as error:
                faults[entry.task.item.pk] = error
    return faults


def finish(sitting: Sitting, now: datetime) -> None:
    """Judges all saved answers at once; a blank or unparsable one counts as given up.

    A second call changes nothing. Raises Expired, with nothing judged.
    """
    try:
        with transaction.atomic():
            locked = _unfinished(sitting)
            locked.learner.lock()
            judged = [
                _judged(locked, entry.task, entry.raw)
                for entry in planned(locked)
                if entry.task is not None
            ]
            Attempt.objects.bulk_create(each.attempt for each in judged)
            Mark.objects.bulk_create(each.attempt.mark for each in judged)
            record(locked.learner, _shown(judged))
            locked.finished_at = now
            locked.save(update_fields=["finished_at"])
    except AlreadyFinished:
        return


def _in_order(quiz: Quiz) -> QuerySet[Item]:
    return Item.published.filter(quizitem__quiz=quiz).order_by("quizitem__position")


def _seed(item: Item, learner: Learner, token: str) -> int:
    """A seed that the learner has not seen yet, if there is one, and not in another unfinished
    sitting, whose results would show it solved; the same for the same token."""
    met = Attempt.objects.none() if learner.is_new else attempts_at(item, learner)
    seen = set(met.values_list("seed", flat=True))
    running = running_seeds(item, learner)
    unseen = [seed for seed in item.seeds if seed not in seen] or item.seeds
    seeds = [seed for seed in unseen if seed not in running] or unseen
    digest = hashlib.sha256(f"{token}/{item.pk}".encode()).digest()
    return seeds[int.from_bytes(digest) % len(seeds)]


def _unfinished(sitting: Sitting) -> Sitting:
    """The sitting, locked until the end of the transaction. Raises AlreadyFinished and Expired."""
    locked = Sitting.objects.select_for_update().filter(pk=sitting.pk).first()
    if locked is None:
        raise Expired("This sitting was removed.")
    if locked.finished_at is not None:
        raise AlreadyFinished("This sitting is finished.")
    return locked


def _shown(judged: Sequence["_Judged"]) -> list[Shown]:
    """What the answers of a sitting show. They are mixed unless all train one skill."""
    is_mixed = len({each.task.item.skill for each in judged}) > 1
    return [
        shown_by(each.task, each.attempt, each.judgement, each.before, is_mixed=is_mixed)
        for each in judged
    ]


@dataclass(frozen=True)
class _Judged:
    """An answer of a sitting, judged but not stored; `before` is the learner's standing."""

    task: Task
    attempt: Attempt
    judgement: Judgement | None
    before: Standing


def _judged(sitting: Sitting, task: Task, raw: str) -> _Judged:
    before, judgement = standing_of(sitting.learner, task), _judgement(task, raw)
    attempt = Attempt(
        learner=sitting.learner,
        item=task.item,
        item_version=task.item_version,
        seed=task.seed,
        raw=raw,
        token=sitting.pk.hex,
        sitting=sitting,
        way_shown=before.history.way_shown,
        # A sitting offers no hints, so that its score shows what the learner can do alone. Hints
        # seen in practice for the same numbers still count.
        hints=before.hints,
    )
    attempt.mark = mark_of(attempt, judgement)
    return _Judged(task, attempt, judgement, before)


def _judgement(task: Task, raw: str) -> Judgement | None:
    """None for a blank, and for an unparsable answer that the learner chose not to correct."""
    with suppress(AnswerSyntaxError):
        return task.kind.judge(raw) if raw else None
    return None
