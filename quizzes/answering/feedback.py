"""The feedback on an answer, and when its solution is shown."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.utils.safestring import SafeString, mark_safe

from attention_engine import Diagnosis
from attention_engine.judging.cells import Cells
from quizzes.items import Judgement
from quizzes.items.judgement import NOTHING_FOUND, StepJudgement
from quizzes.items.words import imprecise_words
from quizzes.models import Attempt, Verdict
from quizzes.numbers.comparison import compared
from quizzes.pictures import Picture

from .solution import Solution, solution_of
from .standing import History
from .task import Task

_HEADINGS = {
    Verdict.RIGHT: "Right",
    Verdict.WRONG: "Not right yet",
    Verdict.GIVEN_UP: "Here is the solution",
}
_STEP_WORDS = {
    "right": "right",
    "carried": "consistent with your earlier step",
    "wrong": "wrong",
    "blank": "left blank",
}
_TONES = {"carried": "right", "blank": "info", "given_up": "info"}


@dataclass(frozen=True)
class StepFeedback:
    title: str
    verdict: str
    words: str
    tone: str
    submitted: np.ndarray | None
    cells: Cells | None
    diagnosis: Diagnosis


@dataclass(frozen=True)
class Feedback:
    """The answer as it was read, the verdict in words, and the solution once it is due.

    `tone` sets the look: right, imprecise, wrong or info. `why` belongs to the option or line that
    is named. `diagnosis` names the mistakes that produce exactly these numbers; in a derivation,
    those of its first wrong step. `pictures` compare a wrong matrix with the right one; they come
    only with the solution.
    """

    verdict: str
    heading: str
    tone: str
    message: str = ""
    read_as: str = ""
    echo: np.ndarray | None = None
    cells: Cells | None = None
    diagnosis: Diagnosis = NOTHING_FOUND
    why: SafeString | str = ""
    steps: list[StepFeedback] = field(default_factory=list)
    hints: int = 0
    notes: list[str] = field(default_factory=list)
    solution: Solution | None = None
    pictures: list[Picture] = field(default_factory=list)

    @property
    def some_cells_agree(self) -> bool:
        """Whether a known mistake left some cells right, which must not mislead."""
        whole = any(not finding.where for finding in self.diagnosis.findings)
        return whole and self.cells is not None and bool((self.cells == "right").any())


def feedback_on(
    task: Task,
    attempt: Attempt,
    judgement: Judgement | None,
    history: History,
    tried: Judgement | None = None,
) -> Feedback:
    """The feedback on a stored attempt. `history` is the learner's, including this attempt;
    `tried` is the latest answer of a learner who then asked for the solution."""
    facts: dict[str, Any] = {
        "verdict": attempt.mark.verdict,
        "heading": _heading(attempt.mark.verdict, judgement),
        "tone": _TONES.get(attempt.mark.verdict, attempt.mark.verdict),
        "hints": attempt.hints,
        "notes": _notes(attempt, history),
        "solution": solution_of(task) if history.way_shown else None,
    }
    compares = tried if judgement is None else judgement
    facts["pictures"] = _pictures(task, compares) if history.way_shown and compares else []
    if judgement is None:
        return Feedback(**facts)
    return Feedback(
        **facts,
        # The heading above the message says the rest.
        message=judgement.detail,
        read_as=task.kind.read_as(judgement),
        echo=judgement.echo,
        cells=judgement.cells,
        diagnosis=judgement.diagnosis,
        why=_why(task, judgement),
        steps=_steps(task, judgement),
    )


def _heading(verdict: str, judgement: Judgement | None) -> str:
    if verdict == Verdict.IMPRECISE:
        return imprecise_words(judgement.cells if judgement else None)
    return _HEADINGS[Verdict(verdict)]


def _step_words(step: StepJudgement) -> str:
    if step.verdict == "imprecise":
        return imprecise_words(step.cells).lower()
    return _STEP_WORDS[step.verdict]


def _pictures(task: Task, judgement: Judgement) -> list[Picture]:
    if judgement.verdict != "wrong" or not task.spec.is_computed:
        return []
    right = task.kind.solution()
    if right.value is None:
        return []
    place = f"task-{task.item.pk}"
    return compared(
        task.spec.computation,
        right.value,
        judgement.echo,
        judgement.cells,
        place,
        decimals=right.decimals,
    )


def _notes(attempt: Attempt, history: History) -> list[str]:
    if attempt.mark.verdict == Verdict.RIGHT and attempt.way_shown:
        if history.solved:
            return ["You had solved this before."]
        return ["You had already seen the solution, so this answer does not count."]
    if attempt.mark.verdict == Verdict.WRONG and history.offers_the_solution:
        return ["Try again, or ask for the solution."]
    return []


def _why(task: Task, judgement: Judgement) -> SafeString | str:
    """The author's reason why this answer is right or wrong: that of one chosen option, or of the
    line that comes too early. Empty if a known mistake already explains it."""
    line = task.kind.line_too_early(judgement)
    if line is not None:
        return mark_safe(task.rendered["lines"][line]["too_early"])  # noqa: S308
    option = task.kind.chosen_option(judgement)
    if option is None or option.index < 0:
        return ""
    return mark_safe(task.rendered["options"][option.index]["why"])  # noqa: S308


def _steps(task: Task, judgement: Judgement) -> list[StepFeedback]:
    titles = task.kind.step_titles()
    return [
        StepFeedback(
            titles[step.name],
            step.verdict,
            _step_words(step),
            _TONES.get(step.verdict, step.verdict),
            step.submitted,
            step.cells if step.verdict in ("wrong", "imprecise") else None,
            step.diagnosis,
        )
        for step in judgement.steps
    ]
