"""Judges a person's own result and own steps against given numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from attention_engine import (
    AnswerSyntaxError,
    Diagnosis,
)
from attention_engine.computations.worked import WorkedAnswer
from attention_engine.judging.cells import Cells
from attention_engine.judging.steps import check_derivation
from attention_engine.mistakes.diagnose import tolerance_for
from attention_engine.mistakes.findings import NOTHING_FOUND
from attention_engine.mistakes.judge import judge
from quizzes.items.number_box import NumberBox, form_of_step, parse_box
from quizzes.items.words import imprecise_words
from quizzes.numbers.table import shape_text

VERDICT_WORDS = {
    "right": "Right",
    "carried": "Consistent with your earlier step",
    "wrong": "Not right yet",
    "blank": "Left blank",
}
# The style and color of the notice for a verdict.
TONES = {"right": "right", "carried": "right", "imprecise": "imprecise", "wrong": "wrong"}


def verdict_words(verdict: str, cells: Cells | None) -> str:
    return imprecise_words(cells) if verdict == "imprecise" else VERDICT_WORDS[verdict]


@dataclass(frozen=True, eq=False)
class OwnAnswer:
    """How one text was read and judged. If it could not be parsed, `error` says why, and `cause`
    has the position in the text."""

    raw: str
    error: str = ""
    cause: AnswerSyntaxError | None = None
    submitted: np.ndarray | None = None
    verdict: str = ""
    message: str = ""
    cells: Cells | None = None
    diagnosis: Diagnosis = NOTHING_FOUND

    @property
    def excerpt(self) -> str:
        """The line with the fault and a caret under it."""
        return self.cause.excerpt if self.cause else ""

    @property
    def read_as(self) -> str:
        return "" if self.submitted is None else shape_text(self.submitted.shape)

    @property
    def words(self) -> str:
        return verdict_words(self.verdict, self.cells) if self.verdict else ""

    @property
    def is_unexplained(self) -> bool:
        """Wrong in the right shape, with no known mistake and no single wrong cell to point to."""
        if self.verdict != "wrong" or self.cells is None or self.submitted is None:
            return False
        found = self.diagnosis
        nothing = not (found.findings or found.arithmetic or found.remark or found.place)
        return nothing and self.cells.shape == self.submitted.shape

    @property
    def tone(self) -> str:
        return TONES.get(self.verdict, "info")


@dataclass(frozen=True, eq=False)
class OwnStep:
    """One step of the computation with what the person typed for it, if anything."""

    name: str
    title: str
    answer: OwnAnswer


def judge_own_answer(worked: WorkedAnswer, raw: str, decimals: int | None) -> OwnAnswer:
    """Parses and judges a result, and names the mistakes that produce exactly this result."""
    try:
        typed = parse_box(raw, NumberBox("array", worked.result.shape))
    except AnswerSyntaxError as error:
        return OwnAnswer(raw, str(error), error)
    tolerance = tolerance_for(worked.derivation, decimals)
    judged = judge(worked.derivation, typed.values, tolerance, typed_decimals=typed.decimals)
    check = judged.check
    return OwnAnswer(
        raw,
        submitted=typed.values,
        verdict=check.verdict,
        message=f"{check.detail} {typed.note}".strip(),
        cells=check.cell_verdicts,
        diagnosis=judged.diagnosis,
    )


def judge_own_steps(
    worked: WorkedAnswer, typed: Mapping[str, str], decimals: int | None
) -> list[OwnStep]:
    """Every step of the computation with the verdict on what was typed for it.

    A text that cannot be parsed gets an error and counts as blank for the steps after it.
    """
    read: dict[str, np.ndarray] = {}
    answers: dict[str, OwnAnswer] = {}
    for step in worked.steps:
        raw = typed.get(step.name, "")
        if not raw.strip():
            answers[step.name] = OwnAnswer(raw)
            continue
        try:
            box = NumberBox(form_of_step(step.name), step.value.shape)
            read[step.name] = parse_box(raw, box).values
        except AnswerSyntaxError as error:
            answers[step.name] = OwnAnswer(raw, str(error), error)
    if read:
        checked = check_derivation(worked.derivation, read, decimals)
        for step in checked.steps:
            if step.name in read:
                answers[step.name] = OwnAnswer(
                    typed[step.name],
                    submitted=read[step.name],
                    verdict=step.verdict,
                    cells=step.cell_verdicts,
                    diagnosis=step.diagnosis,
                )
    return [OwnStep(step.name, step.title, answers[step.name]) for step in worked.steps]
