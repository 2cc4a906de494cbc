"""How a number box is parsed, shown before anything is judged."""

from dataclasses import dataclass

import numpy as np

from attention_engine import AnswerSyntaxError
from quizzes.items.number_box import BoxForm, read_box


@dataclass(frozen=True, eq=False)
class Reading:
    """The parsed array, or why the text is not one, with the position if it is known."""

    array: np.ndarray | None = None
    fault: AnswerSyntaxError | None = None


def reading_of(raw: str, form: BoxForm) -> Reading:
    """Parses `raw`. Nothing is judged, counted or stored."""
    try:
        return Reading(array=read_box(raw, form))
    except AnswerSyntaxError as fault:
        return Reading(fault=fault)
