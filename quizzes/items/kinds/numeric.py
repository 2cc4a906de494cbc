"""Numbers, vectors and matrices that the engine computes."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from typing import ClassVar, Literal

import numpy as np
from pydantic import model_validator

from attention_engine import (
    StatedTolerance,
    can_be_rounded,
    format_array,
    tolerance_in_words,
)
from attention_engine.judging.check import checked
from attention_engine.judging.rounding.bounds import decimals_to_carry, stated_in
from attention_engine.judging.rounding.honest import honest_steps
from attention_engine.judging.tolerance import CLOSE_FACTOR, Tolerance, half_unit, is_short
from attention_engine.mistakes import values_in
from attention_engine.mistakes.diagnose import tolerance_for
from attention_engine.mistakes.judge import Judged, judge
from attention_engine.reading.arrays.parse import TypedArray

from ..degenerate import degenerate
from ..judgement import Judgement, Probe
from ..number_box import BoxForm, NumberBox, WrongShape, read_box
from ..spec import ComputedSpec, Decimals
from .computed import Computed
from .exported import MOST_WRONG, ExportOption, shuffled
from .shown import WorkedSolution
from .wrong_values import plausible_first

NONSENSE = ("", "hello", "[[1, 2], [3", "1,,2", "nan", "<script>alert(1)</script>")


class NumericSpec(ComputedSpec):
    """Earlier steps may be rounded to `step_decimals`, from which the tolerance follows. By default
    these are one more than `decimals`, in a task where the digits carried matter."""

    kind: Literal["number", "vector", "matrix"]
    decimals: Decimals
    step_decimals: Decimals | None = None

    @model_validator(mode="after")
    def steps_can_be_rounded(self) -> "NumericSpec":
        if self.step_decimals is not None and not can_be_rounded(self.computation):
            raise ValueError(f"{self.computation} takes no step_decimals")
        return self


class Numeric(Computed):
    spec_class = NumericSpec
    box_form: ClassVar[BoxForm] = "array"
    # A matrix of 8 x 8, printed with all its digits and pasted with brackets, takes about 1,500.
    longest = 4_000

    def number_boxes(self) -> tuple[NumberBox, ...]:
        return (NumberBox(self.box_form, self.expected().shape),)

    def expected(self) -> np.ndarray:
        return self.derivation.result

    def judge(self, raw: str) -> Judgement:
        try:
            typed = read_box(raw, self.number_boxes()[0])
        except WrongShape as error:
            raise error.explained(self._judged(error.typed).diagnosis.findings) from None
        judged = self._judged(typed)
        check, submitted = judged.check, typed.values
        return Judgement(
            verdict=check.verdict,
            score=check.score,
            heading=check.heading,
            detail=f"{check.detail} {typed.note}".strip(),
            submitted=submitted.tolist(),
            echo=submitted,
            cells=check.cell_verdicts,
            diagnosis=judged.diagnosis,
        )

    def _judged(self, typed: TypedArray) -> Judged:
        return judge(
            self.derivation,
            typed.values,
            self._tolerance,
            names_rounding=not self._explains_missing_digits(typed),
            typed_decimals=typed.decimals,
        )

    def _explains_missing_digits(self, typed: TypedArray) -> bool:
        """Whether a nearly right answer needs no further explanation: the author allows rounding
        along the way, or the answer has a digit too few."""
        may_round = self.spec.step_decimals is not None
        return may_round or is_short(typed.values, self.spec.decimals, typed.decimals)

    def solution(self) -> WorkedSolution:
        return replace(super().solution(), value=self.expected())

    def right_answer(self) -> str:
        return format_array(self.expected(), decimals=self.spec.decimals)

    def tolerance_words(self) -> str:
        if self.derivation.computation.is_whole:
            return "Type a whole number."
        stated = self._stated
        return stated.words if stated else tolerance_in_words(decimals=self.spec.decimals)

    @cached_property
    def _stated(self) -> StatedTolerance | None:
        """The tolerance where it matters how many digits are carried, else None."""
        if self._carried is None:
            return None
        return stated_in(self.derivation, self._carried, self.spec.decimals)

    @cached_property
    def _carried(self) -> int | None:
        """How many decimals the task tells to carry; None where it does not matter."""
        if self.spec.step_decimals is not None:
            return self.spec.step_decimals
        return decimals_to_carry(self.derivation, self.spec.decimals)

    @cached_property
    def _tolerance(self) -> Tolerance:
        decimals, stated = self.spec.decimals, self._stated
        if stated is None:
            return tolerance_for(self.derivation, decimals)
        return Tolerance(stated.atol, 0.0, stated.atol, decimals)

    def _atol(self) -> float:
        return float(self._tolerance.atol)

    def faults(self) -> list[str]:
        expected = self.expected()
        return [
            *degenerate(self.spec.computation, expected),
            *_alike(self._known_mistakes, self._atol()),
            *self._blurred(),
        ]

    def _blurred(self) -> list[str]:
        """Rounding that changes more than a digit, unless the author said how many to carry."""
        most = CLOSE_FACTOR * half_unit("decimals", self.spec.decimals)
        if self.spec.step_decimals is not None or self._atol() <= most:
            return []
        return [
            f"with {self._carried} decimals carried the result may be off by {self._atol():.2g}, "
            "more than a digit: ask for fewer decimals or set step_decimals"
        ]

    def known_mistakes(self) -> dict[str, np.ndarray]:
        """Wrong values by mistake. Rounding early is left out if it does not change the answer."""
        return self._known_mistakes

    @cached_property
    def _known_mistakes(self) -> dict[str, np.ndarray]:
        values = values_in(self.derivation)
        early = values.get("rounded_early")
        if early is not None and self._same(self.expected(), early):
            values = {name: value for name, value in values.items() if name != "rounded_early"}
        return values

    def slips(self) -> frozenset[str]:
        return frozenset(self._known_mistakes)

    def tells_apart(self, slip: str, other: str) -> bool:
        if not super().tells_apart(slip, other):
            return False
        one, two = self._known_mistakes[slip], self._known_mistakes[other]
        return differ(one, two, self._tolerance)

    def export_options(self) -> list[ExportOption]:
        """A released variant is proved to have mistakes that differ from the answer and each other,
        also when rounded. Those of another shape would stand out."""
        right = self.expected()
        made = {m: value for m, value in self._known_mistakes.items() if value.shape == right.shape}
        wrong = plausible_first(made, right, self.variant.seed)[:MOST_WRONG]
        options = [self._export_option(value, mistake=mistake) for mistake, value in wrong]
        return shuffled(self, [self._export_option(right, right=True), *options])

    def _export_option(
        self, value: np.ndarray, *, right: bool = False, mistake: str = ""
    ) -> ExportOption:
        decimals = self.spec.decimals
        return ExportOption(
            right,
            format_array(value, decimals=decimals),
            value=value,
            decimals=decimals,
            mistake=mistake,
            why=self.explained(mistake) if mistake else "",
        )

    def _same(self, expected: np.ndarray, value: np.ndarray) -> bool:
        return checked(expected, value, self._tolerance).verdict != "wrong"

    def probes(self) -> Iterator[Probe]:
        expected, decimals, atol = self.expected(), self.spec.decimals, self._atol()
        yield Probe(self.right_answer(), "right", what="the right answer, rounded as asked")
        yield Probe(format_array(expected + 0.8 * atol), "right", what="just inside the tolerance")
        yield from self._honest_answers()
        outside = "wrong" if self._tolerance.nothing_is_close else "imprecise"
        yield Probe(format_array(expected - 4 * atol), outside, what="just outside the tolerance")
        for mistake, value in self._known_mistakes.items():
            raw = format_array(value, decimals=decimals)
            # An answer of another shape is never judged.
            verdict = "wrong" if value.shape == expected.shape else None
            yield Probe(raw, verdict, mistake, what=f"the mistake {mistake}")
        yield Probe(format_array(np.full((7, 11), 0.5)), None, what="a wrong shape")
        yield from (Probe(text, None, what="nonsense") for text in NONSENSE)

    def _honest_answers(self) -> Iterator[Probe]:
        """Whoever rounds as the task tells, or to one digit more, is right."""
        told = self._carried
        carried = (self.spec.decimals,) if told is None else (told, told + 1)
        for how, steps in honest_steps(self.derivation, carried, self.spec.decimals):
            raw = format_array(list(steps.values())[-1], decimals=self.spec.decimals)
            yield Probe(raw, "right", what=f"an honest answer, {how},", is_honest=True)


class Number(Numeric):
    name = "number"
    words = "A number"
    minutes = 2
    typing_hint = "One number. A fraction such as 3/4 or an expression such as sqrt(2)/2 will do."
    box_form = "number"
    may_count_flops = True


class Vector(Numeric):
    name = "vector"
    words = "A vector"
    minutes = 3
    typing_hint = "Numbers in a row, such as 0.2 0.3 0.5. Fractions such as 1/3 will do."


class Matrix(Numeric):
    name = "matrix"
    words = "A matrix"
    minutes = 5
    template = "matrix"
    typing_hint = "One row on each line, such as 0.2 0.8, or all in one: [[0.2, 0.8], [0.5, 0.5]]."
    is_pictured = True


def differ(one: np.ndarray, other: np.ndarray, tolerance: Tolerance) -> bool:
    """Whether a learner's rounded answer that is one of two arrays cannot be the other, too."""
    return one.shape != other.shape or not tolerance.cells(one, other, factor=2).all()


def _alike(values: dict[str, np.ndarray], atol: float) -> list[str]:
    """Pairs of mistakes that a learner's rounded answer could not tell apart."""
    return [
        f"{first} and {second} give the same value"
        for (first, one), (second, other) in combinations(values.items(), 2)
        if one.shape == other.shape and (np.abs(one - other) <= 2 * atol).all()
    ]
