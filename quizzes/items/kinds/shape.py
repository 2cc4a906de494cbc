"""The shape of a step's value, such as `3 x 4`."""

import re
from collections.abc import Iterator
from typing import Literal

import numpy as np

from attention_engine import AnswerSyntaxError
from attention_engine.computations.worked import WorkedStep
from attention_engine.listing import listed

from ..judgement import Judgement, Probe
from ..spec import ComputedSpec
from .computed import Computed
from .exported import ExportOption, judged_wrong, shuffled
from .shown import WorkedSolution

_SIZE = r"\d{1,6}"
# Up to four axes can be read, so that a batch or heads too many are told and not refused.
_SHAPE = re.compile(rf"^[(\[]?\s*({_SIZE}(?:\s*(?:x|X|×|\*|,|by)\s*{_SIZE}){{0,3}})\s*,?\s*[)\]]?$")

MOST_NAMED = 2


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
        detail = "" if right else self._detail(shape)
        agree = sum(a == b for a, b in zip(shape, expected, strict=False))
        return Judgement(
            verdict="right" if right else "wrong",
            score=1.0 if right else agree / (2 * len(expected)),
            detail=detail,
            submitted=list(shape),
        )

    def _detail(self, shape: tuple[int, ...]) -> str:
        """What is the matter with a wrong shape. These are facts that do not say the right one."""
        expected, written = self.expected(), shape_words(shape)
        if len(shape) > len(expected):
            return (
                f"{written} has {len(shape)} axes. This value has {len(expected)}, rows and "
                "columns: it has no axis of its own for a batch or for heads."
            )
        if len(shape) < len(expected):
            return f"This value has {len(expected)} axes, rows and columns; {written} has one."
        if shape == expected[::-1]:
            return f"{written} is the shape of the transpose: rows come first."
        if others := self._of_this_shape(shape):
            return f"{written} is the shape of {listed(others)}."
        if (heads := self._heads()) and any(
            size in (own * heads, own / heads) for size, own in zip(shape, expected, strict=True)
        ):
            return f"There are {heads} heads. Does this value hold one of them or all?"
        agree = [size == own for size, own in zip(shape, expected, strict=True)]
        if any(agree):
            first, second = ("rows", "columns") if agree[0] else ("columns", "rows")
            return f"The number of {first} is right, the number of {second} is not."
        return ""

    def _of_this_shape(self, shape: tuple[int, ...]) -> list[str]:
        """The inputs and steps that have this shape, as a sentence names them."""
        inputs = [
            f"the input {parameter.name}"
            for parameter, value in self.givens()
            if np.shape(value) == shape
        ]
        titles = {name: step.title for name, step in self.derivation.applied.items()}
        steps = [
            f"the step “{titles[name]}”"
            for name, value in self.derivation.steps.items()
            if value.shape == shape
        ]
        return (inputs + steps)[:MOST_NAMED]

    def _heads(self) -> int:
        return int(self.derivation.inputs.get("num_heads") or 0)

    def read_as(self, judgement: Judgement) -> str:
        return f"Read as {' × '.join(map(str, judgement.submitted))}."

    def steps_to_the_answer(self) -> tuple[WorkedStep, ...]:
        """The values of the steps already have the shape that is asked for."""
        return ()

    def solution(self) -> WorkedSolution:
        return WorkedSolution(text=self.right_answer(), steps=self._worked)

    def right_answer(self) -> str:
        return shape_words(self.expected())

    def export_options(self) -> list[ExportOption]:
        right = ExportOption(True, self.right_answer(), text=self.right_answer())
        return shuffled(self, [right, *judged_wrong(self, self._wrong_shapes())])

    def _wrong_shapes(self) -> Iterator[str]:
        """The transpose, the shapes of the inputs and of other steps, and one axis too many."""
        shape = self.expected()
        arrays = [np.asarray(value) for _parameter, value in self.givens()]
        arrays += self.derivation.steps.values()
        others = (array.shape for array in arrays if array.ndim == len(shape))
        yield from map(shape_words, (shape[::-1], *others, (1, *shape)))

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
        yield Probe(shape_words((1, *shape)), "wrong", what="a batch in front")
        yield from (
            Probe(text, None, what="nonsense") for text in ("", "wide", "3 x", "-1 x 2", "1e9 x 2")
        )


def read_shape(raw: str) -> tuple[int, ...]:
    """`3 x 4`, `(3, 4)`, `3×4` -> (3, 4). Raises AnswerSyntaxError for anything else."""
    match = _SHAPE.match(raw.strip()[:100])
    if match is None or len(raw) > 100:
        raise AnswerSyntaxError("A shape is written like 3 x 4: rows, then columns.")
    return tuple(map(int, re.findall(_SIZE, match[1])))


def shape_words(shape: tuple[int, ...]) -> str:
    return " x ".join(str(size) for size in shape)
