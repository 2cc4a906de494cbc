"""The way to the answer of a task: shown once it is due, never before."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from quizzes.items.kinds.choice import Choice, Choices
from quizzes.items.kinds.letters import LETTERS
from quizzes.items.spec import ComputedBase, CountSpec, GrowthSpec, ShapeSpec, StepsSpec

from .task import Task


@dataclass(frozen=True)
class OptionReason:
    letter: str
    right: bool
    why: SafeString
    html: SafeString | None = None
    value: np.ndarray | None = None


@dataclass(frozen=True)
class Way:
    """The answer as `text`, or as `value` with its decimals; why; and how to get there."""

    explain: SafeString
    text: str = ""
    value: np.ndarray | None = None
    decimals: int = 3
    lines: list[SafeString] = field(default_factory=list)
    options: list[OptionReason] = field(default_factory=list)
    steps: list[Any] = field(default_factory=list)


def way_of(task: Task) -> Way:
    """The right answer of a task and the way to it."""
    rendered, spec, kind = task.item.spec["rendered"], task.spec, task.kind
    facts: dict[str, Any] = {"explain": mark_safe(rendered["explain"])}  # noqa: S308
    if isinstance(kind, Choice | Choices):
        facts["options"] = _reasons(task)
    elif "lines" in rendered:
        facts["lines"] = [mark_safe(line) for line in rendered["lines"]]  # noqa: S308
    elif isinstance(spec, GrowthSpec | ShapeSpec | CountSpec):
        facts["text"] = kind.right_answer()
    elif not isinstance(spec, StepsSpec):
        facts["value"] = kind.expected()
    if isinstance(spec, ComputedBase) and not _has_no_steps(spec):
        facts["decimals"] = getattr(spec, "decimals", 3)
        facts["steps"] = kind.worked
    return Way(**facts)


def _has_no_steps(spec: ComputedBase) -> bool:
    """The steps of a cost count its FLOPs: they lead to no order and to no bytes."""
    return isinstance(spec, GrowthSpec) or (isinstance(spec, CountSpec) and spec.of != "flops")


def _reasons(task: Task) -> list[OptionReason]:
    texts = task.item.spec["rendered"].get("options", [])
    reasons = []
    for letter, option in zip(LETTERS, task.kind.options(), strict=False):
        if option.index >= 0:
            html, why = texts[option.index]["text"], texts[option.index]["why"]
            reasons.append(
                OptionReason(letter, option.right, mark_safe(why), html=mark_safe(html))  # noqa: S308
            )
        else:
            why = format_html("<p>{}</p>", option.why) if option.why else SafeString()
            reasons.append(OptionReason(letter, option.right, why, value=option.value))
    return reasons
