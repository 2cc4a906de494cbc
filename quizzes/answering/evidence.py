"""What an answer to a task is evidence of: the skill it trains, and slips made or avoided."""

from quizzes.items import Judgement
from quizzes.learners.days import day_of
from quizzes.models import Attempt, Verdict
from quizzes.reviewing.ratings import Evidence, rest_of
from quizzes.reviewing.recording import Shown

from .standing import Standing
from .task import Task


def shown_by(
    task: Task,
    attempt: Attempt,
    judgement: Judgement | None,
    before: Standing,
    *,
    is_mixed: bool = False,
) -> Shown:
    """What a stored attempt shows. `before` is the learner's standing without it."""
    made = _made(task, attempt, judgement)
    evidence = Evidence(_is_first(task, attempt, before), made, task.kind.slips)
    return Shown(attempt, evidence, is_mixed)


def _made(task: Task, attempt: Attempt, judgement: Judgement | None) -> tuple[str, ...]:
    """The mistakes of the likeliest finding, one or two, that a right answer would have avoided."""
    if judgement is None or attempt.mark.verdict != Verdict.WRONG:
        return ()
    findings = judgement.diagnosis.findings
    if not findings:
        return ()
    slips = task.kind.slips()
    return tuple(slip for slip in findings[0].mistakes if slip in slips)


def _is_first(task: Task, attempt: Attempt, before: Standing) -> bool:
    """Whether the learner has not met these numbers, or not for long enough to count as new."""
    varies = not task.has_one_answer
    if varies and not before.tried:
        return True
    learner = attempt.learner
    earlier = Attempt.objects.filter(learner=learner, item=task.item).exclude(pk=attempt.pk)
    if varies:
        earlier = earlier.filter(seed=task.seed, item_version=task.item_version)
    last = earlier.values_list("created_at", flat=True).first()
    if last is None:
        return True
    rested = day_of(learner, attempt.created_at) - day_of(learner, last)
    return rested >= rest_of(task.item.skill)
