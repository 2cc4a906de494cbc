"""Judges an answer and stores the record of it."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from attention_engine import AnswerSyntaxError
from quizzes.items import Judgement
from quizzes.items.code_version import engine_version
from quizzes.models import Attempt, Learner, Mark, PracticeTask, Verdict
from quizzes.reviewing.recording import record

from .evidence import shown_by
from .running_quiz import refuse_running
from .standing import NOTHING_KEPT, History, Kept, Practiced, Standing, standing_of
from .task import Task, attempts_at


@dataclass(frozen=True)
class Marked:
    """A stored attempt and the history including it. `judgement` is None if the learner gave up.
    `repeated`: the same form was posted before, and this is the attempt stored then. `practice`:
    the task of the learner's practice that this was. `kept`: what the learner kept of the item."""

    attempt: Attempt
    judgement: Judgement | None
    history: History
    repeated: bool = False
    practice: Practiced | None = None
    kept: Kept = NOTHING_KEPT


def history_of(learner: Learner | None, task: Task) -> History:
    """A summary of the learner's attempts at this variant."""
    return standing_of(learner, task).history


def last_try(learner: Learner | None, task: Task) -> Marked | None:
    """The learner's latest answer to this variant, judged again."""
    if learner is None or learner.is_new:
        return None
    mine = attempts_at(task, learner).filter(seed=task.seed)
    attempt = mine.exclude(mark__verdict=Verdict.GIVEN_UP).first()
    try:
        return None if attempt is None else _again(task, attempt)
    except AnswerSyntaxError:
        # An earlier version of the parser could read this answer; today's cannot.
        return None


def mark(task: Task, learner: Learner, token: str, raw: str, seconds: int | None) -> Marked:
    """Judges and stores an answer, once per token.

    Raises AnswerSyntaxError, with nothing stored, if the answer is too long or cannot be parsed;
    QuizRunning; and LearnerGone.
    """
    refuse_running(task, learner)
    task.kind.refuse_too_long(raw)
    judgement = task.kind.judge(raw)
    return _store(task, learner, token, raw, judgement, seconds)


def give_up(task: Task, learner: Learner, token: str, seconds: int | None) -> Marked:
    """Stores that the learner asked for the solution. Raises QuizRunning and LearnerGone."""
    refuse_running(task, learner)
    return _store(task, learner, token, "", None, seconds)


def mark_of(attempt: Attempt, judgement: Judgement | None) -> Mark:
    """The first mark of an attempt, not yet stored. No judgement means that it was given up."""
    facts: dict[str, Any] = {"attempt": attempt, "engine_version": engine_version()}
    if judgement is None:
        return Mark(**facts, verdict=Verdict.GIVEN_UP, score=0.0)
    return Mark(
        **facts,
        verdict=judgement.verdict,
        score=judgement.score,
        submitted=judgement.submitted,
        mistakes=list(judgement.mistakes),
    )


def _store(
    task: Task,
    learner: Learner,
    token: str,
    raw: str,
    judgement: Judgement | None,
    seconds: int | None,
) -> Marked:
    # Worked out before the transaction, in which on SQLite all who write wait.
    _ = task.has_one_answer
    try:
        with transaction.atomic():
            is_newcomer = learner.keep()
            if not is_newcomer:
                learner.lock()
            # Whoever is stored only now has done nothing before.
            before = Standing() if is_newcomer else standing_of(learner, task)
            attempt = Attempt.objects.create(
                learner=learner,
                item=task.item,
                item_version=task.item_version,
                seed=task.seed,
                raw=raw,
                token=token,
                seconds=seconds,
                way_shown=before.history.way_shown,
                hints=before.hints,
            )
            attempt.mark = mark_of(attempt, judgement)
            attempt.mark.save()
            practice = before.practice
            if practice:
                open_task = PracticeTask.objects.filter(pk=practice.task, attempt=None)
                open_task.update(attempt=attempt)
            is_mixed = practice is not None and not practice.alone
            shown = shown_by(task, attempt, judgement, before, is_mixed=is_mixed)
            record(learner, [shown], is_newcomer=is_newcomer)
    except IntegrityError:
        # The same form was posted before, or twice at once and the other request won.
        earlier = Attempt.marked.filter(learner=learner, item=task.item, token=token).first()
        if earlier is None:
            learner.refuse_gone()
            raise
        return _again(task, earlier)
    history = before.history.after(attempt.mark.verdict)
    return Marked(attempt, judgement, history, practice=before.practice, kept=before.kept)


def _again(task: Task, attempt: Attempt) -> Marked:
    given_up = attempt.mark.verdict == Verdict.GIVEN_UP
    judgement = None if given_up else task.kind.judge(attempt.raw)
    return Marked(attempt, judgement, history_of(attempt.learner, task), repeated=True)
