"""The answers of a sitting, judged at its end."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from attention_engine import AnswerSyntaxError
from quizzes.answering.evidence import shown_by
from quizzes.answering.marking import mark_of
from quizzes.answering.standing import Standing, standing_of
from quizzes.answering.task import Task
from quizzes.items import Judgement
from quizzes.models import Attempt, Sitting
from quizzes.reviewing.recording import Shown

from .plan import Planned


@dataclass(frozen=True)
class Judged:
    """An answer of a sitting, judged but not stored; `before` is the learner's standing."""

    task: Task
    attempt: Attempt
    judgement: Judgement | None
    before: Standing


def judged_of(sitting: Sitting, entries: Iterable[Planned], moment: datetime) -> list[Judged]:
    """The saved answers as they are judged, all of them given at this moment."""
    return [
        _judged(sitting, entry.task, entry.raw, moment)
        for entry in entries
        if entry.task is not None
    ]


def shown_by_all(judged: Sequence[Judged]) -> list[Shown]:
    """What the answers of a sitting show. They are mixed unless all train one skill."""
    is_mixed = len({each.task.item.skill for each in judged}) > 1
    return [
        shown_by(each.task, each.attempt, each.judgement, each.before, is_mixed=is_mixed)
        for each in judged
    ]


def _judged(sitting: Sitting, task: Task, raw: str, moment: datetime) -> Judged:
    before, judgement = standing_of(sitting.learner, task), _judgement(task, raw)
    attempt = Attempt(
        learner=sitting.learner,
        item=task.item,
        item_version=task.item_version,
        seed=task.seed,
        raw=raw,
        created_at=moment,
        token=sitting.pk.hex,
        sitting=sitting,
        way_shown=before.history.way_shown,
        # A sitting offers no hints, so that its score shows what the learner can do alone. Hints
        # seen in practice for the same numbers still count.
        hints=before.hints,
    )
    attempt.mark = mark_of(attempt, judgement)
    return Judged(task, attempt, judgement, before)


def _judgement(task: Task, raw: str) -> Judgement | None:
    """None for a blank, and for an unparsable answer that the learner chose not to correct."""
    with suppress(AnswerSyntaxError):
        return task.kind.judge(raw) if raw else None
    return None
