"""Hints to a task, in order: which step to look at, the idea of it, the step with these numbers."""

from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import numpy as np
from django.utils.safestring import SafeString, mark_safe

from attention_engine import check_answer, mistake_step
from attention_engine.computations.worked import WorkedStep
from quizzes.items import ItemSpec, Judgement
from quizzes.items.spec import ComputedChoiceSpec, CountSpec, NumericSpec, StepsSpec

from .task import Task


@dataclass(frozen=True)
class Hint:
    """One hint: the author's `html`; else what the engine knows of a step, as much as is filled.

    `value` is that of a step on the way. The last step's is the answer and is never here.
    """

    number: int
    html: SafeString | str = ""
    step: str = ""
    idea: str = ""
    formula: str = ""
    substituted: str = ""
    value: np.ndarray | None = None


def hints_of(task: Task, tried: Judgement | None = None) -> list[Hint]:
    """All hints of a task; of a computed one they look at the step where `tried` went wrong.

    Empty where there are none.
    """
    rendered = task.item.spec["rendered"].get("hints", [])
    if rendered:
        return [Hint(number, mark_safe(html)) for number, html in enumerate(rendered, start=1)]  # noqa: S308
    if not _steps_lead_to_the_answer(task.spec):
        return []
    steps = _up_to_the_answer(task)
    step = _step_to_look_at(task, steps, tried)
    return [
        Hint(1, step=step.title),
        Hint(2, idea=step.explanation),
        Hint(3, formula=step.formula, substituted=step.substituted, **_value(task, steps, step)),
    ]


def _steps_lead_to_the_answer(spec: ItemSpec) -> bool:
    """Not so for a shape or an order; and the steps of a cost count FLOPs, not bytes."""
    if isinstance(spec, CountSpec):
        return spec.of == "flops"
    return isinstance(spec, NumericSpec | ComputedChoiceSpec | StepsSpec)


def _up_to_the_answer(task: Task) -> tuple[WorkedStep, ...]:
    """The steps up to the first whose value is the answer already.

    The numbers put into any later one would tell it: weights times unit vectors are weights.
    """
    steps = task.kind.worked
    if isinstance(task.spec, StepsSpec):
        return steps
    before = takewhile(lambda step: not _would_pass(task, step.value, steps[-1].value), steps)
    return steps[: len(list(before)) + 1]


def _step_to_look_at(
    task: Task, steps: tuple[WorkedStep, ...], tried: Judgement | None
) -> WorkedStep:
    """The first step that is not right; where only a result was asked, that of the mistake."""
    if tried is None:
        names = []
    elif tried.steps:
        names = [step.name for step in tried.steps if step.verdict != "right"]
    else:
        names = [mistake_step(mistake, task.spec.computation) for mistake in tried.mistakes]
    # A mistake further on is looked at from as near as may be told.
    return next((step for step in steps if step.name in names), steps[-1 if any(names) else 0])


def _value(task: Task, steps: tuple[WorkedStep, ...], step: WorkedStep) -> dict[str, Any]:
    """The value of a step on the way, unless it is what the task asks for."""
    if isinstance(task.spec, StepsSpec) or _would_pass(task, step.value, steps[-1].value):
        return {}
    return {"value": step.value}


def _would_pass(task: Task, value: np.ndarray, result: np.ndarray) -> bool:
    """Whether a step's value, typed as the answer, would be right or nearly so, or holds every
    number of it.

    Where one weight is nearly 1, the exponentials are the weights with the digits asked for.
    Where values are unit vectors, the output is weights in another order.
    """
    decimals = getattr(task.spec, "decimals", None)
    if value.size != result.size:
        near = 1e-9 if decimals is None else 0.5 * 10.0**-decimals
        held = np.isclose(value.reshape(1, -1), result.reshape(-1, 1), rtol=0, atol=near)
        return result.size > 1 and bool(held.any(axis=1).all())
    return check_answer(result.ravel(), value.ravel(), decimals=decimals).verdict != "wrong"


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
    """The first `count` hints of a task with the way to the next; None where it has no hints."""
    hints = hints_of(task, tried)
    return HintPanel(hints[:count], len(hints)) if hints else None


def hint_numbers(task: Task) -> list[str]:
    """The numbers by which the hints of a task are asked for."""
    return [str(hint.number) for hint in hints_of(task)]
