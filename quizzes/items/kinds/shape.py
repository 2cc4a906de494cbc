"""The shape of a step's value, such as `3 x 4`."""

import re
from collections.abc import Iterator
from typing import Literal

from attention_engine import AnswerSyntaxError
from attention_engine.computations.worked import WorkedStep

from ..judgement import Judgement, Probe
from ..spec import ComputedSpec
from .computed import Computed
from .shown import WorkedSolution

_SHAPE = re.compile(r"^[(\[]?\s*(\d{1,6})(?:\s*(?:x|X|×|\*|,|by)\s*(\d{1,6}))?\s*,?\s*[)\]]?$")


class ShapeSpec(ComputedSpec):
    kind: Literal["shape"]
    of: str = "output"


class Shape(Computed):
    name = "shape"
    spec_class = ShapeSpec
    words = "A shape"
    minutes = 1
    typing_hint = "Rows, then columns, such as 7 x 9."
    depends_on_scale = False

    def expected(self) -> tuple[int, ...]:
        steps = self.derivation.steps
        if self.spec.of not in steps:
            raise ValueError(f"{self.spec.computation} has no step {self.spec.of}")
        return steps[self.spec.of].shape

    def judge(self, raw: str) -> Judgement:
        shape = read_shape(raw)
        expected = self.expected()
        right = shape == expected
        detail = ""
        if not right and shape == expected[::-1]:
            detail = f"{shape_words(shape)} is the shape of the transpose: rows come first."
        elif not right and len(shape) != len(expected):
            detail = f"The value has {len(expected)} axes; {shape_words(shape)} has {len(shape)}."
        agree = sum(a == b for a, b in zip(shape, expected, strict=False))
        return Judgement(
            verdict="right" if right else "wrong",
            score=1.0 if right else agree / (2 * len(expected)),
            detail=detail,
            submitted=list(shape),
        )

    def read_as(self, judgement: Judgement) -> str:
        return f"Read as {' × '.join(map(str, judgement.submitted))}."

    def steps_to_the_answer(self) -> tuple[WorkedStep, ...]:
        """The values of the steps already have the shape that is asked for."""
        return ()

    def solution(self) -> WorkedSolution:
        return WorkedSolution(text=self.right_answer(), steps=self._worked)

    def right_answer(self) -> str:
        return shape_words(self.expected())

    def faults(self) -> list[str]:
        shape = self.expected()
        if len(shape) != 2:
            return [f"the value of {self.spec.of} is not a matrix"]
        return ["a square shape hides a transposed answer"] if shape[0] == shape[1] else []

    def probes(self) -> Iterator[Probe]:
        shape = self.expected()
        yield Probe(shape_words(shape), "right", what="the right shape")
        yield Probe(str(shape), "right", what="the right shape as a tuple")
        yield Probe(shape_words(shape[::-1]), "wrong", what="the transposed shape")
        yield Probe(shape_words((shape[0], shape[1] + 1)), "wrong", what="one column more")
        yield from (
            Probe(text, None, what="nonsense") for text in ("", "wide", "3 x", "-1 x 2", "1e9 x 2")
        )


def read_shape(raw: str) -> tuple[int, ...]:
    """`3 x 4`, `(3, 4)`, `3×4` -> (3, 4). Raises AnswerSyntaxError for anything else."""
    match = _SHAPE.match(raw.strip()[:100])
    if match is None or len(raw) > 100:
        raise AnswerSyntaxError("A shape is written like 3 x 4: rows, then columns.")
    return tuple(int(size) for size in match.groups() if size is not None)


def shape_words(shape: tuple[int, ...]) -> str:
    return " x ".join(str(size) for size in shape)
