"""The results of a finished sitting."""

from dataclasses import dataclass, field, replace
from math import floor
from typing import Any

from quizzes.answering.feedback import Feedback, feedback_on
from quizzes.answering.marking import history_of
from quizzes.answering.prompt import givens_of
from quizzes.answering.task import Task, task_of_attempt
from quizzes.models import Attempt, Item, Sitting, Verdict
from quizzes.numbers.given import Given

from .plan import Planned, planned

SHOWN_CHARACTERS = 200


@dataclass(frozen=True)
class TaskResult:
    """`attempt` is None for a task that was left out. A task that `has_changed` since is shown as
    it was answered. If that version was not stored, or this code cannot read it any more, `task`
    and `feedback` are None."""

    number: int
    ask_html: str = ""
    attempt: Attempt | None = None
    task: Task | None = None
    feedback: Feedback | None = None
    givens: list[Given] = field(default_factory=list)
    practice: str = ""
    has_changed: bool = False

    @property
    def score(self) -> float:
        """What the answer adds to the result: nothing after the solution had been shown."""
        return 0.0 if self.attempt is None or self.was_seen else self.attempt.mark.score

    @property
    def is_right(self) -> bool:
        """Whether the answer shows that the learner knows it."""
        right = self.attempt is not None and self.attempt.mark.verdict == Verdict.RIGHT
        return right and not self.was_seen

    @property
    def was_seen(self) -> bool:
        """Whether the learner had seen the solution of these numbers before."""
        return self.attempt is not None and self.attempt.way_shown

    @property
    def item(self) -> Item:
        """The item of a task that was answered."""
        assert self.attempt is not None  # noqa: S101 - the caller has checked
        return self.attempt.item


@dataclass(frozen=True)
class Results:
    """`percent` is rounded down, so that the shown number is the one compared with the pass mark;
    None if no task counts. `passed` is None if there is no pass mark."""

    tasks: list[TaskResult]
    points: float
    counted: int
    percent: int | None
    passed: bool | None

    @property
    def seen(self) -> int:
        """How many tasks give no points because their solution had been seen."""
        return sum(result.was_seen for result in self.tasks)

    @property
    def has_pictures(self) -> bool:
        return any(result.feedback and result.feedback.pictures for result in self.tasks)


def results_of(sitting: Sitting) -> Results:
    attempts = {
        attempt.item_id: attempt
        for attempt in Attempt.marked.filter(sitting=sitting).select_related(
            "mark", "item_version", "item__question"
        )
    }
    tasks = []
    for entry in planned(sitting):
        attempt = attempts.get(entry.item.pk) if entry.item else None
        tasks.append(_result(entry, attempt) if attempt else TaskResult(entry.number))
    points = sum(task.score for task in tasks)
    percent = percent_of(points, len(attempts))
    passed = percent is not None and percent >= sitting.pass_mark if sitting.pass_mark else None
    return Results(tasks, round(points, 1), len(attempts), percent, passed)


def percent_of(points: float, counted: int) -> int | None:
    """The score in percent, rounded down; None if no task counts."""
    return floor(100 * points / counted + 1e-9) if counted else None


def _result(entry: Planned, attempt: Attempt) -> TaskResult:
    result = TaskResult(entry.number, attempt=attempt, has_changed=entry.task is None)
    task = entry.task or task_of_attempt(attempt)
    if task is None:
        return result
    try:
        return replace(
            result,
            ask_html=task.ask_html,
            task=task,
            feedback=_feedback(task, attempt),
            givens=givens_of(task),
            practice=(task.other or task).address if entry.task else "",
        )
    except ValueError:
        # This code can no longer read the stored spec, or what was typed. The mark stays.
        return replace(result, has_changed=True)


def _feedback(task: Task, attempt: Attempt) -> Feedback:
    given_up = attempt.mark.verdict == Verdict.GIVEN_UP
    judgement = None if given_up else task.kind.judge(attempt.raw)
    feedback = feedback_on(task, attempt, judgement, history_of(attempt.learner, task))
    changes: dict[str, Any] = {"notes": []}
    if attempt.mark.verdict == Verdict.WRONG:
        changes["heading"] = "Not right"
    elif given_up and not attempt.raw:
        changes["heading"] = "Left blank"
    elif given_up:
        changes["heading"] = "This answer could not be read"
        changes["read_as"] = f"You typed “{shortened(attempt.raw)}”."
    return replace(feedback, **changes)


def shortened(text: str) -> str:
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"
