"""What the page of a prompt shows: the prompt, its task, the clock."""

from datetime import datetime
from typing import Any

from quizzes.answering.boxes import AnswerBoxes
from quizzes.answering.prompt import givens_of
from quizzes.models import Interview, Turn

from .asked import AskedScript
from .clock import clock_of
from .turns import task_of_turn, turns_of
from .typed import LONGEST_TEXT


def prompt_context(
    interview: Interview, scripts: list[AskedScript], turn: Turn, now: datetime
) -> dict[str, Any]:
    """A task that was changed meanwhile is missing: it can only be skipped."""
    script = scripts[turn.script]
    task = task_of_turn(turn)
    return {
        "interview": interview,
        "turn": turn,
        "script": script,
        "place": turn.script + 1,
        "prompt": script.prompt(turn.part, turn.key),
        "clock": clock_of(interview, turns_of(interview), now),
        "task": task,
        "boxes": AnswerBoxes(task) if task else None,
        "givens": givens_of(task) if task else (),
        "longest": LONGEST_TEXT,
    }
