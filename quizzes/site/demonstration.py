"""The idea of the site in one example: a wrong answer, and the mistake that produces it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from numpy import ndarray

from attention_engine import (
    check_answer,
    compute,
    diagnose,
    explain_mistake,
    mistake_title,
    mistake_values,
)
from attention_engine.judging.cells import Cells

COMPUTATION = "attention_weights"
INPUTS: dict[str, Any] = {
    "query": [[1, 0, 1, 2], [0, 1, 1, 0]],
    "key": [[1, 1, 0, 1], [0, 2, 1, 0], [1, 0, 0, 1]],
}
MADE = "softmax_over_queries"
DECIMALS = 3


@dataclass(frozen=True)
class Demonstration:
    """`submitted` is what a learner might type; the engine derives everything else."""

    query: Any
    key: Any
    submitted: ndarray
    cells: Cells
    expected: ndarray
    mistake: str
    explanation: str
    decimals: int


@cache
def demonstration() -> Demonstration:
    """An answer whose softmax ran down the columns. The engine sees only the six numbers."""
    submitted = mistake_values(COMPUTATION, INPUTS)[MADE].round(DECIMALS)
    expected = compute(COMPUTATION, INPUTS)
    named = diagnose(COMPUTATION, INPUTS, submitted, decimals=DECIMALS)[0]
    return Demonstration(
        query=INPUTS["query"],
        key=INPUTS["key"],
        submitted=submitted,
        cells=check_answer(expected, submitted, decimals=DECIMALS).cell_verdicts,
        expected=expected,
        mistake=mistake_title(named),
        explanation=explain_mistake(named, COMPUTATION, INPUTS),
        decimals=DECIMALS,
    )
