"""The solution of a task: shown once it is due, never before."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from attention_engine import mistake_title
from quizzes.items.kinds.letters import LETTERS
from quizzes.templatetags.numbers import engine_words

from .task import Task


@dataclass(frozen=True)
class OptionReason:
    letter: str
    right: bool
    why: SafeString
    html: SafeString | None = None
    value: np.ndarray | None = None


@dataclass(frozen=True)
class Solution:
    """The answer as `text` or as `value` with its decimals, why it is right, and its steps."""

    explain: SafeString
    text: str = ""
    value: np.ndarray | None = None
    decimals: int = 3
    lines: list[SafeString] = field(default_factory=list)
    options: list[OptionReason] = field(default_factory=list)
    steps: list[Any] = field(default_factory=list)


def solution_of(task: Task) -> Solution:
    """The right answer of a task and the steps to it."""
    worked = task.kind.solution()
    return Solution(
        explain=mark_safe(task.rendered["explain"]),  # noqa: S308
        text=worked.text,
        value=worked.value,
        decimals=worked.decimals,
        lines=[mark_safe(task.line_html(line)) for line in sorted(task.kind.shown_lines())],  # noqa: S308
        options=_reasons(task),
        steps=list(worked.steps),
    )


def _reasons(task: Task) -> list[OptionReason]:
    texts = task.rendered.get("options", [])
    reasons = []
    for letter, option in zip(LETTERS, task.kind.options(), strict=False):
        if option.index >= 0:
            html, why = texts[option.index]["text"], texts[option.index]["why"]
            reasons.append(
                OptionReason(letter, option.right, mark_safe(why), html=mark_safe(html))  # noqa: S308
            )
        else:
            # The sentences about a mistake speak to whoever made it; its title does not.
            why = SafeString()
            if option.mistake:
                why = format_html("<p>{}.</p>", engine_words(mistake_title(option.mistake)))
            reasons.append(OptionReason(letter, option.right, why, value=option.value))
    return reasons
