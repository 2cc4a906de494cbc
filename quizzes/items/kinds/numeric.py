"""Numbers, vectors and matrices that the engine computes."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import model_validator

from attention_engine import (
    StatedTolerance,
    can_be_rounded,
    check_answer,
    format_array,
    tolerance_in_words,
)
from attention_engine.judging.rounding.bounds import stated_in
from attention_engine.judging.tolerance import typed_with
from attention_engine.mistakes import values_in
from attention_engine.mistakes.judge import judge

from ..degenerate import degenerate
from ..judgement import Judgement, Probe
from ..number_box import BoxForm, as_asked, read_box
from ..spec import ComputedSpec, Decimals
from .computed import Computed
from .shown import WorkedSolution

NONSENSE = ("", "hello", "[[1, 2], [3", "1,,2", "nan", "<script>alert(1)</script>")


class NumericSpec(ComputedSpec):
    """With `step_decimals` earlier steps may be rounded to that many decimals; the tolerance
    follows from it."""

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

    def box_forms(self) -> tuple[BoxForm, ...]:
        return (self.box_form,)

    def expected(self) -> np.ndarray:
        return self.derivation.result

    def judge(self, raw: str) -> Judgement:
        read = read_box(raw, self.box_form)
        submitted = as_asked(read, self.expected().shape)
        rounding = not self._explains_missing_digits(submitted)
        judged = judge(self.derivation, submitted, **self._allowed, names_rounding=rounding)
        check = judged.check
        return Judgement(
            verdict=check.verdict,
            score=check.score,
            heading=check.heading,
            detail=check.detail,
            submitted=submitted.tolist(),
            echo=submitted,
            cells=check.cells if check.cells.shape == submitted.shape else None,
            diagnosis=judged.diagnosis,
        )

    def _explains_missing_digits(self, submitted: np.ndarray) -> bool:
        """Whether a nearly right answer needs no further explanation: the task allows rounding
        along the way, or the answer has one digit too few."""
        digits = self.spec.decimals - 1
        may_round = self.spec.step_decimals is not None
        return may_round or (digits >= 0 and typed_with(submitted, digits))

    def solution(self) -> WorkedSolution:
        return replace(super().solution(), value=self.expected())

    def right_answer(self) -> str:
        return format_array(self.expected(), decimals=self.spec.decimals)

    def tolerance_words(self) -> str:
        stated = self._stated
        return stated.words if stated else tolerance_in_words(decimals=self.spec.decimals)

    @cached_property
    def _stated(self) -> StatedTolerance | None:
        """The tolerance if earlier steps may be rounded, else None."""
        spec = self.spec
        if spec.step_decimals is None:
            return None
        return stated_in(self.derivation, spec.step_decimals, spec.decimals)

    @cached_property
    def _allowed(self) -> dict[str, Any]:
        """The tolerance as arguments for `check_answer`."""
        stated = self._stated
        return {"atol": stated.atol} if stated else {"decimals": self.spec.decimals}

    def _atol(self) -> float:
        return self._allowed.get("atol", 0.51 * 10.0**-self.spec.decimals)

    def faults(self) -> list[str]:
        expected = self.expected()
        return [
            *degenerate(self.spec.computation, expected),
            *_alike(self._known_mistakes, self._atol()),
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

    def _same(self, expected: np.ndarray, value: np.ndarray) -> bool:
        return check_answer(expected, value, **self._allowed).verdict != "wrong"

    def probes(self) -> Iterator[Probe]:
        expected, decimals, atol = self.expected(), self.spec.decimals, self._atol()
        yield Probe(self.right_answer(), "right", what="the right answer, rounded as asked")
        yield Probe(format_array(expected + 0.8 * atol), "right", what="just inside the tolerance")
        yield Probe(
            format_array(expected - 4 * atol), "imprecise", what="just outside the tolerance"
        )
        for mistake, value in self._known_mistakes.items():
            raw = format_array(value, decimals=decimals)
            yield Probe(raw, "wrong", mistake, what=f"the mistake {mistake}")
        yield Probe(format_array(np.full((7, 11), 0.5)), "wrong", what="a wrong shape")
        yield from (Probe(text, None, what="nonsense") for text in NONSENSE)


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


def _alike(values: dict[str, np.ndarray], atol: float) -> list[str]:
    """Pairs of mistakes that a learner's rounded answer could not tell apart."""
    return [
        f"{first} and {second} give the same value"
        for (first, one), (second, other) in combinations(values.items(), 2)
        if one.shape == other.shape and (np.abs(one - other) <= 2 * atol).all()
    ]
