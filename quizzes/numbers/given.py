"""One fixed input of a computation, as a page shows it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from .table import MOST_DECIMALS, decimals_needed, number_text


@dataclass(frozen=True)
class Given:
    """One fixed input of a task: an array shown as a table, or a word."""

    name: str
    meaning: str
    value: np.ndarray | None = None
    text: str = ""


def given_of(name: str, meaning: str, value: Any) -> Given:
    """One input as a page shows it: a table for an array, else a word."""
    if isinstance(value, np.ndarray):
        return Given(name, meaning, value=value)
    if isinstance(value, bool):
        return Given(name, meaning, text="yes" if value else "no")
    if isinstance(value, int | float):
        places = decimals_needed(np.array(float(value)), MOST_DECIMALS)
        return Given(name, meaning, text=number_text(float(value), places))
    return Given(name, meaning, text=str(value))
