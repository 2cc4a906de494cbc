"""How a number box is parsed, shown before anything is judged."""

from dataclasses import dataclass

import numpy as np

from attention_engine import AnswerSyntaxError
from quizzes.items.number_box import NumberBox, misfit, parse_box
from quizzes.numbers.limits import too_long


@dataclass(frozen=True, eq=False)
class Reading:
    """The parsed array, or why the text is not one, with the position if it is known."""

    array: np.ndarray | None = None
    fault: AnswerSyntaxError | None = None
    note: str = ""


def reading_of(raw: str, box: NumberBox) -> Reading:
    """Parses `raw`. Nothing is judged, counted or stored."""
    if words := too_long("The text", raw):
        return Reading(fault=AnswerSyntaxError(words))
    try:
        typed = parse_box(raw, box)
        note = f"{typed.note} {misfit(typed, box)}".strip()
        return Reading(array=typed.values, note=note)
    except AnswerSyntaxError as fault:
        return Reading(fault=fault)
