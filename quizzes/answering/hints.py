"""A task's hints, in order: which step to look at, its idea, the step with these numbers."""

from dataclasses import dataclass

import numpy as np
from django.utils.safestring import SafeString, mark_safe

from attention_engine.computations.worked import WorkedStep
from quizzes.items import Judgement

from .task import Task


@dataclass(frozen=True)
class Hint:
    """One hint: the author's `html`, or else what the engine says about a step.

    `value` is the value of a step before the answer. The value of the last step is the answer
    itself, so it never appears here.
    """

    number: int
    html: SafeString | str = ""
    step: str = ""
    idea: str = ""
    formula: str = ""
    substituted: str = ""
    value: np.ndarray | None = None


def hints_of(task: Task, tried: Judgement | None = None) -> list[Hint]:
    """All hints of a task; empty if it has none.

    For a computed task they point to the step where `tried` went wrong.
    """
    rendered = task.rendered.get("hints", [])
    if rendered:
        return [Hint(number, mark_safe(html)) for number, html in enumerate(rendered, start=1)]  # noqa: S308
    steps = task.kind.steps_to_the_answer()
    if not steps:
        return []
    step = _step_to_look_at(task, steps, tried)
    value = None if task.kind.gives_away(step) else step.value
    return [
        Hint(1, step=step.title),
        Hint(2, idea=step.explanation),
        Hint(3, formula=step.formula, substituted=step.substituted, value=value),
    ]


def _step_to_look_at(
    task: Task, steps: tuple[WorkedStep, ...], tried: Judgement | None
) -> WorkedStep:
    """The first step that is not right; if only the result was asked for, the mistake's step."""
    if tried is None:
        names = []
    elif tried.steps:
        names = [step.name for step in tried.steps if step.verdict != "right"]
    else:
        names = [task.kind.step_of(mistake) for mistake in tried.mistakes]
    # If the mistake is past the steps that may be shown, use the last of them.
    return next((step for step in steps if step.name in names), steps[-1 if any(names) else 0])


@dataclass(frozen=True)
class HintPanel:
    """The hints shown so far, and the number of the next one, if there is one."""

    shown: list[Hint]
    total: int

    @property
    def next(self) -> int | None:
        count = len(self.shown)
        return count + 1 if count < self.total else None


def hint_panel(task: Task, count: int, tried: Judgement | None = None) -> HintPanel | None:
    """The first `count` hints of a task and the number of the next; None if it has no hints."""
    hints = hints_of(task, tried)
    return HintPanel(hints[:count], len(hints)) if hints else None


def hint_numbers(task: Task) -> list[str]:
    """The numbers with which a form can request the hints of a task."""
    return [str(hint.number) for hint in hints_of(task)]
