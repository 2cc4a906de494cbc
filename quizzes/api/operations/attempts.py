"""Learners and their answers, marked and stored by the same code as the web form's."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router
from ninja.responses import Status

from attention_engine import AnswerSyntaxError
from quizzes.answering import marking
from quizzes.answering.feedback import feedback_on
from quizzes.answering.form_tokens import (
    GOOD_FOR_DAYS,
    BadToken,
    ItemToken,
    TaskChanged,
    TaskExpired,
    task_of_token,
)
from quizzes.answering.running_quiz import QuizRunning
from quizzes.answering.solution import Solution
from quizzes.answering.task import Task
from quizzes.learners.cookie import ONE_YEAR

from ..findings import arithmetic_of, finding_of
from ..learners import LearnerToken, new_token
from ..problems import FieldFault, Refused, fault_of, refuse_fields
from ..schemas import attempts as schemas
from ..schemas.bank import Slug
from ..values import cells, numbers, right_cells, typed
from .computing import step_of
from .items import find_item

router = Router(tags=["Answering"])

FOREIGN_TOKEN = "This token was issued for another item, or not by this site. Read the item again."  # noqa: S105 - a sentence
EXPIRED = (
    f"This token is more than {GOOD_FOR_DAYS} days old. Read the item again; nothing was counted."
)
CHANGED = "This item has changed since you read it. Read it again; nothing was counted."


@router.post(
    "/learners",
    operation_id="createLearner",
    summary="Create a learner",
    response={201: schemas.Learner},
)
def create_learner(request: HttpRequest) -> Status:
    """Create an anonymous learner. Keep the token: it is the only thing that identifies you."""
    return Status(201, schemas.Learner(token=new_token(), expires_in=ONE_YEAR))


@router.post(
    "/questions/{slug}/items/{key}/attempts",
    operation_id="answerItem",
    summary="Answer an item",
    response={200: schemas.Attempt, 201: schemas.Attempt},
    auth=LearnerToken(),
)
def answer_item(
    request: HttpRequest, slug: Path[Slug], key: Path[Slug], asked: schemas.Answer
) -> Status:
    """Judge and store an answer, once for each token of the item. An answer that cannot be read
    is refused and not counted. The response includes the solution after a right answer and when
    you ask for it with `give_up`, never after a wrong answer alone."""
    now = timezone.now().timestamp()
    task, token = _task_of(slug, key, asked.token, now)
    learner, raw = request.auth, "" if asked.give_up else _raw(task, asked.answer)
    seconds = token.seconds_until(now)
    try:
        if asked.give_up:
            marked = marking.give_up(task, learner, token.nonce, seconds)
        else:
            marked = marking.mark(task, learner, token.nonce, raw, seconds)
    except QuizRunning as error:
        raise Refused(409, str(error)) from error
    except AnswerSyntaxError as error:
        is_typed = isinstance(asked.answer, str)
        raise refuse_fields([fault_of("answer", error, is_typed=is_typed)]) from error
    return Status(200 if marked.repeated else 201, _attempt(task, marked))


def _task_of(slug: str, key: str, text: str, now: float) -> tuple[Task, ItemToken]:
    try:
        return task_of_token(find_item(slug, key), text, now=now)
    except BadToken as error:
        raise refuse_fields([FieldFault(field="token", message=FOREIGN_TOKEN)]) from error
    except TaskChanged as error:
        raise Refused(409, CHANGED) from error
    except TaskExpired as error:
        raise Refused(409, EXPIRED) from error


def _raw(task: Task, answer: Any) -> str:
    """The answer as the page's boxes would send it."""
    if isinstance(answer, dict):
        titles = task.kind.step_titles()
        if not titles:
            message = "This item does not ask for steps. Answer with a string or an array."
            raise refuse_fields([FieldFault(field="answer", message=message)])
        unknown = [name for name in answer if name not in titles]
        if unknown:
            known = ", ".join(titles)
            message = f"This item has no such step. Its steps are {known}."
            raise refuse_fields([FieldFault(field=f"answer.{unknown[0]}", message=message)])
        return json.dumps({name: typed(value) for name, value in answer.items()})
    if task.kind.is_in_letters and isinstance(answer, list):
        return ", ".join(map(str, answer))
    return typed(answer)


def _attempt(task: Task, marked: marking.Marked) -> schemas.Attempt:
    told = feedback_on(task, marked.attempt, marked.judgement, marked.history)
    return schemas.Attempt(
        verdict=told.verdict,
        heading=told.heading,
        message=told.message,
        score=marked.attempt.mark.score,
        repeated=marked.repeated,
        read_as=told.read_as,
        submitted=numbers(told.echo),
        cells=right_cells(told.cells),
        cell_verdicts=cells(told.cells),
        tolerance=task.kind.tolerance_words(),
        findings=[finding_of(found) for found in told.diagnosis.findings],
        arithmetic=arithmetic_of(told.diagnosis),
        remark=told.diagnosis.remark,
        place=told.diagnosis.place,
        hints=told.hints,
        why_html=str(told.why),
        steps=[
            schemas.StepJudged(
                title=step.title,
                verdict=step.verdict,
                words=step.words,
                submitted=numbers(step.submitted),
                cells=right_cells(step.cells),
                cell_verdicts=cells(step.cells),
            )
            for step in told.steps
        ],
        notes=told.notes,
        way=_way(told.solution) if told.solution else None,
    )


def _way(solution: Solution) -> schemas.Way:
    return schemas.Way(
        explain_html=solution.explain,
        text=solution.text,
        value=numbers(solution.value),
        decimals=solution.decimals,
        lines_html=solution.lines,
        options=[
            schemas.OptionReason(letter=option.letter, right=option.right, why_html=option.why)
            for option in solution.options
        ],
        steps=[step_of(step) for step in solution.steps],
    )
