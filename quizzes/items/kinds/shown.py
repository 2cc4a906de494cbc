"""The parts of a task and its solution that a page shows."""

from dataclasses import dataclass

import numpy as np

from attention_engine import Diagnosis, Finding, mistake_title
from attention_engine.computations.worked import WorkedStep

from ..judgement import NOTHING_FOUND
from ..number_box import NumberBox


@dataclass(frozen=True)
class Option:
    """One option as shown. `index` is its place in the source, or -1 if the engine computed it as
    a `value`, shown with `decimals`."""

    right: bool
    index: int = -1
    text: str = ""
    why: str = ""
    mistake: str = ""
    value: np.ndarray | None = None
    decimals: int = 0

    @property
    def diagnosis(self) -> Diagnosis:
        """The mistake that produces the value of this option."""
        if not self.mistake:
            return NOTHING_FOUND
        return Diagnosis((Finding((self.mistake,), mistake_title(self.mistake), self.why),))


@dataclass(frozen=True)
class TypedStep:
    """One step to answer in a derivation: what its box accepts, and what was typed."""

    name: str
    title: str
    box: NumberBox
    text: str = ""


@dataclass(frozen=True)
class WorkedSolution:
    """The right answer as `text` or as `value` with its decimals, and the steps that lead to it.
    For options and orders of lines both are empty."""

    text: str = ""
    value: np.ndarray | None = None
    decimals: int = 3
    steps: tuple[WorkedStep, ...] = ()
