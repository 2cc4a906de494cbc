"""The judge's result for one answer."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from attention_engine import Diagnosis
from attention_engine.judging.cells import Cells
from attention_engine.judging.told import Told
from attention_engine.mistakes.findings import NOTHING_FOUND


def as_json(array: np.ndarray) -> Any:
    """Numbers as nested lists. JSON has no infinity: a masked score is the string "-inf"."""
    if np.isfinite(array).all():
        return array.tolist()
    texts = array.astype(object)
    texts[~np.isfinite(array)] = [f"{number:g}" for number in array[~np.isfinite(array)]]
    return texts.tolist()


@dataclass(frozen=True)
class StepJudgement:
    """One step of a derivation. `cells` are the verdicts on its numbers, None if nothing could be
    compared; `diagnosis` says what was done in the first wrong step."""

    name: str
    verdict: str
    submitted: np.ndarray | None = None
    cells: Cells | None = None
    diagnosis: Diagnosis = NOTHING_FOUND


@dataclass(frozen=True)
class Judgement:
    """Verdict `right`, `imprecise` or `wrong`; score 0..1; `heading` and `detail`, the parts of
    the message to the learner. A page with its own heading shows only the detail.

    `submitted` is what was read, as JSON; `echo` is the same as an array, if it is one; `cells`
    are the verdicts on its numbers; `diagnosis` is what the engine found behind a wrong answer.
    """

    verdict: str
    score: float
    detail: str
    submitted: Any
    echo: np.ndarray | None = None
    cells: Cells | None = None
    diagnosis: Diagnosis = NOTHING_FOUND
    steps: tuple[StepJudgement, ...] = ()
    heading: str = ""

    @property
    def message(self) -> str:
        return Told(detail=self.detail, heading=self.heading).message

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The ids of all mistakes found, most likely first."""
        return self.diagnosis.mistakes


@dataclass(frozen=True)
class Probe:
    """An answer that a proof types in, and the verdict it must get.

    `verdict` None means a format error; `mistake` is the id that must be named; `wrong_step` is
    the only step that may be judged wrong: all steps after it must be right or carried.
    `is_honest`: a right answer by somebody who rounds on the way as the task tells.
    """

    raw: str
    verdict: str | None
    mistake: str = ""
    what: str = ""
    wrong_step: str = ""
    is_honest: bool = False
